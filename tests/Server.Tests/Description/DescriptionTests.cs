using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Populatie.Server.Tests.Description;

[Collection(ServerCollection.Name)]
public sealed class DescriptionTests(RunningServer server)
{
    [Fact]
    public async Task Every_route_is_described_and_every_description_is_a_route()
    {
        var described = Operations(await Document()).Select(o => $"{o.Method} {o.Path}");
        var mapped = server
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .SelectMany(e =>
                e.Metadata.GetMetadata<IHttpMethodMetadata>()!
                    .HttpMethods.Where(m => m is not "HEAD")
                    .Select(m => $"{m.ToLowerInvariant()} {e.RoutePattern.RawText}")
            )
            .ToList();
        mapped.Count.ShouldBeGreaterThan(15);
        described.Order(StringComparer.Ordinal).ShouldBe(mapped.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task No_two_operations_have_the_same_name()
    {
        var names = Operations(await Document()).Select(o => o.Operation.GetProperty("operationId").GetString());
        names.ShouldBeUnique();
    }

    [Fact]
    public async Task Summaries_are_in_the_language_of_the_request()
    {
        Summary(await Document("nl")).ShouldBe("De projecties die er zijn");
        Summary(await Document("en")).ShouldBe("The runs that there are");
        static string? Summary(JsonElement document) =>
            document.GetProperty("paths").GetProperty("/v1/runs").GetProperty("get").GetProperty("summary").GetString();
    }

    [Fact]
    public async Task Every_example_is_answered_as_described()
    {
        var document = await Document();
        var asked = 0;
        // Trials go with the server: one that is there takes the place of the one in the example.
        var tried = await server.Client.PostAsJsonAsync("/v1/trials", new { scenario = "basis-2040", replicates = 2 });
        var trial = (await tried.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        foreach (var (_, path, operation) in Operations(document).Where(o => o.Method is "get"))
        {
            if (path is "/assets/{name}" || path.EndsWith("/events", StringComparison.Ordinal))
            {
                continue; // The name of an asset changes with its content; events are no single answer.
            }
            var address = Example(path, operation).Replace("0123456789abcdef", trial, StringComparison.Ordinal);
            var answer = await server.Client.GetAsync(address);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{address}: {await answer.Content.ReadAsStringAsync()}");
            asked++;
            var told = operation.GetProperty("responses").GetProperty("200");
            var type = answer.Content.Headers.ContentType!.MediaType!;
            told.GetProperty("content").TryGetProperty(type, out var form).ShouldBeTrue($"{address} answers {type}");
            if (type.EndsWith("json", StringComparison.Ordinal))
            {
                var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
                SchemaCheck.Check(body, form.GetProperty("schema"), document, address);
            }
            (answer.Headers.ETag is not null).ShouldBe(
                told.GetProperty("headers").TryGetProperty("ETag", out _),
                address
            );
        }
        asked.ShouldBeGreaterThan(12);
    }

    [Fact]
    public async Task Where_people_sign_in_the_description_says_what_takes_a_token()
    {
        await using var guarded = await SignIn.SignedInServer.Start(server);
        var document = await guarded.With(null).GetFromJsonAsync<JsonElement>("/openapi.json");
        foreach (var (_, path, operation) in Operations(document))
        {
            var isOpen = path is "/" or "/assets/{name}" or "/health/live" or "/health/ready" or "/openapi.json";
            operation.TryGetProperty("security", out _).ShouldBe(!isOpen, path);
            operation.GetProperty("responses").TryGetProperty("401", out _).ShouldBe(!isOpen, path);
        }
        Operations(await Document()).Count(o => o.Operation.TryGetProperty("security", out _)).ShouldBe(0);
    }

    [Fact]
    public async Task A_problem_is_as_described()
    {
        var document = await Document();
        var answer = await server.Client.GetAsync("/v1/runs/0123456789abcdef");
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        SchemaCheck.Check(
            problem,
            document.GetProperty("components").GetProperty("schemas").GetProperty("Problem"),
            document,
            "problem"
        );
    }

    /// <summary>An operation's address with its examples in it.</summary>
    private static string Example(string path, JsonElement operation)
    {
        var query = new List<string>();
        if (operation.TryGetProperty("parameters", out var parameters))
        {
            foreach (var parameter in parameters.EnumerateArray())
            {
                var (name, example) = (parameter.GetProperty("name").GetString()!, parameter.GetProperty("example"));
                var text =
                    example.ValueKind == JsonValueKind.Array ? example.GetRawText().Trim('[', ']') : example.ToString();
                path = path.Replace($"{{{name}}}", text, StringComparison.Ordinal);
                if (parameter.GetProperty("in").GetString() is "query")
                {
                    query.Add($"{name}={Uri.EscapeDataString(text)}");
                }
            }
        }
        return query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
    }

    private static IEnumerable<(string Method, string Path, JsonElement Operation)> Operations(JsonElement document) =>
        document
            .GetProperty("paths")
            .EnumerateObject()
            .SelectMany(p => p.Value.EnumerateObject().Select(o => (o.Name, p.Name, o.Value)));

    private async Task<JsonElement> Document(string language = "en")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/openapi.json");
        request.Headers.AcceptLanguage.ParseAdd(language);
        var answer = await server.Client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        answer.Headers.Vary.ShouldContain("Accept-Language");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
