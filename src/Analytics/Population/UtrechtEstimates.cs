using Populatie.Analytics.Evidence;
using Populatie.Analytics.Numerics;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Population;

/// <summary>The years of Utrecht that are not published per buurt, estimated from those that are.</summary>
internal static class UtrechtEstimates
{
    private const int BackcastFrom = 2020;
    private const int FirstUsableRate = 2016;

    /// <summary>
    /// 2015-2019: the table of 2020 per wijk at the size that published Wmo clients ÷ clients per 1,000 imply (a straight
    /// line through 2020, least squares over 2016-2020), then scaled to the published city total. Ages and the shares of
    /// buurten within a wijk stay those of 2020.
    /// </summary>
    public static void AddBefore(
        SortedDictionary<int, PopulationTable> tables,
        string[] wijkCodes,
        int[] wijken,
        IReadOnlyDictionary<int, int> cityTotals
    )
    {
        var origin = tables[BackcastFrom];
        var yearlyGrowth = wijkCodes.Select(ImpliedGrowth).ToArray();
        for (var year = UtrechtPopulation.FirstYear; year < BackcastFrom; year++)
        {
            var expected = ToReal(origin);
            for (var cell = 0; cell < expected.Length; cell++)
            {
                var growth = yearlyGrowth[wijken[cell / PopulationTable.CellsPerBuurt]];
                expected[cell] *= Math.Max(0, 1 - (growth * (BackcastFrom - year)));
            }
            tables[year] = Settle(year, expected, origin.BuurtCount, cityTotals[year]);
        }
    }

    /// <summary>2021 and 2022: between 2020 and 2023 in a straight line per cell, scaled to the published city total.</summary>
    public static void AddBetween(
        SortedDictionary<int, PopulationTable> tables,
        IReadOnlyDictionary<int, int> cityTotals
    )
    {
        var (left, right) = (tables[2020], tables[2023]);
        foreach (var year in (int[])[2021, 2022])
        {
            var share = (year - 2020) / 3.0;
            var expected = new double[left.Persons.Length];
            for (var cell = 0; cell < expected.Length; cell++)
            {
                expected[cell] = left.Persons[cell] + ((right.Persons[cell] - left.Persons[cell]) * share);
            }
            tables[year] = Settle(year, expected, left.BuurtCount, cityTotals[year]);
        }
    }

    /// <summary>
    /// 2025 and 2026: residents grow a year older; those who move (leave, or go elsewhere in the city) are replaced so that
    /// the buurt keeps its own age profile; then each wijk grows as in the forecast of 2022, by people who move.
    /// </summary>
    public static void AddAfter(SortedDictionary<int, PopulationTable> tables, int[] wijken)
    {
        var forecast = WijkForecast.Of(2022);
        var wijkCount = forecast.WijkCodes.Length;
        var origin = tables[2024];
        var vital = VitalFactors.From(UtrechtPopulation.PublishedVital(), tables[2023], NationalTables.Embedded);
        var wijkOrigin = WijkTotals(origin, wijken, wijkCount);
        for (var year = 2025; year <= UtrechtPopulation.LastYear; year++)
        {
            var expected = CohortAgeing.NextYear(
                tables[year - 1],
                NationalTables.Embedded,
                vital,
                MigrationProfile.Embedded
            );
            var goal = new double[wijkCount];
            for (var wijk = 0; wijk < wijkCount; wijk++)
            {
                goal[wijk] = wijkOrigin[wijk] * forecast.Growth(wijk, 2024, year);
            }
            // Each buurt keeps its share of the wijk: where the housing will come within a wijk is not published.
            for (var b = 0; b < origin.BuurtCount; b++)
            {
                var cells = expected.AsSpan(b * PopulationTable.CellsPerBuurt, PopulationTable.CellsPerBuurt);
                GrowTo(cells, OfBuurt(origin, b) * goal[wijken[b]] / wijkOrigin[wijken[b]], MigrationProfile.Embedded);
            }
            tables[year] = Settle(year, expected, origin.BuurtCount, (int)Math.Round(goal.Sum()));
        }
    }

    /// <summary>
    /// Brings a buurt to a total by those who move: each age gains or loses in proportion to its people and how often they
    /// move. New dwellings fill with the young, as they do; in equal proportion the old would grow too fast.
    /// </summary>
    private static void GrowTo(Span<double> cells, double total, MigrationProfile moves)
    {
        var (sum, mobile) = (0.0, 0.0);
        for (var i = 0; i < cells.Length; i++)
        {
            sum += cells[i];
            mobile += cells[i] * Mobility(i);
        }
        // More leave than ever move: then all shrink alike.
        var byMovers = mobile > 0 && total - sum > -mobile;
        for (var i = 0; i < cells.Length && sum > 0; i++)
        {
            cells[i] *= byMovers ? 1 + ((total - sum) / mobile * Mobility(i)) : total / sum;
        }

        double Mobility(int cell)
        {
            var age = cell % AgeBands.AgeCount;
            return Math.Min(1, moves.LeaveRate(age) + moves.WithinRate(age));
        }
    }

    /// <summary>Yearly growth as a share of 2020: Σ (y − 2020)·(N_y ÷ N_2020 − 1) ÷ Σ (y − 2020)².</summary>
    private static double ImpliedGrowth(string wijk)
    {
        double Implied(int year)
        {
            var row = PublishedUse.Embedded.Find(Act.Wmo, wijk, year);
            return row is { Clients: { } clients, PerThousand: > 0 } ? clients * 1000 / row.PerThousand.Value : 0;
        }

        var origin = Implied(BackcastFrom);
        var (above, below) = (0.0, 0.0);
        for (var year = FirstUsableRate; year < BackcastFrom; year++)
        {
            var distance = year - BackcastFrom;
            if (Implied(year) > 0 && origin > 0)
            {
                above += distance * ((Implied(year) / origin) - 1);
                below += distance * distance;
            }
        }
        return below > 0 ? above / below : 0;
    }

    /// <summary>Whole persons: buurt totals by largest remainder from the city total, then the cells of each buurt.</summary>
    private static PopulationTable Settle(int year, double[] expected, int buurten, int cityTotal)
    {
        const int Width = PopulationTable.CellsPerBuurt;
        var sums = new double[buurten];
        for (var cell = 0; cell < expected.Length; cell++)
        {
            sums[cell / Width] += expected[cell];
        }
        var totals = WholeNumbers.Apportion(sums, cityTotal);
        var carry = new double[Width];
        var persons = new int[expected.Length];
        for (var b = 0; b < buurten; b++)
        {
            var cells = expected.AsSpan(b * Width, Width);
            for (var i = 0; i < Width && sums[b] > 0; i++)
            {
                cells[i] *= totals[b] / sums[b];
            }
            WholeNumbers.Round(cells, totals[b], carry).CopyTo(persons, b * Width);
        }
        return new(year, buurten, persons, Basis.Estimated);
    }

    private static double[] WijkTotals(PopulationTable table, int[] wijken, int wijkCount)
    {
        var totals = new double[wijkCount];
        for (var b = 0; b < table.BuurtCount; b++)
        {
            totals[wijken[b]] += OfBuurt(table, b);
        }
        return totals;
    }

    private static long OfBuurt(PopulationTable table, int buurt)
    {
        long sum = 0;
        foreach (var count in table.OfBuurt(buurt))
        {
            sum += count;
        }
        return sum;
    }

    private static double[] ToReal(PopulationTable table)
    {
        var real = new double[table.Persons.Length];
        for (var i = 0; i < real.Length; i++)
        {
            real[i] = table.Persons[i];
        }
        return real;
    }
}
