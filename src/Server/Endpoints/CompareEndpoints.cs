using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Server.Delivery;
using Populatie.Server.Description;
using Populatie.Server.Library;
using Populatie.Server.Problems;
using Populatie.Simulation.Analysis.Comparison;
using Populatie.Simulation.Store;

namespace Populatie.Server.Endpoints;

/// <summary><c>/v1/compare?a=&amp;b=</c>: two runs of the same futures, future by future. The rows are those of the command line.</summary>
internal static class CompareEndpoints
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static void MapCompare(this IEndpointRouteBuilder routes) =>
        routes
            .MapRead("/v1/compare", Compare)
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
                        Parameters.Year,
                        Parameters.Product,
                    ],
                    Answers = [Content.Json(Json.GetTypeInfo(typeof(RunComparison)))],
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
        RunLibrary runs,
        BodyCache cache
    )
    {
        if (a is null || b is null)
        {
            throw ApiFault.Bad("name two runs: /v1/compare?a=ID&b=ID", "noem twee projecties: /v1/compare?a=ID&b=ID");
        }
        var key = (A: runs.Find(a), B: runs.Find(b), level, area, measure, year, product);
        return new(
            cache.Of(
                key,
                k =>
                    Body.Of(
                        JsonSerializer.SerializeToUtf8Bytes(
                            runs.Read(
                                k.A,
                                k.B,
                                (one, other) =>
                                    Compared(one, other, QueryOf(k.level, k.area, k.measure, k.year, k.product))
                            ),
                            Json
                        ),
                        "application/json"
                    )
            ),
            Freshness.AskAgain
        );
    }

    /// <summary>Runs that are not the same futures are there, but cannot be compared: that is not a 404.</summary>
    private static RunComparison Compared(RunView a, RunView b, ComparisonQuery query)
    {
        try
        {
            return ComparisonTable.Of(a, b, query);
        }
        catch (UsageException refused)
        {
            throw new ApiFault(422, refused.Text);
        }
    }

    private static ComparisonQuery QueryOf(string? level, string? area, string? measure, string? year, string? product)
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
            Years = year is null ? [] : [YearOf(year)],
            Products = product is null ? [] : [product],
        };
    }

    private static int YearOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            ? year
            : throw ApiFault.Bad("a year is a number, for example 2035", "een jaar is een getal, bijvoorbeeld 2035");
}
