using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Populatie.Server.Delivery;
using Populatie.Server.Http;
using Populatie.Server.Telemetry;

namespace Populatie.Server.Tests.Delivery;

/// <summary>An answer from memory is the answer.</summary>
[Collection(ServerCollection.Name)]
public sealed class WarmTests(RunningServer server)
{
    private const string Tile = "/v1/tiles/buurt/10/526/337.mvt";

    public static TheoryData<string> Lasting => [Tile, "/v1/areas/wijk", "values", "series"];

    [Theory]
    [MemberData(nameof(Lasting))]
    public async Task The_second_answer_is_the_first_with_every_header(string what)
    {
        var path = what switch
        {
            "values" => $"/v1/runs/{server.RunId}/values/clients/2031?level=wijk&product=Wmo",
            "series" => $"/v1/runs/{server.RunId}/series/clients/WK034403?product=Jeugd",
            _ => what,
        };
        foreach (var accepted in (string[])["", "br", "gzip", "gzip;q=0.5, br;q=0"])
        {
            var first = await Ask(
                HttpMethod.Get,
                $"{path}{(path.Contains('?') ? "" : "?")}{new string('&', 1 + accepted.Length)}",
                accepted
            );
            await Ask(HttpMethod.Get, path, accepted);
            foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Head])
            {
                var warm = await Ask(method, path, accepted);
                warm.Status.ShouldBe(first.Status);
                warm.Headers.ShouldBe(first.Headers);
                warm.Body.ShouldBe(method == HttpMethod.Head ? [] : first.Body);
            }
        }
    }

    [Fact]
    public async Task A_warm_answer_is_counted_and_not_given_to_strangers()
    {
        await server.Client.GetAsync(Tile);
        using var stranger = new HttpRequestMessage(HttpMethod.Get, Tile);
        stranger.Headers.Host = "evil.example";
        (await server.Client.SendAsync(stranger)).StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
        (await server.Client.DeleteAsync(Tile)).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        var before = await CountOf();
        await server.Client.GetAsync(Tile);
        (await CountOf()).ShouldBeGreaterThan(before);
    }

    [Fact]
    public void A_flood_of_different_questions_does_not_fill_the_memory()
    {
        var options = new ServeOptions(ServeOptions.DefaultUrl, "none");
        var warm = new WarmAnswers(new SameHost(options), new ServerMeter());
        for (var i = 0; i < 20_000; i++)
        {
            var context = new DefaultHttpContext();
            context.Features.Get<IHttpRequestFeature>()!.RawTarget = $"/v1/areas/buurt?flood={i}";
            warm.Keep(context, Body.Of(new byte[600], "text/plain"), Freshness.OfTheMap);
            warm.Count.ShouldBeLessThanOrEqualTo(4096);
        }
    }

    [Theory]
    [InlineData("HEAD", "br, gzip")]
    [InlineData("GET", "")]
    public void Answering_again_makes_no_garbage(string method, string accepted)
    {
        var warm = new WarmAnswers(new SameHost(new(ServeOptions.DefaultUrl, "none")), new ServerMeter());
        var body = Body.Of(new byte[20_000], "text/plain");
        var context = new DefaultHttpContext();
        context.Features.Get<IHttpRequestFeature>()!.RawTarget = Tile;
        context.Request.Method = method;
        context.Request.Headers.Host = "127.0.0.1:5080";
        context.Request.Headers.AcceptEncoding = accepted;
        if (method is "GET")
        {
            // What Kestrel does with a body is Kestrel's; what leads to a 304 is all ours.
            context.Request.Headers.IfNoneMatch = $"\"other\", {body.BrotliTag}";
        }
        warm.Keep(context, body, Freshness.OfTheMap);
        RequestDelegate missed = _ => throw new InvalidOperationException("it was not remembered");
        long Ask(int times)
        {
            var done = true;
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < times; i++)
            {
                done &= warm.Serve(context, missed).IsCompletedSuccessfully;
            }
            var made = GC.GetAllocatedBytesForCurrentThread() - before;
            done.ShouldBeTrue();
            return made;
        }
        Ask(100);
        // The compiler at work may leave a few bytes; an object for each answer would leave a quarter of a million.
        Ask(10_000).ShouldBeLessThan(10_000);
        context.Response.StatusCode.ShouldBe(method is "GET" ? 304 : 200);
    }

    private async Task<double> CountOf()
    {
        const string line =
            "populatie_http_requests_total{route=\"/v1/tiles/{level}/{z}/{x}/{y}.mvt\",status=\"200\"} ";
        var all = await server.Client.GetStringAsync("/metrics");
        return double.Parse(all.Split(line)[1].Split('\n')[0], System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<(HttpStatusCode Status, string[] Headers, byte[] Body)> Ask(
        HttpMethod method,
        string path,
        string accepted
    )
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        using var answer = await server.Client.SendAsync(request);
        string[] headers =
        [
            .. answer
                .Headers.Concat(answer.Content.Headers)
                .Where(h => !string.Equals(h.Key, "Date", StringComparison.Ordinal))
                .Select(h => $"{h.Key}: {string.Join(", ", h.Value)}")
                .Order(StringComparer.Ordinal),
        ];
        return (answer.StatusCode, headers, await answer.Content.ReadAsByteArrayAsync());
    }
}
