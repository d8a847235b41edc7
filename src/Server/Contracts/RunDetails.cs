using System.Text.Json;
using Populatie.Server.Jobs;
using Populatie.Simulation.Store;

namespace Populatie.Server.Contracts;

/// <summary>What a page needs to know of a run before it asks for values, and what it was made of.</summary>
/// <param name="FirstYear">Observed years come first.</param>
/// <param name="Measures">Names and units.</param>
/// <param name="Products">Codes of products and totals that values can be asked for.</param>
/// <param name="Card">The whole card: scenario, assumptions with their sources, digests.</param>
internal sealed record RunDetails(
    string Id,
    string Status,
    RunSummary Run,
    int FirstYear,
    int LastObserved,
    int LastYear,
    string ObservedBasis,
    MeasureName[] Measures,
    string[] Products,
    JsonElement Card
)
{
    public static RunDetails Of(RunView run)
    {
        using var card = JsonDocument.Parse(run.Card.ToJson());
        return new(
            run.Card.Id,
            JobStatus.Done,
            RunSummary.Of(run.Card),
            run.FirstObserved,
            run.LastObserved,
            run.LastProjected,
            run.ObservedBasis.ToString().ToLowerInvariant(),
            [
                .. run.Card.MeasureNames.Select(n => new MeasureName(
                    n,
                    Simulation.Projection.Measures.Find(n)!.Unit,
                    Simulation.Projection.Measures.Find(n)!.Headline
                )),
            ],
            [.. run.Axis.Select(o => run.Products.Codes[o])],
            card.RootElement.Clone()
        );
    }
}

/// <param name="Headline">Whether runs can be compared on it, future by future.</param>
internal sealed record MeasureName(string Name, string Unit, bool Headline);
