using System.Collections.Immutable;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Growth;

/// <summary>Growth from one year to the next.</summary>
/// <param name="Published">False: an assumption of ours or of the scenario, shown hatched.</param>
public sealed record GrowthStep(int Year, Assumption Rate, bool Published);

/// <summary>A vintage laid over the years of a scenario, for one act: every year has a rate, and says whose it is.</summary>
public sealed record GrowthPath(Act Act, ImmutableArray<GrowthStep> Steps)
{
    /// <summary>The paths of all acts; empty when the scenario names no vintage.</summary>
    /// <param name="acts">Acts that the projection uses.</param>
    /// <exception cref="SourceFormatException">
    /// The vintage is unknown, or leaves years or an act open that the scenario does not fill; told with the line to add.
    /// </exception>
    public static ImmutableArray<GrowthPath> For(
        Scenario scenario,
        IEnumerable<Act> acts,
        VintageTable table,
        string file
    )
    {
        if (string.Equals(scenario.Growth.Vintage, GrowthChoice.NoVintage, StringComparison.Ordinal))
        {
            return scenario.Growth.Mode == GrowthMode.BottomUp ? [] : throw NeedsVintage(scenario, file, table);
        }
        var vintage = table.Find(scenario.Growth.Vintage) ?? throw Unknown(scenario, file, table);
        return [.. acts.Select(act => Lay(vintage, scenario, act, file))];
    }

    private static GrowthPath Lay(GrowthVintage vintage, Scenario scenario, Act act, string file)
    {
        var line = act == Act.Wmo ? "wmo" : "jeugd";
        var published = vintage.Published.ContainsKey(line);
        var otherwise = scenario.Growth.Of(act) ?? vintage.Assumed.GetValueOrDefault(line);
        var steps = ImmutableArray.CreateBuilder<GrowthStep>(scenario.YearCount);
        for (var year = scenario.FirstYear; year <= scenario.Horizon; year++)
        {
            if (published && vintage.Gives(year, scenario.Growth.PeriodSteps))
            {
                var rate = vintage.Published[line];
                steps.Add(new(year, new(rate, rate, rate, vintage.Source, vintage.Confidence), Published: true));
            }
            else
            {
                steps.Add(new(year, otherwise ?? throw Missing(scenario, vintage, line, year, file), Published: false));
            }
        }
        return new(act, steps.MoveToImmutable());
    }

    private static SourceFormatException Missing(
        Scenario scenario,
        GrowthVintage vintage,
        string line,
        int year,
        string file
    ) =>
        Fault(
            scenario,
            file,
            "growth",
            new(
                $"no growth for {line} in {year}: {vintage.Code} does not give it",
                $"geen groei voor {line} in {year}: {vintage.Code} geeft die niet"
            ),
            new("an assumption of your own, with a range", "een eigen aanname, met een bereik"),
            new(
                $"add under growth: the line {line}: 1.0% (assumed, 0.0% to 2.0%)",
                $"voeg onder growth: de regel toe {line}: 1.0% (assumed, 0.0% to 2.0%)"
            )
        );

    private static SourceFormatException Unknown(Scenario scenario, string file, VintageTable table)
    {
        var code = scenario.Growth.Vintage;
        var known = table.Vintages.Select(v => v.Code).ToList();
        var meant = Spelling.Nearest(code, known);
        return Fault(
            scenario,
            file,
            "growth.vintage",
            new($"the unknown vintage '{code}'", $"de onbekende groeireeks '{code}'"),
            new($"one of {string.Join(", ", known)}, or none", $"een van {string.Join(", ", known)}, of none"),
            meant is null
                ? new("see them with: populatie growth list", "bekijk ze met: populatie growth list")
                : new($"did you mean '{meant}'?", $"bedoelde u '{meant}'?")
        );
    }

    private static SourceFormatException NeedsVintage(Scenario scenario, string file, VintageTable table) =>
        Fault(
            scenario,
            file,
            "growth.mode",
            new("mode top-down without a vintage", "mode top-down zonder groeireeks"),
            new("a vintage for spending to follow", "een groeireeks die de uitgaven volgen"),
            new(
                $"add under growth: vintage: {table.Vintages[^1].Code}",
                $"voeg onder growth toe: vintage: {table.Vintages[^1].Code}"
            )
        );

    /// <summary>With line and column, where the scenario was read from a text.</summary>
    private static SourceFormatException Fault(
        Scenario scenario,
        string file,
        string path,
        Bilingual found,
        Bilingual expected,
        Bilingual mend
    ) =>
        ReferenceEquals(scenario.Origin, ScenarioOrigin.Unknown)
            ? new(file, null, null, found, expected, mend)
            : scenario.Origin.Fault(path, found, expected, mend);
}
