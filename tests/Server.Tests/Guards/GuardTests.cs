using System.Text;
using Microsoft.AspNetCore.Builder;
using Populatie.Server.Http;

namespace Populatie.Server.Tests.Guards;

/// <summary>What a client can do to a server through a bare socket: it is answered rightly, or cut off in time.</summary>
[Collection(ServerCollection.Name)]
public sealed class GuardTests(RunningServer server)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    private Uri Address => server.Client.BaseAddress!;

    [Theory]
    [InlineData("127.0.0.1:{0}", 200)]
    [InlineData("localhost:{0}", 200)]
    [InlineData("LOCALHOST", 200)]
    [InlineData("[::1]:{0}", 200)]
    [InlineData("evil.example", 421)]
    [InlineData("evil.example:{0}", 421)]
    [InlineData("127.0.0.1.evil.example:{0}", 421)]
    [InlineData("192.168.1.5:{0}", 421)]
    public async Task Only_its_own_names_are_answered(string host, int status)
    {
        var name = string.Format(null, host, Address.Port);
        var answer = await RawClient.Ask(
            Address,
            $"GET /v1/runs HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n"
        );
        answer.ShouldStartWith($"HTTP/1.1 {status} ");
        if (status != 200)
        {
            answer.ShouldContain("application/problem+json");
        }
    }

    [Theory]
    [InlineData("POST", "http://127.0.0.1:{0}", 415)]
    [InlineData("POST", null, 415)]
    [InlineData("POST", "http://evil.example", 403)]
    [InlineData("POST", "http://127.0.0.1:1", 403)]
    [InlineData("POST", "null", 403)]
    [InlineData("DELETE", "https://evil.example", 403)]
    [InlineData("GET", "http://evil.example", 200)]
    public async Task Another_page_changes_nothing(string method, string? origin, int status)
    {
        var path = method is "DELETE" ? "/v1/runs/latest" : "/v1/scenarios";
        var header = origin is null ? "" : $"Origin: {string.Format(null, origin, Address.Port)}\r\n";
        var answer = await RawClient.Ask(
            Address,
            $"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{Address.Port}\r\n{header}Content-Length: 0\r\nConnection: close\r\n\r\n"
        );
        answer.ShouldStartWith($"HTTP/1.1 {status} ");
        answer.ShouldNotContain("Access-Control-Allow");
    }

    [Theory]
    [InlineData("Content-Length: 104857600\r\n", "")]
    [InlineData("Transfer-Encoding: chunked\r\n", "100000\r\n")]
    public async Task A_hundred_megabytes_are_not_read(string how, string chunk)
    {
        const int megabyte = 1 << 20;
        var piece = Encoding.ASCII.GetBytes(new string('a', megabyte) + (chunk.Length > 0 ? "\r\n" : ""));
        var before = GC.GetTotalAllocatedBytes();
        var sent = 0;
        using var client = await RawClient.Connect(Address);
        await client.Send(
            $"POST /v1/scenarios HTTP/1.1\r\nHost: 127.0.0.1:{Address.Port}\r\nContent-Type: application/yaml\r\n{how}\r\n"
        );
        var answer = client.Rest();
        try
        {
            while (sent < 100 && !answer.IsCompleted)
            {
                await client.Send(chunk);
                await client.Stream.WriteAsync(piece);
                sent++;
            }
        }
        catch (IOException)
        {
            // It has heard enough.
        }
        var told = await answer;
        told.ShouldStartWith("HTTP/1.1 413 ");
        told.ShouldContain("application/problem+json");
        told.ShouldContain("256 kB");
        sent.ShouldBeLessThan(100);
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(32L * megabyte);
    }

    [Theory]
    [InlineData("GET /v1/runs HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")]
    [InlineData(
        "POST /v1/scenarios HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/yaml\r\nContent-Length: 9000\r\n\r\nname"
    )]
    [Trait("Speed", "slow")]
    public async Task Who_sends_slowly_is_not_waited_for(string begin)
    {
        await using var impatient = await Start(
            new(new("http://127.0.0.1:0"), server.Workspace.Root) { Patience = Patience }
        );
        using var client = await RawClient.Connect(new(impatient.Urls.Single()));
        await client.Send(begin);
        // Ends only when the server closes: a server that waits hangs this test.
        var answer = await client.Rest();
        (answer.Length == 0 || answer.StartsWith("HTTP/1.1 408 ", StringComparison.Ordinal)).ShouldBeTrue(answer);
    }

    [Fact]
    public async Task More_connections_than_there_is_room_for_are_closed_and_the_others_go_on()
    {
        const int room = 8;
        await using var small = await Start(
            new(new("http://127.0.0.1:0"), server.Workspace.Root) { MostConnections = room }
        );
        var address = new Uri(small.Urls.Single());
        const string ask = "GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        var inside = new List<RawClient>();
        try
        {
            for (var i = 0; i < room; i++)
            {
                var client = await RawClient.Connect(address);
                inside.Add(client);
                await client.Send(ask);
                await FirstLine(client);
            }
            (await RawClient.Ask(address, ask)).ShouldBe("");
            await inside[0].Send(ask);
            (await FirstLine(inside[0])).ShouldStartWith("HTTP/1.1 200 ");
        }
        finally
        {
            inside.ForEach(c => c.Dispose());
        }
    }

    /// <summary>What is only just too much is refused with a reason; far beyond it the line is cut with a status.</summary>
    [Theory]
    [InlineData(60, 10, 200)]
    [InlineData(1, 15_000, 200)]
    [InlineData(100, 10, 431)]
    [InlineData(1, 20_000, 431)]
    [InlineData(4, 12_000, 431)]
    [InlineData(300, 10, -431)]
    [InlineData(1, 80_000, -431)]
    public async Task Too_many_or_too_long_headers_are_refused(int count, int length, int status)
    {
        var headers = string.Concat(Enumerable.Range(0, count).Select(i => $"X-{i}: {new string('a', length)}\r\n"));
        Answered(await Ask("/v1/runs", headers), status);
    }

    [Theory]
    [InlineData(100, 200)]
    [InlineData(300, 414)]
    [InlineData(1_000, 414)]
    [InlineData(14_000, -414)]
    public async Task An_address_as_long_as_a_list_of_all_buurten_of_the_country_is_refused(int buurten, int status)
    {
        // Nothing is asked between two signs: only the length counts.
        var list = new string('&', buurten * "&of=BU00000000".Length);
        Answered(await Ask($"/v1/runs/latest/values/clients/2035?product=Wmo{list}", ""), status);
    }

    private Task<string> Ask(string target, string headers) =>
        RawClient.Ask(
            Address,
            $"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: en\r\nConnection: close\r\n{headers}\r\n"
        );

    /// <param name="status">Below zero: given before anything of ours saw the request.</param>
    private static void Answered(string answer, int status)
    {
        answer.ShouldStartWith(FormattableString.Invariant($"HTTP/1.1 {Math.Abs(status)} "));
        answer.Contains("application/problem+json", StringComparison.Ordinal).ShouldBe(status >= 400);
        if (status >= 400)
        {
            answer.ShouldContain(" kB");
            answer.ShouldContain("API-Version: 1.0.0");
        }
    }

    private static async Task<string> FirstLine(RawClient client)
    {
        var buffer = new byte[4096];
        var read = await client.Stream.ReadAsync(buffer);
        return Encoding.ASCII.GetString(buffer, 0, read);
    }

    private static async Task<WebApplication> Start(ServeOptions options)
    {
        var app = PopulatieServer.Build(options);
        await app.StartAsync();
        return app;
    }
}
