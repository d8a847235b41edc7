using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Populatie.Server.Problems;

namespace Populatie.Server.Description;

/// <summary>The problems that any operation may answer with, each described once.</summary>
internal static class FaultAnswers
{
    private const string MediaType = "application/problem+json";
    private const string Other = "Fault";

    private static readonly (int Status, string Meaning)[] Known =
    [
        (400, "This cannot be asked: a parameter or the body cannot be read"),
        (401, "Nobody is signed in"),
        (403, "Who is signed in may not see this"),
        (404, "There is no such thing; the detail names what there is"),
        (406, "Not to be had in such a form"),
        (409, "Not possible as things stand"),
        (413, "The body is larger than the server takes"),
        (415, "This kind of content cannot be read here"),
        (422, "It can be read, but it is not right; told with line and column"),
        (429, "Too many at once; Retry-After tells when to ask again"),
        (503, "The server cannot answer at the moment"),
    ];

    /// <summary>A reference to a problem, which is added to the answers that are there.</summary>
    /// <param name="status">Null: any other.</param>
    public static JsonObject Reference(int? status, Components components)
    {
        var name = status is { } known ? NameOf(known) : Other;
        if (!components.Responses.ContainsKey(name))
        {
            var meaning = status is null ? "Any other fault" : Known.First(k => k.Status == status).Meaning;
            components.Responses.Add(name, Answer(meaning, status ?? 500, components.Schemas));
        }
        return new() { ["$ref"] = $"#/components/responses/{name}" };
    }

    private static JsonObject Answer(string meaning, int status, JsonObject schemas)
    {
        var headers = KnownHeaders.Of(isTagged: false);
        headers["Content-Language"] = KnownHeaders.Text("Language of the detail: that of Accept-Language, nl or en");
        if (status is 429)
        {
            headers["Retry-After"] = KnownHeaders.Text("Seconds after which to ask again");
        }
        return new()
        {
            ["description"] = meaning,
            ["headers"] = headers,
            ["content"] = new JsonObject
            {
                [MediaType] = new JsonObject
                {
                    ["schema"] = Schema.Of(ProblemJson.Default.Problem, schemas),
                    ["example"] = new JsonObject
                    {
                        ["type"] = "about:blank",
                        ["title"] = ReasonPhrases.GetReasonPhrase(status),
                        ["status"] = status,
                        ["detail"] = meaning,
                        ["instance"] = "/v1/runs",
                    },
                },
            },
        };
    }

    private static string NameOf(int status) =>
        Known.Any(k => k.Status == status)
            ? ReasonPhrases.GetReasonPhrase(status).Replace(" ", "", StringComparison.Ordinal)
            : throw new InvalidOperationException(
                $"status {status.ToString(CultureInfo.InvariantCulture)} is not among the known faults"
            );
}
