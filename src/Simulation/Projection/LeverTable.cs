using System.Collections.Immutable;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Need;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Projection;

/// <summary>What the levers of a scenario do in each buurt, product and year. Immutable; thread-safe.</summary>
internal sealed class LeverTable
{
    private readonly double baseTakeUp;
    private readonly int firstYear;
    private readonly CellPlan plan;
    private readonly Fit fit;
    private readonly ImmutableArray<(Lever Lever, int Subject, bool[]? InBuurt)> levers;

    /// <exception cref="SourceFormatException">A lever names an unknown area or subject, or take-up would pass 100%.</exception>
    public LeverTable(Scenario scenario, Fit fit, CellPlan plan)
    {
        (this.fit, this.plan) = (fit, plan);
        (baseTakeUp, firstYear) = (scenario.TakeUp.Value, scenario.FirstYear);
        levers = [.. scenario.Levers.Select(l => (l, SubjectOf(l, scenario), BuurtenOf(l, scenario)))];
        var highest = baseTakeUp;
        foreach (var lever in scenario.Levers.Where(l => l.Kind == LeverKind.TakeUp && l.Effect.Value > 0))
        {
            highest *= 1 + lever.Effect.Value;
        }
        if (highest > 1)
        {
            throw Fault(
                scenario,
                new("a take-up above 100%", "een bereik boven 100%"),
                new("take-up × factor ≤ 100%", "take-up × factor ≤ 100%"),
                new(
                    "state what share asks for help now, for example take-up: 80%",
                    "geef aan welk deel nu om hulp vraagt, bijvoorbeeld take-up: 80%"
                )
            );
        }
    }

    /// <summary>Share of needs that become a request, and the factor on the need rate.</summary>
    public (double TakeUp, double Need) At(int buurt, int slot, int year)
    {
        var (takeUp, need) = (baseTakeUp, 1.0);
        foreach (var (lever, subject, inBuurt) in levers)
        {
            if (inBuurt?[buurt] == false || !fit.Products.Contains(subject, plan.Used[slot]))
            {
                continue;
            }
            var factor = 1 + (lever.Effect.Value * lever.ProgressIn(firstYear + year));
            if (lever.Kind == LeverKind.TakeUp)
            {
                takeUp *= factor;
            }
            else
            {
                need *= factor;
            }
        }
        return (takeUp, need);
    }

    private int SubjectOf(Lever lever, Scenario scenario)
    {
        if (fit.Products.TryFind(lever.Subject, out var ordinal))
        {
            return ordinal;
        }
        var meant = Spelling.Nearest(lever.Subject, fit.Products.Codes);
        throw Fault(
            scenario,
            new($"a lever for '{lever.Subject}'", $"een knop voor '{lever.Subject}'"),
            new("an act, a track, a product, or all", "een wet, een spoor, een product, of all"),
            meant is null ? new("choose one", "kies er een") : new($"did you mean '{meant}'?", $"bedoelde u '{meant}'?")
        );
    }

    private bool[]? BuurtenOf(Lever lever, Scenario scenario)
    {
        if (lever.Areas.IsEmpty)
        {
            return null;
        }
        var inside = new bool[fit.Areas.BuurtCount];
        foreach (var code in lever.Areas)
        {
            var found = false;
            foreach (var level in fit.Areas.Levels)
            {
                var (areas, ofLeaf) = (fit.Areas.AreasAt(level), fit.Areas.OfLeaf(level));
                for (var buurt = 0; buurt < inside.Length; buurt++)
                {
                    var here = string.Equals(areas[ofLeaf[buurt]].Code, code, StringComparison.Ordinal);
                    inside[buurt] |= here;
                    found |= here;
                }
            }
            if (!found)
            {
                var known = fit.Areas.Levels.SelectMany(l => fit.Areas.AreasAt(l)).Select(a => a.Code);
                var meant = Spelling.Nearest(code, known);
                throw Fault(
                    scenario,
                    new($"the unknown area '{code}'", $"het onbekende gebied '{code}'"),
                    new("a code of these areas", "een code van deze gebieden"),
                    meant is null
                        ? new("see them with: populatie areas list", "bekijk ze met: populatie areas list")
                        : new($"did you mean '{meant}'?", $"bedoelde u '{meant}'?")
                );
            }
        }
        return inside;
    }

    private static SourceFormatException Fault(
        Scenario scenario,
        Bilingual found,
        Bilingual expected,
        Bilingual mend
    ) => new($"scenario {scenario.Name}", null, null, found, expected, mend);
}
