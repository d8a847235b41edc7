using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Analysis.Points;

/// <summary>One figure of a projection: what a question is about.</summary>
/// <param name="Year">A projected calendar year.</param>
/// <param name="Product">A code of the product axis: a product, a track, an act, or <c>all</c>.</param>
/// <param name="Area">Code of an area of the level; null: all areas of it together.</param>
public sealed record FigureChoice(Measure Measure, int Year, string Product, AreaLevel Level, string? Area)
{
    /// <summary>What people may say for a measure that has a longer name.</summary>
    private static readonly ImmutableDictionary<string, string> Short = ImmutableDictionary.CreateRange(
        StringComparer.Ordinal,
        [KeyValuePair.Create("cost", "cost_real"), KeyValuePair.Create("budget", "budget_real")]
    );

    /// <summary>The measure of a name; <c>cost</c> is short for <c>cost_real</c>.</summary>
    /// <exception cref="UsageException">These runs do not have it.</exception>
    public static Measure MeasureOf(string name, Scenario scenario)
    {
        var known = Measures.Of(scenario);
        var wanted = Short.GetValueOrDefault(name, name);
        return known.FirstOrDefault(m => string.Equals(m.Name, wanted, StringComparison.Ordinal))
            ?? throw Refused("measure", "maat", name, known.Select(m => m.Name));
    }

    /// <summary>Checks that a projection of these inputs has the figure.</summary>
    /// <returns>Ordinals of the buurten that make it up, ascending.</returns>
    /// <exception cref="UsageException">It does not, said with what it has.</exception>
    internal ImmutableArray<int> BuurtenIn(ProjectionInputs inputs)
    {
        var areas = inputs.Fit.Areas;
        var (first, last) = (inputs.Scenario.FirstYear, inputs.Scenario.Horizon);
        if (Year < first || Year > last)
        {
            throw Refused("year", "jaar", FormattableString.Invariant($"{Year}"), [$"{first}–{last}"]);
        }
        if (!areas.Has(Level) || (Level == AreaLevel.Buurt && inputs.Grain == Grain.ProjectionGrain.Wijk))
        {
            var levels = areas.Levels.Where(l => l != AreaLevel.Buurt || inputs.Grain == Grain.ProjectionGrain.Buurt);
            throw Refused("level", "niveau", Level.ToName(), levels.Select(l => l.ToName()));
        }
        var known = areas.AreasAt(Level);
        var ofLeaf = areas.OfLeaf(Level);
        var buurten = Enumerable
            .Range(0, areas.BuurtCount)
            .Where(b =>
                Area is null
                || string.Equals(Area, known[ofLeaf[b]].Code, StringComparison.Ordinal)
                || string.Equals(Area, known[ofLeaf[b]].Name, StringComparison.OrdinalIgnoreCase)
            )
            .ToImmutableArray();
        return !buurten.IsEmpty ? buurten : throw areas.NoArea(Area!, Level);
    }

    private static UsageException Refused(string english, string dutch, string asked, IEnumerable<string> known)
    {
        var names = known.ToList();
        if (Spelling.Nearest(asked, names) is { } meant)
        {
            return new(
                new(
                    $"{english} {asked} is not known here; did you mean {meant}?",
                    $"{dutch} {asked} is hier onbekend; bedoelde u {meant}?"
                )
            );
        }
        var list = string.Join(", ", names);
        return new(
            new(
                $"{english} {asked} is not known here; choose from {list}",
                $"{dutch} {asked} is hier onbekend; kies uit {list}"
            )
        );
    }
}
