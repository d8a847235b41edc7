using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Populatie.Server.Tests.Guards;

/// <summary>What nobody should ask, over a bare socket: the right status, a problem in the language of who asks, and no more.</summary>
[Collection(ServerCollection.Name)]
public sealed class BadRequestTests(RunningServer server)
{
    private Uri Address => server.Client.BaseAddress!;

    [Theory]
    [InlineData("/nothing", 404)]
    [InlineData("/v2/runs", 404)]
    [InlineData("/v1/tiles/buurt/15/0/0.mvt", 404)]
    [InlineData("/v1/tiles/buurt/3/8/0.mvt", 404)]
    [InlineData("/v1/tiles/buurt/3/0/-1.mvt", 404)]
    [InlineData("/v1/tiles/buurt/3/0/+1.mvt", 404)]
    [InlineData("/v1/tiles/buurt/0x3/0/0.mvt", 404)]
    [InlineData("/v1/tiles/buurt/99999999999999999999/0/0.mvt", 404)]
    [InlineData("/v1/tiles/buurt/3/0/0.png", 404)]
    [InlineData("/v1/tiles/street/3/0/0.mvt", 404)]
    [InlineData("/v1/areas/street", 404)]
    [InlineData("/v1/runs/latest/values/nonsense/2035", 404)]
    [InlineData("/v1/runs/latest/values/clients/1800", 404)]
    [InlineData("/v1/runs/latest/values/clients/2041", 404)]
    [InlineData("/v1/runs/latest/values/clients/99999999999", 400)]
    [InlineData("/v1/runs/latest/values/clients/2035.5", 400)]
    [InlineData("/v1/runs/latest/values/clients/-2035", 400)]
    [InlineData("/v1/runs/latest/values/clients/soon", 400)]
    [InlineData("/v1/runs/latest/values/clients/2035?level=street", 404)]
    [InlineData("/v1/runs/latest/values/clients/2035?level=wijk&level=buurt", 404)]
    [InlineData("/v1/runs/latest/values/clients/2035?product=nonsense", 404)]
    [InlineData("/v1/runs/latest/values/clients/2035?product=%00", 404)]
    [InlineData("/v1/runs/latest/series/clients/BU99999999", 404)]
    [InlineData("/v1/compare?a=latest", 400)]
    [InlineData("/v1/indicators?year=soon", 400)]
    [InlineData("/v1/ogc/collections/buurt/items?bbox=1,2,3", 400)]
    [InlineData("/v1/ogc/collections/buurt/items?nothing=1", 400)]
    // Ways out of the folder, as they are and in disguise.
    [InlineData("/../../../../etc/passwd", 404)]
    [InlineData("/v1/../../catalogue.db", 404)]
    [InlineData("/assets/../catalogue.db", 404)]
    [InlineData("/assets/..%2f..%2fcatalogue.db", 404)]
    [InlineData("/assets/%2e%2e/%2e%2e/catalogue.db", 404)]
    [InlineData("/assets/..%5c..%5ccatalogue.db", 404)]
    [InlineData("/v1/runs/%2e%2e%2f%2e%2e%2fcatalogue.db", 404)]
    [InlineData("/v1/runs/%252e%252e%252fcatalogue.db", 404)]
    [InlineData("/v1/runs/..%c0%af..%c0%afcatalogue.db", 404)]
    [InlineData("/v1/runs/%2Fetc%2Fpasswd", 404)]
    [InlineData("/v1/scenarios/..%2f..%2f..%2fetc%2fpasswd", 404)]
    [InlineData("/v1/scenarios/%2e%2e%2fcatalogue.db", 404)]
    [InlineData("/v1/indicators?cube=../cubes", 404)]
    [InlineData("/v1/indicators?cube=/etc/passwd", 404)]
    [InlineData("/v1/ogc/collections/..%2f..%2fcatalogue.db/items", 404)]
    public async Task Each_has_its_status_and_a_problem_in_both_languages(string target, int status)
    {
        var english = Problem(await Ask("GET", target, "Accept-Language: en"), status);
        var dutch = Problem(await Ask("GET", target, "Accept-Language: nl-NL, en;q=0.1"), status);
        english.ShouldNotBe(dutch, target);
        foreach (var detail in (string[])[english, dutch])
        {
            detail.Length.ShouldBeInRange(10, 1500);
            detail.ShouldNotContain("Exception");
            detail.ShouldNotContain("root:");
        }
    }

    /// <summary>What is not even a request is refused before any of our code sees it: a status and no more.</summary>
    [Theory]
    [InlineData("GET /v1/runs/%00 HTTP/1.1")]
    [InlineData("GET /v1/runs/latest\0 HTTP/1.1")]
    [InlineData("GET v1/runs HTTP/1.1")]
    [InlineData("GET /v1/runs HTTP/9.9")]
    [InlineData("GET /v1/ru ns HTTP/1.1")]
    public async Task What_is_no_request_is_refused(string line)
    {
        var answer = await RawClient.Ask(Address, $"{line}\r\nHost: {Address.Authority}\r\nConnection: close\r\n\r\n");
        var status = int.Parse(answer.AsSpan(9, 3), CultureInfo.InvariantCulture);
        status.ShouldBeOneOf(400, 505);
    }

