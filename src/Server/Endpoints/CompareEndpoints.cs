using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Populatie.Analytics.Areas;
using Populatie.Server.Contracts;
using Populatie.Server.Delivery;
using Populatie.Server.Description;
using Populatie.Server.Library;
using Populatie.Server.Problems;
using Populatie.Server.SignIn;
using Populatie.Simulation.Analysis.Comparison;
using Populatie.Simulation.Store;

namespace Populatie.Server.Endpoints;

/// <summary><c>/v1/compare?a=&amp;b=</c>: two runs of the same futures, future by future. The rows are those of the command line.</summary>
internal static class CompareEndpoints
{
    /// <summary>In place of a year: all that are projected.</summary>
    private const string EveryYear = "all";

    /// <summary>What every row is named by.</summary>
    private static readonly string[] Named = ["a", "b", "area", "level", "year", "product", "measure", "unit"];

    public static void MapCompare(this IEndpointRouteBuilder routes) =>
        routes
            .MapRead("/v1/compare", Compare)
            .For(Access.Reader)
            .Is(
                new(
                    "compareRuns",
                    Topic.Runs,
                    new(
                        "How two runs of the same futures differ",
                        "Hoe twee projecties van dezelfde toekomsten verschillen"
                    )
                )
                {
                    Detail =
                        "Future by future, as populatie compare --json. Without a choice: the headline measures and years.",
                    Parameters =
                    [
                        Parameters.Run with
                        {
                            Name = "a",
                            IsRequired = true,
                        },
                        Parameters.Run with
                        {
                            Name = "b",
                            IsRequired = true,
                        },
                        Parameters.Level,
                        Parameters.Area,
                        Parameters.Measure,
                        Parameters.Years,
                        Parameters.Product,
                    ],
                    Answers = [Content.Json(TableJson.Of<RunComparison>())],
                    Faults = [StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity],
                }
            );

    private static BodyResult Compare(
        string? a,
        string? b,
        string? level,
        string? area,
        string? measure,
        string? year,
        string? product,
        HttpContext context,
        RunLibrary runs,
        BodyCache cache
    )
    {
        if (a is null || b is null)
        {
            throw ApiFault.Bad("name two runs: /v1/compare?a=ID&b=ID", "noem twee projecties: /v1/compare?a=ID&b=ID");
        }
        var key = (A: runs.Find(a), B: runs.Find(b), level, area, measure, year, product, sight: Sight.Of(context));
        return new(
            cache.Of(
                key,
                k =>
                    Body.Of(
                        runs.Read(
                            k.A,
                            k.B,
                            (one, other) =>
                            {
                                var query = QueryOf(one, k.level, k.area, k.measure, k.year, k.product);
                                return Written(
                                    Asked.OfTwo(() => ComparisonTable.Of(one, other, query)),
                                    k.sight.Unseen(one.Areas, query.Level)
                                );
                            }
                        ),
                        "application/json"
                    )
            ),
            Freshness.AskAgain
        );
    }

    /// <summary>Rows of areas that are not seen keep their names, and say why they say no more.</summary>
    private static byte[] Written(RunComparison compared, HashSet<string> unseen)
    {
        if (unseen.Count == 0)
        {
            return TableJson.Of(compared);
        }
        var told = TableJson.NodeOf(compared);
        var rows = told["rows"]!.AsArray();
        for (var i = 0; i < rows.Count; i++)
        {
            if (unseen.Contains(compared.Rows[i].Area))
            {
                var hidden = new JsonObject();
                foreach (var name in Named)
                {
                    hidden[name] = rows[i]![name]!.DeepClone();
                }
                hidden["mean"] = null;
                hidden["reason"] = Sight.Reason;
                rows[i] = hidden;
            }
        }
        return JsonSerializer.SerializeToUtf8Bytes(told);
    }

    private static ComparisonQuery QueryOf(
        RunView run,
        string? level,
        string? area,
        string? measure,
        string? year,
        string? product
    )
    {
        var at = AreaLevel.Gemeente;
        if (level is not null && !AreaLevels.TryParse(level, out at))
        {
            throw ApiFault.Bad("level is gemeente, wijk or buurtteam", "level is gemeente, wijk of buurtteam");
        }
        return new()
        {
            Level = at,
            Area = area,
            Measures = measure is null ? [] : [measure],
            Years = year is null ? [] : YearsOf(run, year),
            Products = product is null ? [] : [product],
        };
    }

    private static ImmutableArray<int> YearsOf(RunView run, string text) =>
        string.Equals(text, EveryYear, StringComparison.Ordinal)
            ? [.. Enumerable.Range(run.FirstProjected, run.LastProjected - run.FirstProjected + 1)]
            : [Asked.Year(text)!.Value];
}
