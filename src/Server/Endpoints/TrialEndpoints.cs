using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Populatie.Server.Contracts;
using Populatie.Server.Description;
using Populatie.Server.Jobs;
using Populatie.Server.Library;
using Populatie.Server.Problems;
using Populatie.Server.SignIn;
using Populatie.Server.Trials;
using Populatie.Simulation.Grain;
using Populatie.Simulation.Scenarios;

namespace Populatie.Server.Endpoints;

/// <summary>
/// <c>/v1/trials</c>: runs that are not kept, for who pulls a slider. What there is of one is read at <c>/v1/runs/{id}</c>
/// and wherever a run can be named.
/// </summary>
internal static class TrialEndpoints
{
    /// <summary>Futures of a trial: enough to see, few enough to wait for.</summary>
    private const int MostReplicates = 200;

    private const int UsualReplicates = 100;

    private const string Example = "name: wat-als\nextends: basis-2040\nhorizon: 2035\n";

    private static readonly Parameter Trial = Parameter.Text(
        "id",
        "Id of a trial: that of the run of all its futures.",
        "0123456789abcdef",
        "^[0-9a-f]{16}$",
        16
    );

    public static void MapTrials(this IEndpointRouteBuilder routes)
    {
        routes
            .MapPost("/v1/trials", Ask)
            .For(Access.Editor)
            .Is(
                new("tryScenario", Topic.Scenarios, new("Try a scenario", "Een scenario proberen"))
                {
                    Detail =
                        "A run by wijk, of headline measures and totals, that is held in memory for a while: in no list, and never "
                        + "the latest. Its first futures can be read before the others are there. It ends when the last who "
                        + "listened to its events is gone, and does not come back within seconds.",
                    Sends =
                    [
                        Content.Json(
                            ContractJson.Default.TrialBody,
                            new JsonObject { ["yaml"] = Example, ["replicates"] = UsualReplicates }
                        ),
                    ],
                    Status = StatusCodes.Status202Accepted,
                    Answers = [Content.Json(ContractJson.Default.TrialDetails)],
                    Headers = [("Location", "Address of the trial")],
                    Faults = [StatusCodes.Status404NotFound, StatusCodes.Status429TooManyRequests],
                }
            );
        routes
            .MapRead("/v1/trials/{id}", One)
            .For(Access.Reader)
            .Is(
                new("getTrial", Topic.Scenarios, new("How a trial stands", "Hoe het met een proef staat"))
                {
                    Parameters = [Trial],
                    Answers = [Content.Json(ContractJson.Default.TrialDetails)],
                    IsTagged = false,
                }
            );
        routes
            .MapRead("/v1/trials/{id}/events", Tell)
            .For(Access.Reader)
            .Is(
                new(
                    "followTrial",
                    Topic.Scenarios,
                    new("How far a trial is, as it happens", "Hoe ver een proef is, terwijl het gebeurt")
                )
                {
                    Detail =
                        "Server-Sent Events: progress; partial when more futures can be read, in the shape of TrialStage; then one "
                        + "of done, failed and cancelled.",
                    Parameters = [Trial, EventEndpoints.LastHeard],
                    Answers = [Content.Text("text/event-stream")],
                    Or = (StatusCodes.Status204NoContent, "The end was heard already: nothing comes after it"),
                    IsTagged = false,
                }
            );
        routes
            .MapDelete("/v1/trials/{id}", Cancel)
            .For(Access.Editor)
            .Is(
                new("cancelTrial", Topic.Scenarios, new("Take a trial back", "Een proef terugnemen"))
                {
                    Detail = "One that is done stays for as long as there is room.",
                    Parameters = [Trial],
                    Status = StatusCodes.Status204NoContent,
                }
            );
    }

    private static async Task<IResult> Ask(
        HttpContext context,
        ScenarioLibrary scenarios,
        JobWork inputsOf,
        TrialWork work,
        TrialDesk desk,
        TrialShelf shelf
    )
    {
        var asked = await Sent.JsonIn(context.Request, ContractJson.Default.TrialBody).ConfigureAwait(false);
        var scenario = ScenarioOf(asked, scenarios);
        var replicates = asked!.Replicates ?? UsualReplicates;
        if (replicates is < 2 or > MostReplicates)
        {
            throw JobEndpoints.Wrong("replicates", $"2 – {MostReplicates}");
        }
        var inputs = inputsOf.Gather(scenario, ProjectionGrain.Wijk);
        var card = JobWork.CardOf(inputs, work.SettingsOf(replicates, asked.Seed ?? 1));
        context.Response.Headers.Location = $"/v1/trials/{card.Id}";
        if (shelf.Whole(card.Id) is { } whole)
        {
            return Json(context, TrialReport.Of(whole, shelf), StatusCodes.Status202Accepted);
        }
        var job = desk.Add(inputs, card) ?? throw JobEndpoints.Full(desk.FullFor() ?? 1, "/v1/trials/ID");
        return Told(context, job, shelf, StatusCodes.Status202Accepted);
    }

    private static Scenario ScenarioOf(TrialBody? asked, ScenarioLibrary scenarios) =>
        asked switch
        {
            { Scenario: { } id, Yaml: null } => scenarios.Read(id),
            { Scenario: null, Yaml: { } text } => ScenarioLibrary.Check(text),
            _ => throw ApiFault.Bad(
                "name a scenario, {\"scenario\": \"basis-2040\"}, or write one, {\"yaml\": \"…\"}",
                "noem een scenario, {\"scenario\": \"basis-2040\"}, of schrijf er een, {\"yaml\": \"…\"}"
            ),
        };

    private static IResult One(string id, HttpContext context, TrialDesk desk, TrialShelf shelf) =>
        shelf.Whole(id) is { } whole ? Json(context, TrialReport.Of(whole, shelf), StatusCodes.Status200OK)
        : desk.Find(id) is { } job ? Told(context, job, shelf, StatusCodes.Status200OK)
        : throw NoSuchTrial();

    private static async Task Tell(
        string id,
        HttpContext context,
        TrialDesk desk,
        TrialShelf shelf,
        IHostApplicationLifetime life
    )
    {
        if (desk.Find(id) is { } job)
        {
            // Who asks for the headers alone does not listen.
            using var seat = HttpMethods.IsHead(context.Request.Method) ? null : desk.Listen(job);
            await EventStream.Tell(context, job.Events, life).ConfigureAwait(false);
            return;
        }
        await EventStream.TellDone(context, (shelf.Whole(id) ?? throw NoSuchTrial()).Card).ConfigureAwait(false);
    }

    /// <summary>Who comes too late loses nothing by it.</summary>
    private static async Task<IResult> Cancel(string id, TrialDesk desk, TrialShelf shelf)
    {
        if (desk.Find(id) is { } job)
        {
            await desk.Cancel(job).ConfigureAwait(false);
        }
        else if (shelf.Whole(id) is null)
        {
            throw NoSuchTrial();
        }
        return Results.NoContent();
    }

    private static IResult Told(HttpContext context, Job job, TrialShelf shelf, int status) =>
        Json(context, TrialReport.Of(job, shelf, Languages.Of(context.Request)), status);

    private static IResult Json(HttpContext context, TrialDetails details, int status)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(details, ContractJson.Default.TrialDetails, "application/json", status);
    }

    private static ApiFault NoSuchTrial() =>
        ApiFault.NotFound(
            "there is no such trial any more; ask for it again with POST /v1/trials",
            "deze proef is er niet meer; vraag haar opnieuw met POST /v1/trials"
        );
}
