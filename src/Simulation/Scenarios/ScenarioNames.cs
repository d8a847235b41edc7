using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;
using Populatie.Simulation.Scenarios.Notation;

namespace Populatie.Simulation.Scenarios;

/// <summary>Checks the names in a scenario that only its inputs know: areas, products, and the subjects of levers.</summary>
public static class ScenarioNames
{
    /// <exception cref="SourceFormatException">A name that the inputs do not have; told with line and column.</exception>
    public static void Check(Scenario scenario, AreaIndex areas, ProductAxis products)
    {
        CheckGroups(scenario, products);
        for (var i = 0; i < scenario.Levers.Length; i++)
        {
            CheckSubject(scenario, i, products);
            CheckAreas(scenario, i, areas);
        }
    }

    /// <summary>The shipped groups name every product of the shipped catalogue; another catalogue may lack some.</summary>
    private static void CheckGroups(Scenario scenario, ProductAxis products)
    {
        foreach (var group in scenario.Groups)
        {
            for (var i = 0; i < group.Products.Length; i++)
            {
                var path = $"groups.{group.Name}.products[{i}]";
                if (!products.TryFind(group.Products[i], out _) && scenario.Origin.Says(path))
                {
                    throw scenario.Origin.Fault(
                        path,
                        new(
                            $"the unknown product '{group.Products[i]}'",
                            $"het onbekende product '{group.Products[i]}'"
                        ),
                        new("a product, a track or an act", "een product, een spoor of een wet"),
                        Advice(group.Products[i], products.Codes)
                    );
                }
            }
        }
    }

    private static void CheckSubject(Scenario scenario, int lever, ProductAxis products)
    {
        var subject = scenario.Levers[lever].Subject;
        var groups = scenario.Groups.Select(g => g.Name).ToList();
        if (!products.TryFind(subject, out _) && !groups.Contains(subject, StringComparer.Ordinal))
        {
            throw scenario.Origin.Fault(
                $"levers[{lever}].for",
                new($"a lever for '{subject}'", $"een knop voor '{subject}'"),
                new(
                    "an act, a track, a product, a group, or all",
                    "een wet, een spoor, een product, een groep, of all"
                ),
                Advice(subject, [.. products.Codes, .. groups])
            );
        }
    }

    private static void CheckAreas(Scenario scenario, int lever, AreaIndex areas)
    {
        var named = scenario.Levers[lever].Areas;
        if (named.IsEmpty)
        {
            return;
        }
        var known = areas
            .Levels.SelectMany(l => areas.AreasAt(l))
            .Select(a => a.Code)
            .ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < named.Length; i++)
        {
            if (!known.Contains(named[i]))
            {
                throw scenario.Origin.Fault(
                    $"levers[{lever}].areas[{i}]",
                    new($"the unknown area '{named[i]}'", $"het onbekende gebied '{named[i]}'"),
                    new("a code of these areas", "een code van deze gebieden"),
                    areas.MendCode(named[i])
                );
            }
        }
    }

    private static Bilingual Advice(string word, IEnumerable<string> known) =>
        Spelling.Nearest(word, known) is { } meant ? Section.Meant(meant) : new("choose one", "kies er een");
}
