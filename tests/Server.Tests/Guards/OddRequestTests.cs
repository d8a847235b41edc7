using System.IO.Compression;
using System.Net;
using System.Text.Json;

namespace Populatie.Server.Tests.Guards;

/// <summary>What is allowed to be odd: every method on every address, tags and encodings that make no sense, floods of it.</summary>
[Collection(ServerCollection.Name)]
public sealed class OddRequestTests(RunningServer server)
{
    private const string Values = "/v1/runs/latest/values/clients/2035?level=wijk";

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"];

    [Fact]
    public async Task A_method_that_is_not_there_is_405_and_told_which_are()
    {
        foreach (var (path, mapped) in await Addresses())
        {
            foreach (var method in Methods.Except(mapped, StringComparer.Ordinal))
            {
                using var request = new HttpRequestMessage(new(method), path);
                using var answer = await server.Client.SendAsync(request);
                answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed, $"{method} {path}");
                string.Join(' ', answer.Content.Headers.Allow.Order(StringComparer.Ordinal))
                    .ShouldBe(string.Join(' ', mapped), $"{method} {path}");
                answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            }
        }
    }

    [Fact]
    public async Task A_slash_at_the_end_is_404_and_told_the_address_without()
    {
        foreach (var (path, _) in (await Addresses()).Where(a => a.Path is not "/"))
        {
            using var answer = await server.Client.GetAsync(path + "/");
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
            (await Detail(answer)).ShouldEndWith(path);
        }
    }

    [Fact]
    public async Task HEAD_tells_of_everything_what_GET_would()
    {
        foreach (var (path, _) in (await Addresses()).Where(a => a.Methods.Contains("GET", StringComparer.Ordinal)))
        {
            using var get = await server.Client.GetAsync(path);
            using var request = new HttpRequestMessage(HttpMethod.Head, path);
            using var head = await server.Client.SendAsync(request);
            head.StatusCode.ShouldBe(get.StatusCode, path);
            head.Headers.ETag.ShouldBe(get.Headers.ETag, path);
            head.Content.Headers.ContentType.ShouldBe(get.Content.Headers.ContentType, path);
            head.Headers.GetValues("API-Version").ShouldBe(["1.0.0"]);
            (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty(path);
        }
    }

    [Theory]
    [InlineData("{0}", 304)]
    [InlineData("W/{0}", 304)]
    [InlineData("\"a\", {0}", 304)]
    [InlineData("\"a\",,  ,{0},", 304)]
    [InlineData("*", 304)]
    [InlineData("", 200)]
    [InlineData("\"\"", 200)]
    [InlineData("\"", 200)]
    [InlineData("W/", 200)]
    [InlineData("{1}", 200)]
    [InlineData("\"{1}", 200)]
    [InlineData("\"x{1}\"", 200)]
    [InlineData("**", 200)]
    [InlineData("\"*\"", 200)]
    [InlineData("{2}", 200)]
    public async Task Odd_tags_are_read_as_they_stand(string tags, int status)
    {
        var tag = (await Get(Values, "Accept-Encoding", "")).Headers.ETag!.Tag;
        var text = string.Format(null, tags, tag, tag.Trim('"'), new string('"', 3000));
        using var answer = await Get(Values, "If-None-Match", text);
        ((int)answer.StatusCode).ShouldBe(status);
    }

    [Theory]
    [InlineData("If-Modified-Since", "yesterday")]
    [InlineData("If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT")]
    [InlineData("Range", "bytes=0-1")]
    [InlineData("Range", "bytes=9-1,x")]
    [InlineData("Accept", "image/png;q=x")]
    [InlineData("Accept-Language", "nl;q=many, *;q=,,;")]
    [InlineData("Cookie", "=;=;=")]
    public async Task Odd_headers_change_nothing(string name, string value)
    {
        using var answer = await Get(Values, name, value);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldBe(await server.Client.GetStringAsync(Values));
    }

    [Theory]
    [InlineData("br;q=abc")]
    [InlineData("br;q=")]
    [InlineData("br;q=NaN")]
    [InlineData("gzip;q=-1, br;q=-1")]
    [InlineData("gzip;q=1e308, br;q=99999999999999999999999")]
    [InlineData("gzip;q=2;q=0")]
    [InlineData(";;;,,,;q=1")]
    [InlineData("identity;q=0")]
    [InlineData("*;q=0")]
    [InlineData("BR, GZIP")]
    [InlineData("brotli, deflate, zstd, x-gzip")]
    [InlineData("\"br\"")]
    public async Task Odd_encodings_still_give_the_same_bytes(string accepted)
    {
        var plain = await server.Client.GetByteArrayAsync(Values);
        using var answer = await Get(Values, "Accept-Encoding", accepted);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        Stream body = new MemoryStream(await answer.Content.ReadAsByteArrayAsync());
        body = answer.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            null => body,
            var other => throw new InvalidDataException(other),
        };
        using var into = new MemoryStream();
        await body.CopyToAsync(into);
        into.ToArray().ShouldBe(plain);
    }

    /// <summary>Nothing is kept of what was refused, however many different things are asked.</summary>
    [Fact]
    [Trait("Speed", "slow")]
    public async Task A_flood_of_bad_requests_leaves_nothing_behind()
    {
        const int megabyte = 1 << 20;
        await Flood(2_000, 0);
        var before = Kept();
        await Flood(12_000, 2_000);
        (Kept() - before).ShouldBeLessThan(6L * megabyte);
    }

    private async Task Flood(int count, int from)
    {
        for (var i = from; i < from + count; i++)
        {
            var name = $"x{i}-{new string('y', i % 500)}";
            var path = (i % 9) switch
            {
                0 => $"/v1/runs/{name}",
                1 => $"/v1/runs/latest/values/{name}/2035",
                2 => $"/v1/runs/latest/values/clients/2035?product={name}",
                3 => $"/v1/runs/latest/series/clients/{name}",
                4 => $"/v1/tiles/{name}/3/0/0.mvt",
                5 => $"/v1/ogc/collections/buurt/items?bbox={name}",
                6 => $"/v1/indicators?area={name}",
                7 => $"/v1/scenarios/{name}",
                _ => $"/{name}",
            };
            using var answer = await server.Client.GetAsync(path);
            ((int)answer.StatusCode).ShouldBeOneOf(400, 404);
        }
    }

    private static long Kept()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private async Task<HttpResponseMessage> Get(string path, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (value.Length > 0)
        {
            request.Headers.TryAddWithoutValidation(header, value).ShouldBeTrue();
        }
        return await server.Client.SendAsync(request);
    }

    private static async Task<string> Detail(HttpResponseMessage answer)
    {
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return problem.RootElement.GetProperty("detail").GetString()!;
    }

    /// <summary>Every address that is described, with the examples of its description in it, and its methods.</summary>
    private async Task<List<(string Path, string[] Methods)>> Addresses()
    {
        using var document = JsonDocument.Parse(await server.Client.GetStringAsync("/openapi.json"));
        var found = new List<(string, string[])>();
        foreach (var path in document.RootElement.GetProperty("paths").EnumerateObject())
        {
            var methods = path.Value.EnumerateObject().Select(m => m.Name.ToUpperInvariant()).ToList();
            if (methods.Contains("GET", StringComparer.Ordinal))
            {
                methods.Add("HEAD");
            }
            var address = path.Name;
            foreach (var parameter in Parameters(path.Value.EnumerateObject().First().Value))
            {
                var name = parameter.GetProperty("name").GetString();
                address = address.Replace(
                    $"{{{name}}}",
                    parameter.GetProperty("example").ToString(),
                    StringComparison.Ordinal
                );
            }
            found.Add((address, [.. methods.Order(StringComparer.Ordinal)]));
        }
        found.Count.ShouldBeGreaterThan(25);
        return found;
    }

    private static IEnumerable<JsonElement> Parameters(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var parameters)
            ? [.. parameters.EnumerateArray().Where(p => p.GetProperty("in").GetString() is "path")]
            : [];
}
