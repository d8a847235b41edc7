using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Population;
using Populatie.Analytics.Randomness;
using Populatie.Analytics.Records;
using Populatie.Simulation.Population;
using Populatie.Simulation.Sources;

namespace Populatie.Simulation.Tests.Population;

public sealed class DemographyTests
{
    private const int Lanes = Block8.Size;
    private static readonly int Bands = AgeBands.Default.Count;

    [Fact]
    public void P1_people_are_conserved_per_buurt_and_in_total()
    {
        var demography = new Demography(Town(settings: DemographySettingsFile.Embedded, lastYear: 2031));
        var block = demography.NewBlock(LaneChoice.Parse(null));
        block.Begin(5, 0);
        for (var year = 2026; year <= 2031; year++)
        {
            block.Advance();
            block.Year.ShouldBe(year);
            for (var lane = 0; lane < Lanes; lane++)
            {
                var (before, after) = (0.0, 0.0);
                for (var buurt = 0; buurt < demography.BuurtCount; buurt++)
                {
                    var start = Sum(block.PersonsAtStart, buurt, 2 * Bands, lane);
                    var end = Sum(block.PersonsAtEnd, buurt, 2 * Bands, lane);
                    var births = block.Births[(buurt * Lanes) + lane];
                    var flow = births + Sum(block.InMoves, buurt, Bands, lane);
                    flow -= Sum(block.Deaths, buurt, Bands, lane) + Sum(block.OutMoves, buurt, Bands, lane);
                    end.ShouldBe(start + flow);
                    Sum(block.Persons, buurt, PopulationTable.CellsPerBuurt, lane).ShouldBe(end);
                    end.ShouldBe(Math.Floor(end));
                    (before, after) = (before + start - end + flow, after + end);
                }
                before.ShouldBe(0);
                after.ShouldBeGreaterThan(0);
            }
            block.Persons.ToArray().ShouldAllBe(n => n >= 0);
        }
    }

