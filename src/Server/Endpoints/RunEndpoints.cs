using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Populatie.Server.Contracts;
using Populatie.Server.Delivery;
using Populatie.Server.Library;

namespace Populatie.Server.Endpoints;

/// <summary><c>/v1/runs</c>: which runs there are, and what each was made of.</summary>
internal static class RunEndpoints
{
    private const string Json = "application/json";

    public static void MapRuns(this IEndpointRouteBuilder routes)
    {
        routes.MapRead("/v1/runs", All);
        routes.MapRead("/v1/runs/{id}", One);
    }

    private static BodyResult All(RunLibrary runs) =>
        new(
            Body.Of(
                JsonSerializer.SerializeToUtf8Bytes(
                    runs.Cards().Select(RunSummary.Of).ToArray(),
                    ContractJson.Default.RunSummaryArray
                ),
                Json
            ),
            Freshness.AskAgain
        );

    private static BodyResult One(string id, RunLibrary runs, BodyCache cache)
    {
        var run = runs.Find(id);
        return new(cache.Of(("run", run), key => Body.Of(Details(runs, key.run), Json)), Freshness.AskAgain);
    }

    private static byte[] Details(RunLibrary runs, string id) =>
        runs.Read(id, run => JsonSerializer.SerializeToUtf8Bytes(RunDetails.Of(run), ContractJson.Default.RunDetails));
}
