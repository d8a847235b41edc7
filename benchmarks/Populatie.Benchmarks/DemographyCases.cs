using MathNet.Numerics.Distributions;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Population;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Population;
using Populatie.Simulation.Sources;

namespace Populatie.Benchmarks;

/// <summary>Utrecht 2026–2040, eight replicates at a time. An item is one draw of one replicate: three per cell and year.</summary>
internal static class DemographyCases
{
    public static Bench Bench { get; } =
        new(
            "demography",
            """
            Births, deaths and moves of Utrecht 2026–2040, eight futures at a time, on one core. The rival is MathNet doing
            the three draws of a middling cell without any bookkeeping: a floor under every program that calls it. The limit
            is the bare generator at the same width.
            """,
            All
        );

    private static IEnumerable<Contest> All()
    {
        var series = UtrechtPopulation.Series();
        var areas = new AreaIndex(series.BuurtCodes.Select(c => new Buurt(c, c, $"WK{c.AsSpan(2, 6)}", "GM0344")));
        var settings = DemographySettingsFile.Embedded;
        var inputs = DemographyInputs.For(areas, series, 2026, 2040, settings, WijkForecast.Latest);
        var demography = new Demography(inputs);
        foreach (var width in Enum.GetValues<LaneWidth>())
        {
            var block = demography.NewBlock(width);
            var random = new Random(1);
            yield return new(
                $"demography Utrecht {width}",
                "M/s",
                Clocked.Processor(() => Run(block)),
                new Rival("MathNet draws", Clocked.Processor(() => MathNetDraws(random)))
            )
            {
                Limit = SampleCases.Generator(width),
            };
        }
    }

    private static long Run(DemographyBlock block)
    {
        block.Begin(1, 0);
        while (block.Year < block.Demography.LastYear)
        {
            block.Advance();
        }
        var years = block.Demography.LastYear - block.Demography.BaseYear + 1;
        return 3L * years * block.Demography.BuurtCount * PopulationTable.CellsPerBuurt * Block8.Size;
    }

    /// <summary>The three draws of a middling cell, without the bookkeeping.</summary>
    private static long MathNetDraws(Random random)
    {
        const int cells = 64;
        for (var i = 0; i < cells; i++)
        {
            var deaths = Binomial.Sample(random, 0.004, 16);
            var moves = Binomial.Sample(random, 0.15, 16 - deaths);
            GC.KeepAlive(moves + Poisson.Sample(random, 2.4));
        }
        return 3 * cells;
    }
}