    [Fact]
    public void P1_a_band_keeps_who_does_not_die_move_or_grow_out_of_it()
    {
        var inputs = Town(settings: DemographySettings.Certain, lastYear: 2026);
        var block = new Demography(inputs).NewBlock(LaneWidth.Bits256);
        block.Begin(1, 8);
        block.Advance();
        for (var lane = 0; lane < Lanes; lane++)
        {
            // Nobody enters the lowest band by ageing: it holds its stayers, its babies and who moved in below its last age.
            var start = Both(block.PersonsAtStart, 0, 0, lane);
            var flow = block.Deaths[lane] + block.OutMoves[lane] + block.Ageing[lane];
            var end = Both(block.PersonsAtEnd, 0, 0, lane);
            var arrived = end - (start - flow) - block.Births[lane];
            arrived.ShouldBeInRange(0, block.InMoves[lane]);
            block.Ageing[((Bands - 1) * Lanes) + lane].ShouldBe(0);
        }
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void Without_uncertain_parameters_the_mean_of_replicates_is_the_central_path()
    {
        const int blocks = 40;
        var demography = new Demography(Town(settings: DemographySettings.Certain, lastYear: 2030, growing: true));
        var block = demography.NewBlock(LaneChoice.Parse(null));
        var (sum, squares) = (
            new double[2 * Bands * demography.BuurtCount],
            new double[2 * Bands * demography.BuurtCount]
        );
        for (var b = 0; b < blocks; b++)
        {
            block.Begin(77, b * Lanes);
            while (block.Year < 2030)
            {
                block.Advance();
            }
            for (var cell = 0; cell < sum.Length; cell++)
            {
                for (var lane = 0; lane < Lanes; lane++)
                {
                    var n = block.PersonsAtEnd[(cell * Lanes) + lane];
                    sum[cell] += n;
                    squares[cell] += n * n;
                }
            }
        }
        var central = demography.Central.Persons(2031);
        const double replicates = blocks * Lanes;
        for (var cell = 0; cell < sum.Length; cell++)
        {
            var mean = sum[cell] / replicates;
            var mcse = Math.Sqrt(((squares[cell] / replicates) - (mean * mean)) / replicates);
            Math.Abs(mean - central[cell]).ShouldBeLessThan((4.5 * mcse) + 1e-9, $"cell {cell}");
        }
    }

    [Fact]
    public void The_central_path_meets_the_forecast_per_wijk_also_when_it_shrinks()
    {
        var demography = new Demography(Town(settings: DemographySettings.Certain, lastYear: 2030, growing: true));
        var first = demography.Central.Wijken(2026);
        for (var year = 2027; year <= 2031; year++)
        {
            var now = demography.Central.Wijken(year);
            now[0].ShouldBe(first[0] * (1 + (0.05 * (year - 2026))), 1e-6);
            now[1].ShouldBe(first[1] * (1 - (0.13 * (year - 2026))), 1e-6);
        }
        demography.Central.Factors.Leave(1, 2027).ShouldBeGreaterThan(1);
        demography.Central.Factors.Arrive(1, 2027).ShouldBe(0);
    }

    [Fact]
    public void Without_a_forecast_nobody_is_raked_and_moves_cancel()
    {
        var demography = new Demography(Town(settings: DemographySettings.Certain, lastYear: 2026));
        demography.Central.Factors.Arrive(0, 2026).ShouldBe(1);
        var (start, end) = (demography.Central.Wijken(2026).ToArray(), demography.Central.Wijken(2027).ToArray());
        for (var wijk = 0; wijk < start.Length; wijk++)
        {
            (end[wijk] / start[wijk]).ShouldBeInRange(0.97, 1.03);
        }
    }

    [Fact]
    public void P4_every_width_gives_the_same_bits()
    {
        var demography = new Demography(Town(settings: DemographySettingsFile.Embedded, lastYear: 2028, growing: true));
        double[]? expected = null;
        foreach (var width in Enum.GetValues<LaneWidth>())
        {
            var block = demography.NewBlock(width);
            block.Begin(9, 16);
            block.Advance();
            block.Advance();
            block.Advance();
            double[] all =
            [
                .. block.Persons,
                .. block.PersonsAtEnd,
                .. block.Deaths,
                .. block.OutMoves,
                .. block.Ageing,
            ];
            expected ??= all;
            all.SequenceEqual(expected).ShouldBeTrue(width.ToString());
        }
    }

    [Fact]
    public void P4_one_buurt_alone_has_the_residents_that_it_has_among_all()
    {
        var demography = new Demography(Town(settings: DemographySettingsFile.Embedded, lastYear: 2028, growing: true));
        var all = demography.NewBlock(LaneWidth.Bits512);
        all.Begin(9, 16);
        const int slab = PopulationTable.CellsPerBuurt * Lanes;
        var alone = new DemographyBuurt(demography, LaneWidth.Bits128, 9, 16);
        Should.Throw<InvalidOperationException>(alone.Advance);
        var years = new double[4, 3][];
        foreach (var buurt in new[] { 2, 0, 3, 1 })
        {
            alone.Begin(buurt);
            alone.Year.ShouldBe(2026);
            for (var year = 0; year < 3; year++)
            {
                alone.Advance();
                years[buurt, year] = alone.Persons.ToArray();
            }
            alone.Year.ShouldBe(2029);
            Should.Throw<InvalidOperationException>(alone.Advance);
        }
        for (var year = 0; year < 3; year++)
        {
            all.Advance();
            for (var buurt = 0; buurt < 4; buurt++)
            {
                years[buurt, year].ShouldBe(all.Persons.Slice(buurt * slab, slab).ToArray());
            }
        }
    }

    [Fact]
    public void P4_a_replicate_is_the_same_in_any_block_on_any_thread_and_after_any_other()
    {
        var demography = new Demography(Town(settings: DemographySettingsFile.Embedded, lastYear: 2027));
        double[] OfReplicate17(int first, int before)
        {
            var block = demography.NewBlock(LaneWidth.Bits256);
            for (var i = 0; i < before; i++)
            {
                block.Begin(3, i * Lanes);
                block.Advance();
            }
            block.Begin(3, first);
            block.Advance();
            block.Advance();
            var persons = block.Persons.ToArray();
            return [.. persons.Where((_, i) => i % Lanes == 17 - first)];
        }
        var expected = OfReplicate17(16, 0);
        foreach (var threads in new[] { 1, 2, 4 })
        {
            var results = new double[3][];
            Parallel.For(
                0,
                results.Length,
                new ParallelOptions { MaxDegreeOfParallelism = threads },
                i => results[i] = OfReplicate17(15 + i, i)
            );
            results.ShouldAllBe(r => r.SequenceEqual(expected));
        }
    }

    [Fact]
    public void A_wider_walk_spreads_the_replicates_but_keeps_their_mean()
    {
        var (certain, uncertain) = (Totals(DemographySettings.Certain), Totals(DemographySettingsFile.Embedded));
        var (narrow, wide) = (Variance(certain), Variance(uncertain));
        wide.ShouldBeGreaterThan(narrow);
        var mcse = Math.Sqrt((narrow + wide) / certain.Length);
        Math.Abs(certain.Average() - uncertain.Average()).ShouldBeLessThan(4.5 * mcse);

        static double[] Totals(DemographySettings settings)
        {
            var demography = new Demography(Town(settings, lastYear: 2029));
            var block = demography.NewBlock(LaneChoice.Parse(null));
            var totals = new List<double>();
            for (var b = 0; b < 8; b++)
            {
                block.Begin(1, b * Lanes);
                while (block.Year < 2029)
                {
                    block.Advance();
                }
                for (var lane = 0; lane < Lanes; lane++)
                {
                    totals.Add(Sum(block.PersonsAtEnd, 0, 2 * Bands * 4, lane));
                }
            }
            return [.. totals];
        }
        static double Variance(double[] x) => x.Sum(v => (v - x.Average()) * (v - x.Average())) / (x.Length - 1);
    }

    [Fact]
    public void Utrecht_follows_its_published_forecast()
    {
        var series = UtrechtPopulation.Series();
        var areas = new AreaIndex(series.BuurtCodes.Select(c => new Buurt(c, c, $"WK{c.AsSpan(2, 6)}", "GM0344")));
        var inputs = DemographyInputs.For(
            areas,
            series,
            2026,
            2040,
            DemographySettingsFile.Embedded,
            WijkForecast.Latest
        );
        var demography = new Demography(inputs);
        var (first, last) = (demography.Central.Wijken(2026).ToArray(), demography.Central.Wijken(2041).ToArray());
        for (var wijk = 0; wijk < areas.WijkCount; wijk++)
        {
            (last[wijk] / first[wijk]).ShouldBe(WijkForecast.Latest.Growth(wijk, 2026, 2041), 1e-9);
        }
    }

    [Fact]
    public void Use_out_of_turn_is_refused()
    {
        var block = new Demography(Town(DemographySettings.Certain, lastYear: 2026)).NewBlock(LaneWidth.Scalar);
        Should.Throw<InvalidOperationException>(block.Advance);
        block.Begin(1, 0);
        block.Advance();
        Should.Throw<InvalidOperationException>(block.Advance);
    }

    /// <summary>Four buurten in two wijken; one buurt is a campus, one is empty.</summary>
    internal static DemographyInputs Town(DemographySettings settings, int lastYear, bool growing = false)
    {
        var persons = new int[4 * PopulationTable.CellsPerBuurt];
        for (var cell = 0; cell < persons.Length; cell++)
        {
            var (buurt, age) = (cell / PopulationTable.CellsPerBuurt, cell % AgeBands.AgeCount);
            persons[cell] = buurt switch
            {
                0 => age < 60 ? 40 : Math.Max(0, 100 - age),
                1 => age is >= 18 and <= 24 ? 120 : 1,
                2 => age < 90 ? 15 + (age % 7) : 2,
                _ => 0,
            };
        }
        double?[] growth =
        [
            .. Enumerable
                .Range(0, lastYear - 2026 + 2)
                .SelectMany(t => new double?[] { 1 + (0.05 * t), 1 - (0.13 * t) }),
        ];
        return new()
        {
            Base = new(2026, 4, persons, Basis.Synthetic),
            LastYear = lastYear,
            WijkOfBuurt = [0, 0, 1, 1],
            WijkCount = 2,
            National = NationalTables.Embedded,
            Moves = MigrationProfile.Embedded with { NetMoves = [] },
            Settings = settings,
            Growth = growing ? new WijkGrowth(2026, 2, growth) : null,
        };
    }

    private static double Sum(ReadOnlySpan<double> values, int buurt, int rows, int lane)
    {
        var sum = 0.0;
        for (var row = 0; row < rows; row++)
        {
            sum += values[(((buurt * rows) + row) * Lanes) + lane];
        }
        return sum;
    }

    private static double Both(ReadOnlySpan<double> persons, int buurt, int band, int lane) =>
        persons[(((buurt * 2 * Bands) + band) * Lanes) + lane]
        + persons[((((buurt * 2) + 1) * Bands) + band) * Lanes + lane];
}
