using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Populatie.Server.Contracts;
using Populatie.Server.Delivery;
using Populatie.Server.Description;
using Populatie.Server.Jobs;
using Populatie.Server.Library;
using Populatie.Server.SignIn;

namespace Populatie.Server.Endpoints;

/// <summary><c>/v1/runs</c>: which runs there are, and what each was made of.</summary>
internal static class RunEndpoints
{
    private const string Json = "application/json";

    public static void MapRuns(this IEndpointRouteBuilder routes)
    {
        routes
            .MapRead("/v1/runs", All)
            .For(Access.Reader)
            .Is(
                new("listRuns", Topic.Runs, new("The runs that there are", "De projecties die er zijn"))
                {
                    Detail = "Those that are kept, newest first; then those that are under way or never came to be.",
                    Answers = [Content.Json(ContractJson.Default.RunSummaryArray)],
                }
            );
        routes
            .MapRead("/v1/runs/{id}", One)
            .For(Access.Reader)
            .Is(
                new(
                    "getRun",
                    Topic.Runs,
                    new("What a run holds and was made of", "Wat een projectie bevat en waaruit zij is gemaakt")
                )
                {
                    Detail = "A run that is not made yet answers how far it is, in the shape of JobDetails.",
                    Answers = [Content.Json(ContractJson.Default.RunDetails)],
                }
            );
    }

    /// <summary>What is kept, newest first; then what is under way or never came to be.</summary>
    private static BodyResult All(RunLibrary runs, JobQueue queue)
    {
        var jobs = queue.All().Select(j => j.Record().Run).Where(r => !runs.Has(r.Id));
        return new(
            Body.Of(
                JsonSerializer.SerializeToUtf8Bytes(
                    runs.Cards().Select(RunSummary.Of).Concat(jobs).ToArray(),
                    ContractJson.Default.RunSummaryArray
                ),
                Json
            ),
            Freshness.AskAgain
        );
    }

    private static IResult One(string id, HttpContext context, RunLibrary runs, JobQueue queue, BodyCache cache)
    {
        if (!runs.Has(id) && queue.Find(id) is { } job)
        {
            return JobEndpoints.Told(job, context, StatusCodes.Status200OK);
        }
        var run = runs.Find(id);
        return new BodyResult(cache.Of(("run", run), key => Body.Of(Details(runs, key.run), Json)), Freshness.AskAgain);
    }

    private static byte[] Details(RunLibrary runs, string id) =>
        runs.Read(id, run => JsonSerializer.SerializeToUtf8Bytes(RunDetails.Of(run), ContractJson.Default.RunDetails));
}
