using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Need.Unmet;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Grain;
using Populatie.Simulation.Unmet;

namespace Populatie.Simulation.Store;

/// <summary>
/// How unevenly unmet need lies over wijken that differ in vulnerability, per year of a run. Reckoned in each replicate by itself,
/// so that the interval knows that wijken go up and down together; within a wijk need is taken to lie evenly.
/// </summary>
public static class InequalityTable
{
    private const double Low = 0.05;
    private const double Middle = 0.5;
    private const double High = 0.95;

    /// <exception cref="UsageException">
    /// The run does not tell: it has no unmet need, one wijk, areas without features, or no such year.
    /// </exception>
    public static ImmutableArray<InequalityRow> Of(RunView run, IReadOnlyCollection<int> years)
    {
        if (!run.Card.MeasureNames.Contains(Measures.Unmet.Name, StringComparer.Ordinal) || !run.Has(AreaLevel.Wijk))
        {
            throw new UsageException(
                new("this run keeps no unmet need per wijk", "deze projectie bewaart geen onvervulde behoefte per wijk")
            );
        }
        foreach (var year in years.Where(y => y < run.FirstProjected || y > run.LastProjected))
        {
            throw new UsageException(
                new(
                    $"inequality is known of projected years, {run.FirstProjected} to {run.LastProjected}; not of {year}",
                    $"ongelijkheid is bekend van geprojecteerde jaren, {run.FirstProjected} tot en met {run.LastProjected}; niet van {year}"
                )
            );
        }
        var wijken = WijkUnits.Of(run.Areas).Areas;
        var vulnerability = UnmetInequality.VulnerabilityOf(wijken, UnmetSettings.Embedded);
        if (vulnerability is null || vulnerability.Length < 2)
        {
            throw new UsageException(
                new(
                    "inequality needs two wijken or more whose features are known (geodata/utrecht/features.csv)",
                    "ongelijkheid vraagt twee of meer wijken waarvan kenmerken bekend zijn (geodata/utrecht/features.csv)"
                )
            );
        }
        return [.. years.Select(y => Row(run, vulnerability, y))];
    }

    private static InequalityRow Row(RunView run, double[] vulnerability, int year)
    {
        var residents = Values(run, Measures.Population, vulnerability.Length, year);
        var unmet = Values(run, Measures.Unmet, vulnerability.Length, year);
        var found = residents
            .Zip(unmet, (people, need) => UnmetInequality.Of(vulnerability, people, need))
            .OfType<UnmetInequality>()
            .ToList();
        if (found.Count == 0)
        {
            return new(year, 0, 0, null, null, null, 0, 0, 0);
        }
        double Of(Func<UnmetInequality, double> value, double share) => At([.. found.Select(value).Order()], share);
        // Where nobody goes without in the best fifth the ratio is beyond all bounds: it is sorted last.
        double? Ratio(double share) =>
            Of(f => f.Ratio ?? double.PositiveInfinity, share) is var ratio && double.IsFinite(ratio) ? ratio : null;
        return new(
            year,
            Of(f => f.MostVulnerable, Middle),
            Of(f => f.LeastVulnerable, Middle),
            Ratio(Middle),
            Ratio(Low),
            Ratio(High),
            Of(f => f.Index, Middle),
            Of(f => f.Index, Low),
            Of(f => f.Index, High)
        );
    }

    /// <returns>Shape [Replicate][Wijk]; where a run did not keep the values of its replicates, the median in each.</returns>
    private static double[][] Values(RunView run, Measure measure, int wijken, int year)
    {
        var table = run.Table(AreaLevel.Wijk, measure);
        // All products together; residents have no other position.
        var position = table.PositionCount - 1;
        var replicates = run.Card.Replicates;
        var rows = new double[replicates][];
        for (var r = 0; r < replicates; r++)
        {
            rows[r] = new double[wijken];
        }
        for (var wijk = 0; wijk < wijken; wijk++)
        {
            var values = table.Values(wijk, position, year - run.FirstProjected, replicates);
            var median = table.At(wijk, position, year - run.FirstProjected, replicates).P50;
            for (var r = 0; r < replicates; r++)
            {
                rows[r][wijk] = values.IsEmpty ? median : values[r] / (double)table.Scale;
            }
        }
        return rows;
    }

    /// <summary>The value below which a share of them lie; the nearest one.</summary>
    private static double At(double[] ordered, double share) =>
        ordered[Math.Clamp((int)Math.Ceiling(share * ordered.Length) - 1, 0, ordered.Length - 1)];
}
