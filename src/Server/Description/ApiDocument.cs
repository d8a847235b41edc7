using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Populatie.Analytics.Faults;
using Populatie.Server.Http;
using Populatie.Server.SignIn;

namespace Populatie.Server.Description;

/// <summary>The description of all that the server answers, in OpenAPI 3.0: made from what lies beside each endpoint.</summary>
internal static class ApiDocument
{
    public const string MediaType = "application/vnd.oai.openapi+json";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <param name="language">Of the summaries; the rest is in English.</param>
    /// <param name="doSignIn">Whether people sign in.</param>
    /// <exception cref="InvalidOperationException">An endpoint is not described.</exception>
    public static byte[] Of(IReadOnlyList<Endpoint> endpoints, Language language, bool doSignIn)
    {
        var components = new Components();
        var paths = new JsonObject();
        foreach (var endpoint in endpoints.OfType<RouteEndpoint>())
        {
            var path = endpoint.RoutePattern.RawText!;
            var operation =
                endpoint.Metadata.GetMetadata<Operation>()
                ?? throw new InvalidOperationException($"{path} is not described: give it an {nameof(Operation)}");
            var isGuarded =
                doSignIn && (endpoint.Metadata.GetMetadata<AccessMark>()?.Access ?? Access.City) != Access.Open;
            if (isGuarded)
            {
                operation = operation with { IsGuarded = true };
            }
            if (paths[path] is not JsonObject item)
            {
                paths[path] = item = [];
            }
            // What GET answers, HEAD answers without a body: the document says so once.
            var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods;
            foreach (var method in methods.Where(m => !HttpMethods.IsHead(m)))
            {
                item[method.ToLowerInvariant()] = OperationWriter.Write(
                    operation,
                    [.. endpoint.RoutePattern.Parameters.Select(p => p.Name)],
                    HttpMethods.IsGet(method),
                    components,
                    language
                );
            }
        }
        var document = new JsonObject
        {
            ["openapi"] = "3.0.3",
            ["info"] = Subject(language),
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/", ["description"] = "This server" }),
            ["tags"] = new JsonArray([
                .. Topic.All.Select(t => new JsonObject
                {
                    ["name"] = t.Name,
                    ["description"] = t.Meaning.In(language),
                }),
            ]),
            ["paths"] = paths,
            ["components"] = components.ToJson(doSignIn),
        };
        return JsonSerializer.SerializeToUtf8Bytes(document, Indented);
    }

    private static JsonObject Subject(Language language) =>
        new()
        {
            ["title"] = "Populatie",
            ["version"] = Conventions.Version,
            ["description"] = new Bilingual(
                "Where care is needed, and what it takes to give it until 2040: areas, projections and what stands behind "
                    + "them. Whatever GET answers, HEAD answers without a body. Observed counts under ten are null, "
                    + "with reason protected.",
                "Waar zorg nodig is, en wat het tot 2040 vraagt om die te geven: gebieden, projecties en waar ze op "
                    + "berusten. Wat GET antwoordt, antwoordt HEAD zonder inhoud. Waargenomen aantallen onder tien "
                    + "zijn null, met reden protected."
            ).In(language),
            ["contact"] = new JsonObject { ["name"] = "Who keeps this server", ["url"] = "/" },
            ["license"] = new JsonObject { ["name"] = "EUPL-1.2", ["url"] = "https://eupl.eu/1.2/en/" },
        };
}
