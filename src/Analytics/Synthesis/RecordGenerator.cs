using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Synthesis;

/// <summary>
/// Makes records of people who do not exist, from a truth that is written down. Method: docs/method/generator.md. The same
/// settings and inputs give the same rows in the same order, at any number of threads.
/// </summary>
public static class RecordGenerator
{
    /// <summary>At most this many rounds of making more persons until there are enough to choose from.</summary>
    private const int MostRounds = 6;
    private const double FirstAbundance = 1.6;
    private const double Margin = 1.15;

    /// <summary>Counting all of a country to sample it would take as long as making it: this many chunks stand for all.</summary>
    private const int ChunksForEstimate = 600;

    /// <summary>Works out the truth and, in calibrated mode, whom to keep. The rows come from what is returned.</summary>
    /// <exception cref="UsageException">The population lacks a buurt or the areas cannot be calibrated.</exception>
    public static Generation Generate(GeneratorSettings settings, GeneratorInputs inputs)
    {
        if (settings.LastYear < settings.FirstYear || settings.LastYear - settings.FirstYear > 31)
        {
            throw new UsageException(
                new(
                    $"records from {settings.FirstYear} to {settings.LastYear}: give 1 to 32 years",
                    $"registraties van {settings.FirstYear} tot {settings.LastYear}: geef 1 tot 32 jaren"
                )
            );
        }
        var truth = TruthBuilder.Build(settings, inputs.Truth, inputs.Areas, inputs.Products);
        var world = new CityWorld(truth, inputs.Population, inputs.Lifetimes);
        var stock = StockTable.Build(truth, inputs.Lifetimes);
        var plan = new ChunkPlan(world);
        var (abundance, verdicts, lines) =
            settings.Mode == GeneratorMode.Calibrated
                ? Calibrate(world, stock, plan, inputs)
                : (Abundance.One(inputs.Areas.WijkCount), null, []);
        var homes = inputs.Boundaries is { } boundaries ? new AddressBook(boundaries, settings.Seed) : null;
        var generation = new Generation(world, stock, abundance, plan, verdicts, lines, homes);
        return settings.Rows is { } rows ? generation.Sampled(rows, ChunksForEstimate) : generation;
    }

    private static (Abundance, Verdict[][]?, ImmutableArray<CalibrationLine>) Calibrate(
        CityWorld world,
        double[] stock,
        ChunkPlan plan,
        GeneratorInputs inputs
    )
    {
        var targets = UseTargets.From(
            inputs.Published ?? throw new ArgumentException("calibrated mode needs published use", nameof(inputs)),
            inputs.Areas
        );
        var wijken = inputs.Areas.WijkCount;
        var abundance = new Abundance([.. Enumerable.Repeat(FirstAbundance, 2 * wijken)], wijken);
        for (var round = 1; ; round++)
        {
            var chunks = Survey(world, stock, abundance, plan);
            var result = Calibration.Run(world, targets, chunks);
            if (result.IsExact || round == MostRounds)
            {
                return (abundance, result.Verdicts, Lines(world, targets, result));
            }
            abundance = More(abundance, world, targets, result);
        }
    }

    private static List<ChunkUse> Survey(CityWorld world, double[] stock, Abundance abundance, ChunkPlan plan)
    {
        var workers = new WorkerPool<CohortSimulator>(() => new CohortSimulator(world, stock, abundance));
        return
        [
            .. OrderedWork.Run(
                plan.Count,
                world.Truth.Asked.Threads,
                chunk =>
                    workers.With(simulator =>
                    {
                        var use = new ChunkUse([], []);
                        foreach (var (buurt, sex, birthYear) in plan.Cohorts(chunk))
                        {
                            simulator.Run(buurt, sex, birthYear);
                            UseSurvey.Add(world, simulator.History, use);
                        }
                        return use;
                    })
            ),
        ];
    }

    /// <summary>Where too few newcomers were offered, more are made: as many times more as the worst year lacked.</summary>
    private static Abundance More(Abundance before, CityWorld world, UseTargets targets, Calibration result)
    {
        var factor = (double[])before.Factor.Clone();
        foreach (var act in (ImmutableArray<Act>)[Act.Wmo, Act.Jeugd])
        {
            var everywhere = Lack(act, before.WijkCount);
            for (var wijk = 0; wijk < before.WijkCount; wijk++)
            {
                factor[((int)act * before.WijkCount) + wijk] *= Math.Max(everywhere, Lack(act, wijk));
            }
        }
        return before with { Factor = factor };

        double Lack(Act act, int place)
        {
            double lack = 1;
            for (var year = 0; year < world.YearCount; year++)
            {
                var cell = result.Cell(act, year, place);
                if (targets.Covers(world.FirstYear + year) && result.Wanted[cell] > result.Offered[cell])
                {
                    lack = Math.Max(lack, Margin * result.Wanted[cell] / Math.Max(1, result.Offered[cell]));
                }
            }
            return Math.Min(lack, 4);
        }
    }

    private static ImmutableArray<CalibrationLine> Lines(CityWorld world, UseTargets targets, Calibration result)
    {
        var areas = world.Truth.Areas;
        var lines = ImmutableArray.CreateBuilder<CalibrationLine>();
        foreach (var act in (ImmutableArray<Act>)[Act.Wmo, Act.Jeugd])
        {
            for (var year = 0; year < world.YearCount; year++)
            {
                for (var place = 0; place <= areas.WijkCount; place++)
                {
                    var cell = result.Cell(act, year, place);
                    var calendar = world.FirstYear + year;
                    lines.Add(
                        new(
                            act,
                            calendar,
                            place < areas.WijkCount ? areas.AreasAt(AreaLevel.Wijk)[place].Code : AreaIndex.UnknownName,
                            targets.Covers(calendar) ? targets.Of(act, calendar, place) : null,
                            result.Counted[cell],
                            result.Offered[cell] == 0 ? 0 : (double)result.Kept[cell] / result.Offered[cell]
                        )
                    );
                }
            }
        }
        return lines.DrainToImmutable();
    }
}
