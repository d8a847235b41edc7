using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Populatie.Server.Contracts;
using Populatie.Server.Delivery;
using Populatie.Server.Description;
using Populatie.Server.Library;
using Populatie.Server.SignIn;

namespace Populatie.Server.Endpoints;

/// <summary><c>/v1/scenarios</c>: which scenarios there are, the text of each, and room for more.</summary>
internal static class ScenarioEndpoints
{
    private const string Example = "name: wider-door\nextends: basis-2040\nhorizon: 2035\n";

    public static void MapScenarios(this IEndpointRouteBuilder routes)
    {
        routes
            .MapRead("/v1/scenarios", All)
            .For(Access.Reader)
            .Is(
                new("listScenarios", Topic.Scenarios, new("The scenarios that there are", "De scenario's die er zijn"))
                {
                    Answers = [Content.Json(ContractJson.Default.ScenarioSummaryArray)],
                }
            );
        routes
            .MapPost("/v1/scenarios", Add)
            .For(Access.Editor)
            .Is(
                new("addScenario", Topic.Scenarios, new("Keep a scenario", "Een scenario bewaren"))
                {
                    Detail =
                        "The text is checked as on the command line; its digest is its id, so that sending it again adds nothing.",
                    Sends =
                    [
                        Content.Text("application/yaml", Example),
                        Content.Json(ContractJson.Default.ScenarioBody, new JsonObject { ["yaml"] = Example }),
                    ],
                    Status = StatusCodes.Status201Created,
                    Answers = [Content.Json(ContractJson.Default.ScenarioSummary)],
                    Headers = [("Location", "Address of the scenario")],
                }
            );
        routes
            .MapRead("/v1/scenarios/{id}", One)
            .For(Access.Reader)
            .Is(
                new("getScenario", Topic.Scenarios, new("The text of a scenario", "De tekst van een scenario"))
                {
                    Parameters = [Parameters.Scenario],
                    Answers = [Content.Text("application/yaml")],
                }
            );
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