    [Theory]
    [InlineData("application/json", "{\"yaml\": ", 400)]
    [InlineData("application/json", "[]", 400)]
    [InlineData("application/json", "null", 400)]
    [InlineData("application/json", "{}", 400)]
    [InlineData("application/json", "{\"yaml\": 7}", 400)]
    [InlineData("application/json", "{\"yaml\": \"a\", \"path\": \"/etc/passwd\"}", 400)]
    [InlineData("application/json", "{\"yaml\": \"name: [\"}", 422)]
    [InlineData("application/yaml", "name: [", 422)]
    [InlineData("application/yaml", "", 422)]
    [InlineData("application/yaml", "extends: ../../../etc/passwd\nname: x\n", 422)]
    [InlineData("application/yaml", "a: &a [b, b]\nc: [*a, *a, *a]\n", 422)]
    [InlineData("application/yaml; charset=utf-16", "name: x\nnothing: 1\n", 422)]
    [InlineData("text/plain", "name: x", 415)]
    [InlineData("application/x-www-form-urlencoded", "yaml=name", 415)]
    [InlineData("multipart/form-data; boundary=x", "--x--", 415)]
    [InlineData("nonsense", "name: x", 415)]
    [InlineData("", "name: x", 415)]
    public async Task What_is_sent_wrongly_has_its_status(string type, string body, int status)
    {
        var header = type.Length == 0 ? "" : $"Content-Type: {type}\r\n";
        var answer = await Ask("POST", "/v1/scenarios", $"{header}Content-Length: {body.Length}", body);
        Problem(answer, status);
    }

    [Theory]
    [InlineData("{\"replicates\": 0}", 422)]
    [InlineData("{\"replicates\": 1e9}", 400)]
    [InlineData("{\"replicates\": \"many\"}", 400)]
    [InlineData("{\"seed\": -1}", 400)]
    [InlineData("{\"grain\": \"street\"}", 422)]
    [InlineData("{\"grain\": \"wijk\", \"levels\": \"buurt\"}", 422)]
    [InlineData("{\"threads\": 64}", 400)]
    [InlineData("{\"seed\": 1", 400)]
    public async Task What_is_asked_wrongly_of_a_run_has_its_status(string body, int status) =>
        Problem(
            await Ask(
                "POST",
                "/v1/scenarios/basis-2040/runs",
                $"Content-Type: application/json\r\nContent-Length: {body.Length}",
                body
            ),
            status
        );

    [Theory]
    [InlineData(new byte[] { 0x6e, 0xc3, 0x28 })]
    [InlineData(new byte[] { 0xff, 0xfe, 0x6e, 0x00 })]
    public async Task What_is_no_text_is_400(byte[] bytes)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new("application/yaml");
        ((int)(await server.Client.PostAsync("/v1/scenarios", content)).StatusCode).ShouldBe(400);
    }

    [Fact]
    public async Task A_list_in_an_address_is_refused_or_not_understood()
    {
        var some = string.Concat(Enumerable.Range(0, 200).Select(i => $"&product=P{i}"));
        Problem(await Ask("GET", "/v1/runs/latest/values/clients/2035?level=wijk" + some), 404);
        var many = string.Concat(Enumerable.Range(0, 2000).Select(i => $"&product=P{i}"));
        (await Ask("GET", "/v1/runs/latest/values/clients/2035?level=wijk" + many)).ShouldStartWith("HTTP/1.1 414 ");
        (await Ask("GET", "/" + new string('a', 5000))).ShouldStartWith("HTTP/1.1 414 ");
    }

    private Task<string> Ask(string method, string target, string headers = "", string body = "") =>
        RawClient.Ask(
            Address,
            $"{method} {target} HTTP/1.1\r\nHost: {Address.Authority}\r\nConnection: close\r\n{(headers.Length > 0 ? headers + "\r\n" : "")}\r\n{body}"
        );

    /// <summary>The detail of an answer that is a problem, whole and stamped.</summary>
    private static string Problem(string answer, int status)
    {
        answer.ShouldStartWith($"HTTP/1.1 {status.ToString(CultureInfo.InvariantCulture)} ");
        var (head, body) = (answer[..answer.IndexOf("\r\n\r\n", StringComparison.Ordinal)], answer);
        body = body[(head.Length + 4)..];
        head.ShouldContain("Content-Type: application/problem+json");
        head.ShouldContain("API-Version: 1.0.0");
        head.ShouldContain($"Content-Length: {Encoding.UTF8.GetByteCount(body)}");
        using var problem = JsonDocument.Parse(body);
        problem.RootElement.GetProperty("status").GetInt32().ShouldBe(status);
        problem.RootElement.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        return problem.RootElement.GetProperty("detail").GetString()!;
    }
}
