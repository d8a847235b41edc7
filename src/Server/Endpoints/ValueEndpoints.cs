using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Populatie.Server.Contracts;
using Populatie.Server.Delivery;
using Populatie.Server.Description;
using Populatie.Server.Library;
using Populatie.Server.SignIn;
using Populatie.Server.Values;
using Populatie.Simulation.Store;

namespace Populatie.Server.Endpoints;

/// <summary>
/// <c>/v1/runs/{id}/values/{measure}/{year}</c>: one measure of all areas in a year, for a map; and
/// <c>/v1/runs/{id}/series/{measure}/{area}</c>: one area through all years, for a fan chart; and
/// <c>/v1/runs/{id}/series/{measure}</c>: the middles of all areas, to hold one beside its peers.
/// </summary>
internal static class ValueEndpoints
{
    private const string Json = "application/json";

    public static void MapValues(this IEndpointRouteBuilder routes)
    {
        routes
            .MapRead("/v1/runs/{id}/values/{measure}/{year}", Year)
            .For(Access.Reader)
            .Is(
                new(
                    "getValues",
                    Topic.Runs,
                    new("One measure of all areas in a year", "Eén maat van alle gebieden in een jaar")
                )
                {
                    Detail =
                        "In columns, one entry per area: for a map. Figures that would tell of a few people are null.",
                    Parameters = [Parameters.Level, Parameters.Product],
                    Answers = [Content.Json(ContractJson.Default.ValuesColumns)],
                }
            );
        routes
            .MapRead("/v1/runs/{id}/series/{measure}", Peers)
            .For(Access.Reader)
            .Is(
                new(
                    "getPeers",
                    Topic.Runs,
                    new("The middles of all areas in all years", "Het midden van alle gebieden in alle jaren")
                )
                {
                    Detail = "Area after area, and within an area year after year: to hold one area beside its peers.",
                    Parameters = [Parameters.Level, Parameters.Product],
                    Answers = [Content.Json(ContractJson.Default.PeersColumns)],
                }
            );
        routes
            .MapRead("/v1/runs/{id}/series/{measure}/{area}", Series)
            .For(Access.Reader)
            .Is(
                new(
                    "getSeries",
                    Topic.Runs,
                    new("One measure of an area in all years", "Eén maat van een gebied in alle jaren")
                )
                {
                    Detail = "In columns, one entry per year: for a fan chart.",
                    Parameters = [Parameters.Product],
                    Answers = [Content.Json(ContractJson.Default.SeriesColumns)],
                }
            );
    }

    private static BodyResult Year(
        string id,
        string measure,
        string year,
        string? level,
        string? product,
        HttpContext context,
        RunLibrary runs,
        BodyCache cache
    ) => Told(id, new(ValuesDocument.Of, measure, year, level, product, Area: null), context, runs, cache);

    private static BodyResult Peers(
        string id,
        string measure,
        string? level,
        string? product,
        HttpContext context,
        RunLibrary runs,
        BodyCache cache
    ) => Told(id, new(PeersDocument.Of, measure, Year: null, level, product, Area: null), context, runs, cache);

    private static BodyResult Series(
        string id,
        string measure,
        string area,
        string? product,
        HttpContext context,
        RunLibrary runs,
        BodyCache cache
    ) => Told(id, new(ValuesDocument.Of, measure, Year: null, Level: null, product, area), context, runs, cache);

    /// <summary>What was asked of a run, and which document tells it.</summary>
    private sealed record Question(
        Func<RunView, ValuesQuery, Sight, byte[]> Tell,
        string Measure,
        string? Year,
        string? Level,
        string? Product,
        string? Area
    )
    {
        public byte[] Answer(RunView run, Sight sight) =>
            Tell(run, ValuesQuery.Of(run, Measure, Year, Level, Product, Area), sight);
    }

    private static BodyResult Told(string id, Question question, HttpContext context, RunLibrary runs, BodyCache cache)
    {
        var run = runs.Find(id);
        var body = cache.Of(
            (run, question, sight: Sight.Of(context)),
            key => Body.Of(runs.Read(key.run, view => key.question.Answer(view, key.sight)), Json)
        );
        return new(body, FreshnessOf(id, run));
    }

    /// <summary>An id names its content; <c>latest</c> does not.</summary>
    private static Freshness FreshnessOf(string asked, string run) =>
        string.Equals(asked, run, StringComparison.Ordinal) ? Freshness.Forever : Freshness.AskAgain;
}
