using Populatie.Analytics.Evidence;
using Populatie.Analytics.Numerics;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Population;

/// <summary>How well a synthesised table meets its margins.</summary>
/// <param name="LargestResidual">Over all buurten, before rounding to whole persons; relative to max(1, margin).</param>
/// <param name="MostSweeps">Rounds that the slowest buurt took.</param>
/// <param name="NotConverged">Buurten whose margins contradict their seed; their group margins hold, their sexes may not.</param>
public sealed record SynthesisReport(double LargestResidual, int MostSweeps, int NotConverged);

/// <summary>
/// Residents by buurt × sex × single age from margins by iterative proportional fitting. The margins are hard; seeds lend
/// only the shape within them. Thread-safe. Method: docs/method/population.md.
/// </summary>
public static class PopulationSynthesis
{
    private const int Ages = AgeBands.AgeCount;
    private static readonly AgeBands Groups = PublishedMargins.AgeGroups;
    private static readonly int[] SexOfCell =
    [
        .. Enumerable.Range(0, PopulationTable.CellsPerBuurt).Select(c => c / Ages),
    ];
    private static readonly int[] GroupOfCell =
    [
        .. Enumerable.Range(0, PopulationTable.CellsPerBuurt).Select(c => Groups.OfAge(c % Ages)),
    ];

    /// <param name="seeds">Shape [Buurt] of shapes [Sex, Age]; ≥ 0. Buurten may share one.</param>
    /// <returns>Whole persons whose sums per buurt × sex and buurt × age group equal the margins exactly.</returns>
    public static (PopulationTable Table, SynthesisReport Report) Run(
        int year,
        BuurtMargins margins,
        IReadOnlyList<double[]> seeds,
        Basis basis
    )
    {
        var buurten = margins.Totals.Length;
        var persons = new int[buurten * PopulationTable.CellsPerBuurt];
        var carry = new double[PopulationTable.CellsPerBuurt];
        var report = new SynthesisReport(0, 0, 0);
        for (var b = 0; b < buurten; b++)
        {
            if (margins.Totals[b] == 0)
            {
                continue;
            }
            var groups = margins.Groups.AsSpan(b * BuurtMargins.GroupCount, BuurtMargins.GroupCount);
            var sexes = margins.Sexes.AsSpan(b * BuurtMargins.SexCount, BuurtMargins.SexCount);
            var fit = ProportionalFit.Run(
                seeds[b],
                [new("sex", SexOfCell, ToReal(sexes)), new("age group", GroupOfCell, ToReal(groups))]
            );
            report = new(
                Math.Max(report.LargestResidual, fit.Residual),
                Math.Max(report.MostSweeps, fit.Sweeps),
                report.NotConverged + (fit.Converged ? 0 : 1)
            );
            Settle(fit.Cells, sexes, groups, carry, persons.AsSpan(b * PopulationTable.CellsPerBuurt));
        }
        return (new PopulationTable(year, buurten, persons, basis), report);
    }

    /// <summary>Whole persons: first women and men per age group, then single ages within each.</summary>
    private static void Settle(
        double[] cells,
        ReadOnlySpan<int> sexes,
        ReadOnlySpan<int> groups,
        double[] carry,
        Span<int> persons
    )
    {
        var women = new double[groups.Length];
        for (var age = 0; age < Ages; age++)
        {
            women[Groups.OfAge(age)] += cells[age];
        }
        var wholeWomen = WithinBounds(women, sexes[0], groups);
        for (var sex = 0; sex < PopulationTable.SexCount; sex++)
        {
            for (var group = 0; group < groups.Length; group++)
            {
                var first = (sex * Ages) + Groups.LowerBounds[group];
                var count = Groups.LastAge(group) - Groups.LowerBounds[group] + 1;
                var total = sex == 0 ? wholeWomen[group] : groups[group] - wholeWomen[group];
                var expected = cells.AsSpan(first, count).ToArray();
                var sum = expected.Sum();
                for (var i = 0; i < count; i++)
                {
                    expected[i] = sum > 0 ? expected[i] * total / sum : (double)total / count;
                }
                WholeNumbers.Round(expected, total, carry.AsSpan(first, count)).CopyTo(persons[first..]);
            }
        }
    }

    /// <summary>Women per group, whole, adding up to the women of the buurt, none above the size of its group.</summary>
    private static int[] WithinBounds(double[] women, int total, ReadOnlySpan<int> groups)
    {
        var whole = WholeNumbers.Round(women, total, carry: []);
        for (var g = 0; g < whole.Length; g++)
        {
            for (var other = 0; whole[g] > groups[g]; other = (other + 1) % whole.Length)
            {
                if (whole[other] < groups[other])
                {
                    whole[other]++;
                    whole[g]--;
                }
            }
        }
        return whole;
    }

    private static double[] ToReal(ReadOnlySpan<int> values)
    {
        var real = new double[values.Length];
        for (var i = 0; i < real.Length; i++)
        {
            real[i] = values[i];
        }
        return real;
    }
}
