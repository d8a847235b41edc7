using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Populatie.Server.SignIn;

namespace Populatie.Server.Tests.SignIn;

/// <summary>Every endpoint that there is, asked for by everyone that there can be.</summary>
[Collection(ServerCollection.Name)]
public sealed partial class AccessTests(RunningServer server)
{
    /// <summary>All that is open to who has not signed in.</summary>
    private static readonly string[] Open = ["/", "/assets/{name}", "/health/live", "/health/ready", "/openapi.json"];

    private static readonly Dictionary<string, string> Samples = new(StringComparer.Ordinal)
    {
        ["id"] = "latest",
        ["level"] = "wijk",
        ["measure"] = "clients",
        ["year"] = "2035",
        ["area"] = SignedInServer.OtherWijk,
        ["name"] = "none.js",
        ["z"] = "0",
        ["x"] = "0",
        ["y"] = "0",
        ["collectionId"] = "wijk",
        ["featureId"] = SignedInServer.OtherWijk,
        ["tileMatrixSetId"] = "WebMercatorQuad",
        ["tileMatrix"] = "0",
        ["tileRow"] = "0",
        ["tileCol"] = "0",
    };

    [Fact]
    public async Task Every_endpoint_lets_in_whom_it_should()
    {
        await using var guarded = await SignedInServer.Start(server);
        (string Name, Func<Access, bool> May, bool IsKnown, HttpClient Client)[] people =
        [
            ("nobody", a => a is Access.Open or Access.Keeper, false, guarded.With(null)),
            ("no role", a => a is Access.Open or Access.Keeper, true, guarded.As("gardener")),
            ("a reader of no wijk", a => a is Access.Open or Access.Keeper, true, guarded.As("reader")),
            (
                "a reader",
                a => a is Access.Open or Access.Keeper or Access.Reader,
                true,
                guarded.As("reader", SignedInServer.Wijk)
            ),
            ("a reader of the city", a => a is not Access.Editor, true, guarded.As("city")),
            ("an editor", _ => true, true, guarded.As("editor")),
        ];
        var tried = new HashSet<Access>();
        foreach (var (pattern, method, access) in EndpointsOf(guarded.App))
        {
            tried.Add(access);
            foreach (var (name, may, isKnown, client) in people)
            {
                using var request = new HttpRequestMessage(new(method), PathOf(pattern));
                using var answer = await client.SendAsync(request);
                var isStopped = answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
                isStopped.ShouldBe(!may(access), $"{name}: {method} {pattern} gave {(int)answer.StatusCode}");
                if (isStopped)
                {
                    answer.StatusCode.ShouldBe(isKnown ? HttpStatusCode.Forbidden : HttpStatusCode.Unauthorized);
                    answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
                    answer.Headers.WwwAuthenticate.Count.ShouldBe(isKnown ? 0 : 1);
                }
            }
        }
        tried.ShouldBeSubsetOf(Enum.GetValues<Access>());
        tried.Count.ShouldBeGreaterThanOrEqualTo(4);
    }

    [Fact]
    public async Task Only_what_is_nobodys_is_open_and_what_changes_takes_an_editor()
    {
        await using var guarded = await SignedInServer.Start(server);
        foreach (var (pattern, method, access) in EndpointsOf(guarded.App))
        {
            (access == Access.Open).ShouldBe(Open.Contains(pattern), pattern);
            if (method is not ("GET" or "HEAD"))
            {
                access.ShouldBe(Access.Editor, $"{method} {pattern}");
            }
        }
    }

    [Fact]
    public async Task A_proxy_on_this_machine_does_not_show_figures_of_the_server_to_strangers()
    {
        await using var guarded = await SignedInServer.Start(server);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Add("X-Forwarded-For", "192.0.2.1");
        var answer = await guarded.With(null).SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var known = await guarded.As("city").GetStringAsync("/metrics");
        known.ShouldContain("populatie_jobs{status=\"running\"} 0");
    }

    internal static IEnumerable<(string Pattern, string Method, Access Access)> EndpointsOf(WebApplication app) =>
        from endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
        select (endpoint.RoutePattern.RawText!, method, AccessMarks.Of(endpoint));

    internal static string PathOf(string pattern) =>
        Parameter().Replace(pattern, m => Samples.GetValueOrDefault(m.Groups["name"].Value, "none"));

    [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Parameter();
}
