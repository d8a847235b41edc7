using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;

namespace Populatie.Server.Tests.Delivery;

[Collection(ServerCollection.Name)]
public sealed class ConditionalTests(RunningServer server)
{
    private const string Path = "/v1/runs/latest/values/clients/2035";

    [Theory]
    [InlineData("")]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("gzip;q=0.5, br;q=0.9")]
    [InlineData("*")]
    public async Task Every_encoding_carries_the_same_bytes_under_a_tag_of_its_own(string accepted)
    {
        var plain = await (await Ask(Path, "")).Content.ReadAsByteArrayAsync();
        var answer = await Ask(Path, accepted);
        Stream body = new MemoryStream(await answer.Content.ReadAsByteArrayAsync());
        var encoding = answer.Content.Headers.ContentEncoding.SingleOrDefault() ?? "";
        body = encoding switch
        {
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            _ => body,
        };
        using var into = new MemoryStream();
        await body.CopyToAsync(into);
        into.ToArray().ShouldBe(plain);
        answer.Headers.ETag!.IsWeak.ShouldBeFalse();
        answer.Headers.Vary.ShouldContain("Accept-Encoding");
        (encoding.Length > 0).ShouldBe(accepted.Length > 0);
        var ending = encoding switch
        {
            "gzip" => "-gz\"",
            "br" => "-br\"",
            _ => "\"",
        };
        answer.Headers.ETag.Tag.ShouldEndWith(ending);
    }

    [Fact]
    public async Task A_refused_encoding_is_not_used()
    {
        var answer = await Ask(Path, "br;q=0, gzip;q=0");
        answer.Content.Headers.ContentEncoding.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("br")]
    public async Task Who_has_it_gets_304_without_a_body(string accepted)
    {
        var tag = (await Ask(Path, accepted)).Headers.ETag!;
        using var again = new HttpRequestMessage(HttpMethod.Get, Path);
        again.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        again.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"another\""));
        again.Headers.IfNoneMatch.Add(tag);
        var answer = await server.Client.SendAsync(again);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        answer.Headers.ETag.ShouldBe(tag);
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Path)]
    [InlineData("/v1/runs")]
    [InlineData("/v1/areas/buurt")]
    [InlineData("/v1/tiles/buurt/10/526/337.mvt")]
    [InlineData("/health/live")]
    public async Task HEAD_tells_what_GET_would(string path)
    {
        var get = await Ask(path, "");
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        var head = await server.Client.SendAsync(request);
        head.StatusCode.ShouldBe(get.StatusCode);
        head.Content.Headers.ContentType.ShouldBe(get.Content.Headers.ContentType);
        head.Headers.ETag.ShouldBe(get.Headers.ETag);
        (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_an_id_names_may_be_kept_forever_and_what_latest_names_may_not()
    {
        (await Ask($"/v1/runs/{server.RunId}/values/clients/2035", ""))
            .Headers.CacheControl!.ToString()
            .ShouldContain("immutable");
        (await Ask(Path, "")).Headers.CacheControl!.NoCache.ShouldBeTrue();
    }

    private async Task<HttpResponseMessage> Ask(string path, string accepted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accepted.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        }
        return await server.Client.SendAsync(request);
    }
}
