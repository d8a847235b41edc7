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
                    Status = StatusCodes.Status204NoContent,
                    Faults = [StatusCodes.Status409Conflict],
                }
            );
    }

    /// <summary>A run that is not made yet, as a client sees it.</summary>
    public static IResult Told(Job job, HttpContext context, int status)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Json(
            JobDetails.Of(job, Languages.Of(context.Request)),
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
        JobQueue queue
    )
    {
        _ = scenarios.TextOf(id);
        var body = await Sent.JsonIn(context.Request, ContractJson.Default.RunBody).ConfigureAwait(false);
        var asked = Checked(body ?? new(null, null, null, null));
        if (queue.FullFor() is { } seconds)
        {
            throw Full(seconds);
        }
        var inputs = work.Gather(id, asked.Grain);
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
        return Told(job, context, StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> Cancel(string id, JobQueue queue, RunLibrary runs)
    {
        var isCancelled = queue.Find(id) is { } job && await queue.Cancel(job).ConfigureAwait(false);
        if (isCancelled)
        {
            return Results.NoContent();
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

    private static ApiFault Wrong(string field, string choices) =>
        new(
            StatusCodes.Status422UnprocessableEntity,
            new(
                $"{field} is out of range; choose from {choices}",
                $"{field} valt buiten het bereik; kies uit {choices}"
            )
        );

    private static ApiFault Full(int seconds)
    {
        var text = seconds.ToString(CultureInfo.InvariantCulture);
        return new(
            StatusCodes.Status429TooManyRequests,
            new(
                $"{JobBoard.MostWaiting} runs wait already; ask again in {text} s, or cancel one with DELETE /v1/runs/ID",
                $"er wachten al {JobBoard.MostWaiting} projecties; vraag het over {text} s opnieuw, of stop er een met DELETE /v1/runs/ID"
            )
        )
        {
            RetryAfter = seconds,
        };
    }
}
