using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Populatie.Server.Contracts;
using Populatie.Server.Description;
using Populatie.Server.Jobs;
using Populatie.Server.Library;
using Populatie.Server.Problems;
using Populatie.Server.SignIn;
using Populatie.Server.Trials;
using Populatie.Simulation.Grain;
using Populatie.Simulation.Projection;

namespace Populatie.Server.Endpoints;

/// <summary><c>/v1/scenarios/{id}/runs</c> asks for a run; <c>DELETE /v1/runs/{id}</c> takes that back.</summary>
internal static class JobEndpoints
{
    public static void MapJobs(this IEndpointRouteBuilder routes)
    {
        routes
            .MapPost("/v1/scenarios/{id}/runs", Ask)
            .For(Access.Editor)
            .Is(
                new(
                    "askForRun",
                    Topic.Scenarios,
                    new("Ask for a run of a scenario", "Een projectie van een scenario vragen")
                )
                {
                    Detail =
                        "What is left out of the body is as on the command line. A run that is there already is not made again.",
                    Parameters = [Parameters.Scenario],
                    Sends =
                    [
                        Content.Json(
                            ContractJson.Default.RunBody,
                            new JsonObject
                            {
                                ["replicates"] = 200,
                                ["seed"] = 1,
                                ["grain"] = "wijk",
                                ["levels"] = "wijk",
                            }
                        ),
                    ],
                    Status = StatusCodes.Status202Accepted,
                    Answers = [Content.Json(ContractJson.Default.JobDetails)],
                    Headers = [("Location", "Address of the run")],
                    Faults = [StatusCodes.Status429TooManyRequests],
                }
            );
        routes
            .MapDelete("/v1/runs/{id}", Cancel)
            .For(Access.Editor)
            .Is(
                new(
                    "cancelRun",
                    Topic.Runs,
                    new("Cancel a run that is not done", "Een projectie stoppen die niet klaar is")
                )
                {
                    Detail =
                        "Who comes too late is told the run that this server has made meanwhile; a run of before stays, and is 409.",
                    Answers = [Content.Json(ContractJson.Default.RunSummary)],
                    Or = (StatusCodes.Status204NoContent, "It was cancelled"),
                    Faults = [StatusCodes.Status409Conflict],
                    IsTagged = false,
                }
            );
    }

    /// <summary>A run that is not made yet, as a client sees it.</summary>
    public static IResult Told(Job job, HttpContext context, int status)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Json(
            job.Details(Languages.Of(context.Request)),
            ContractJson.Default.JobDetails,
            "application/json",
            status
        );
    }

    private static async Task<IResult> Ask(
        string id,
        HttpContext context,
        ScenarioLibrary scenarios,
        RunLibrary runs,
        JobWork work,
        JobQueue queue,
        TrialDesk trials
    )
    {
        var scenario = scenarios.Read(id);
        var body = await Sent.JsonIn(context.Request, ContractJson.Default.RunBody).ConfigureAwait(false);
        var asked = Checked(body ?? new());
        if (queue.FullFor() is { } seconds)
        {
            throw Full(seconds);
        }
        var inputs = work.Gather(scenario, asked.Grain);
        var settings = work.SettingsOf(
            asked.Replicates,
            asked.Seed,
            asked.KeepBuurten ?? RunSettings.KeepsBuurten(inputs)
        );
        var card = JobWork.CardOf(inputs, settings);
        context.Response.Headers.Location = $"/v1/runs/{card.Id}";
        if (runs.Has(card.Id))
        {
            return Results.Json(
                RunSummary.Of(card),
                ContractJson.Default.RunSummary,
                "application/json",
                StatusCodes.Status202Accepted
            );
        }
        var job = queue.Add(id, inputs, card) ?? throw Full(queue.FullFor() ?? 1);
        trials.GiveWay();
        return Told(job, context, StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> Cancel(string id, JobQueue queue, RunLibrary runs)
    {
        var job = queue.Find(id);
        if (job is not null && await queue.Cancel(job).ConfigureAwait(false))
        {
            return Results.NoContent();
        }
        if (job is not null || queue.HasMade(id))
        {
            // It ended while somebody asked for that, who could not know.
            var run = job?.Record().Run ?? RunSummary.Of(runs.CardOf(runs.Find(id)));
            return Results.Json(run, ContractJson.Default.RunSummary, "application/json");
        }
        _ = runs.Find(id);
        throw new ApiFault(
            StatusCodes.Status409Conflict,
            new(
                "this run is done and stays; only runs under way can be cancelled",
                "deze projectie is klaar en blijft; alleen een projectie die nog wordt gemaakt is te stoppen"
            )
        );
    }

    private static (int Replicates, ulong Seed, ProjectionGrain Grain, bool? KeepBuurten) Checked(RunBody asked)
    {
        var replicates = asked.Replicates ?? RunSettings.DefaultReplicates;
        if (replicates is < 1 or > RunSettings.MostReplicates)
        {
            throw Wrong("replicates", $"1 – {RunSettings.MostReplicates}");
        }
        if (asked.Grain is not (null or "buurt" or "wijk"))
        {
            throw Wrong("grain", "buurt, wijk");
        }
        if (asked.Levels is not (null or "buurt" or "wijk"))
        {
            throw Wrong("levels", "buurt, wijk");
        }
        var grain = ProjectionGrains.Parse(asked.Grain ?? "buurt");
        if (grain == ProjectionGrain.Wijk && asked.Levels is "buurt")
        {
            throw Wrong("levels", "wijk");
        }
        return (replicates, asked.Seed ?? 1, grain, asked.Levels is null ? null : asked.Levels is "buurt");
    }

    public static ApiFault Wrong(string field, string choices) =>
        new(
            StatusCodes.Status422UnprocessableEntity,
            new(
                $"{field} is out of range; choose from {choices}",
                $"{field} valt buiten het bereik; kies uit {choices}"
            )
        );

    /// <param name="at">Where what waits can be cancelled.</param>
    public static ApiFault Full(int seconds, string at = "/v1/runs/ID")
    {
        var text = seconds.ToString(CultureInfo.InvariantCulture);
        return new(
            StatusCodes.Status429TooManyRequests,
            new(
                $"{JobBoard.MostWaiting} runs wait already; ask again in {text} s, or cancel one with DELETE {at}",
                $"er wachten al {JobBoard.MostWaiting} projecties; vraag het over {text} s opnieuw, of stop er een met DELETE {at}"
            )
        )
        {
            RetryAfter = seconds,
        };
    }
}
