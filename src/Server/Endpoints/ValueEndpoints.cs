using Microsoft.AspNetCore.Routing;
using Populatie.Server.Delivery;
using Populatie.Server.Library;
using Populatie.Server.Values;

namespace Populatie.Server.Endpoints;

/// <summary>
/// <c>/v1/runs/{id}/values/{measure}/{year}</c>: one measure of all areas in a year, for a map; and
/// <c>/v1/runs/{id}/series/{measure}/{area}</c>: one area through all years, for a fan chart.
/// </summary>
internal static class ValueEndpoints
{
    private const string Json = "application/json";

    public static void MapValues(this IEndpointRouteBuilder routes)
    {
        routes.MapRead("/v1/runs/{id}/values/{measure}/{year}", Year);
        routes.MapRead("/v1/runs/{id}/series/{measure}/{area}", Series);
    }

    private static BodyResult Year(
        string id,
        string measure,
        string year,
        string? level,
        string? product,
        RunLibrary runs,
        BodyCache cache
    )
    {
        var run = runs.Find(id);
        var key = (run, measure, year, level, product);
        return new(
            cache.Of(
                key,
                k =>
                    Body.Of(
                        runs.Read(
                            k.run,
                            r => ValuesDocument.Of(r, ValuesQuery.Of(r, k.measure, k.year, k.level, k.product))
                        ),
                        Json
                    )
            ),
            FreshnessOf(id, run)
        );
    }

    private static BodyResult Series(
        string id,
        string measure,
        string area,
        string? product,
        RunLibrary runs,
        BodyCache cache
    )
    {
        var run = runs.Find(id);
        var key = (run, "series", measure, area, product);
        return new(
            cache.Of(
                key,
                k =>
                    Body.Of(
                        runs.Read(
                            k.run,
                            r => ValuesDocument.Of(r, ValuesQuery.Of(r, k.measure, null, null, k.product, k.area))
                        ),
                        Json
                    )
            ),
            FreshnessOf(id, run)
        );
    }

    /// <summary>An id names its content; <c>latest</c> does not.</summary>
    private static Freshness FreshnessOf(string asked, string run) =>
        string.Equals(asked, run, StringComparison.Ordinal) ? Freshness.Forever : Freshness.AskAgain;
}
