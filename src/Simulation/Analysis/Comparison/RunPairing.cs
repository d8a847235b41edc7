using Populatie.Analytics.Faults;
using Populatie.Simulation.Runs;

namespace Populatie.Simulation.Analysis.Comparison;

/// <summary>Whether future k of one run is future k of another: the same luck, the same past, another scenario.</summary>
public static class RunPairing
{
    /// <summary>Digests of what was known when the run was made.</summary>
    private static readonly (string Name, Bilingual Text)[] Bases =
    [
        ("cube", new("cube", "kubus")),
        ("fit", new("fit", "schatting")),
        ("population", new("population", "bevolking")),
    ];

    /// <exception cref="UsageException">They are not; one line says in what they differ and how to mend it.</exception>
    public static void Check(RunCard a, RunCard b)
    {
        var (name, other) = (b.Scenario.Name, $"{b.Id} ({b.Scenario.Name})");
        if (a.Seed != b.Seed || a.Replicates != b.Replicates)
        {
            throw Refused(
                a,
                other,
                a.Seed != b.Seed
                    ? new($"seed {b.Seed} against {a.Seed}", $"seed {b.Seed} tegenover {a.Seed}")
                    : new(
                        $"{b.Replicates} futures against {a.Replicates}",
                        $"{b.Replicates} toekomsten tegenover {a.Replicates}"
                    ),
                new(
                    $"project {name} again with --seed {a.Seed} --replicates {a.Replicates}",
                    $"projecteer {name} opnieuw met --seed {a.Seed} --replicates {a.Replicates}"
                )
            );
        }
        if (a.Replicates < 2)
        {
            throw new UsageException(
                new(
                    "one future is no comparison; project both again with --replicates 200",
                    "één toekomst is geen vergelijking; projecteer beide opnieuw met --replicates 200"
                )
            );
        }
        if (a.Grain != b.Grain)
        {
            var grain = a.Grain.ToString().ToLowerInvariant();
            throw Refused(
                a,
                other,
                new("another grain", "een andere kleinste eenheid"),
                new($"project {name} again with --grain {grain}", $"projecteer {name} opnieuw met --grain {grain}")
            );
        }
        if (a.EngineVersion != b.EngineVersion)
        {
            throw Refused(
                a,
                other,
                new("another version of the engine", "een andere versie van de rekenkern"),
                new("project the older one again", "projecteer de oudste opnieuw")
            );
        }
        CheckBase(a, b, other);
    }

    private static void CheckBase(RunCard a, RunCard b, string other)
    {
        if (a.Scenario.Base.Year != b.Scenario.Base.Year)
        {
            throw Refused(
                a,
                other,
                new(
                    $"base year {b.Scenario.Base.Year} against {a.Scenario.Base.Year}",
                    $"basisjaar {b.Scenario.Base.Year} tegenover {a.Scenario.Base.Year}"
                ),
                new(
                    $"write base: {{year: {a.Scenario.Base.Year}}} in {b.Scenario.Name}",
                    $"schrijf base: {{year: {a.Scenario.Base.Year}}} in {b.Scenario.Name}"
                )
            );
        }
        foreach (var (name, text) in Bases)
        {
            var (first, second) = (a.Digests.GetValueOrDefault(name), b.Digests.GetValueOrDefault(name));
            if (!string.Equals(first, second, StringComparison.Ordinal))
            {
                throw Refused(
                    a,
                    other,
                    new($"another {text.English}", $"een andere {text.Dutch}"),
                    new(
                        $"project {b.Scenario.Name} again on the same base ({text.English} {first})",
                        $"projecteer {b.Scenario.Name} opnieuw op dezelfde basis ({text.Dutch} {first})"
                    )
                );
            }
        }
    }

    private static UsageException Refused(RunCard a, string other, Bilingual differs, Bilingual mend)
    {
        var first = $"{a.Id} ({a.Scenario.Name})";
        return new(
            new(
                $"{first} and {other} are not the same futures: {differs.English}; {mend.English}",
                $"{first} en {other} zijn niet dezelfde toekomsten: {differs.Dutch}; {mend.Dutch}"
            )
        );
    }
}
