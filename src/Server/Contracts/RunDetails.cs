using System.Text.Json;
using Populatie.Analytics.Evidence;
using Populatie.Simulation.Growth;
using Populatie.Simulation.Runs;
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
    /// <summary>Of texts in the card that are ours: what they are in Dutch. What was published keeps its own words.</summary>
    public required SortedDictionary<string, string> DutchSources { get; init; }

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
                    Simulation.Figures.Measures.Find(n)!.Unit,
                    Simulation.Figures.Measures.Find(n)!.Headline
                )),
            ],
            [.. run.Axis.Select(o => run.Products.Codes[o])],
            card.RootElement.Clone()
        )
        {
            DutchSources = Dutch(run.Card),
        };
    }

    /// <summary>Of all that a page tells beside the figures of a run: what it assumes, what its levers do, and who says how fast it grows.</summary>
    private static SortedDictionary<string, string> Dutch(RunCard card)
    {
        var levers = card.Scenario.Levers.SelectMany(l =>
            l.Amount is { } amount ? [l.Effect, amount] : (Assumption[])[l.Effect]
        );
        var vintages = VintageTable.Embedded.Vintages;
        var sources = card
            .Assumptions.Values.Concat(levers)
            .Concat(vintages.SelectMany(v => v.Assumed.Values))
            .Select(a => a.Source)
            .Concat(vintages.Select(v => v.Source));
        return SourceText.DutchOf(sources);
    }
}

/// <param name="Headline">Whether runs can be compared on it, future by future.</param>
internal sealed record MeasureName(string Name, string Unit, bool Headline);
