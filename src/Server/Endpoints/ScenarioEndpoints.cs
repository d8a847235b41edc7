using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Populatie.Server.Contracts;
using Populatie.Server.Delivery;
using Populatie.Server.Library;

namespace Populatie.Server.Endpoints;

/// <summary><c>/v1/scenarios</c>: which scenarios there are, the text of each, and room for more.</summary>
internal static class ScenarioEndpoints
{
    public static void MapScenarios(this IEndpointRouteBuilder routes)
    {
        routes.MapRead("/v1/scenarios", All);
        routes.MapPost("/v1/scenarios", Add);
        routes.MapRead("/v1/scenarios/{id}", One);
    }

    private static BodyResult All(ScenarioLibrary scenarios) =>
        new(
            Body.Of(
                JsonSerializer.SerializeToUtf8Bytes(
                    scenarios.All().ToArray(),
                    ContractJson.Default.ScenarioSummaryArray
                ),
                "application/json"
            ),
            Freshness.AskAgain
        );

    private static BodyResult One(string id, ScenarioLibrary scenarios) =>
        new(Body.Of(Encoding.UTF8.GetBytes(scenarios.TextOf(id)), "application/yaml"), Freshness.AskAgain);

    private static async Task<IResult> Add(HttpRequest request, ScenarioLibrary scenarios)
    {
        var added = scenarios.Add(await Sent.ScenarioIn(request).ConfigureAwait(false));
        request.HttpContext.Response.Headers.Location = $"/v1/scenarios/{added.Id}";
        return Results.Json(
            added,
            ContractJson.Default.ScenarioSummary,
            "application/json",
            StatusCodes.Status201Created
        );
    }
}
