using Populatie.Analytics.Areas;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Population;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;

namespace Populatie.Benchmarks;

/// <summary>What a bench asks of the whole model: all of it, or its steps alone.</summary>
internal sealed class Town(ProjectionInputs inputs, int replicates = Block8.Size, int threads = 1)
{
    public const ulong Seed = 7;

    private readonly RunSettings settings = new(replicates, Seed, KeepBuurten: false, threads, LaneChoice.Current);

    public ProjectionInputs Inputs => inputs;

    public long CellSteps => MonteCarlo.WorkOf(inputs, settings);

    /// <summary>People in care and waiting at the end of the second year and of the last, on average.</summary>
    public (TownPeople AfterTwoYears, TownPeople AtEnd) People()
    {
        var result = MonteCarlo.Run(inputs, settings, progress: null, CancellationToken.None);
        double Mean(Measure measure, int year)
        {
            var table = result.Table(AreaLevel.Gemeente, measure);
            var all = 0L;
            foreach (var value in table.Kept(0, table.Axis - 1, year))
            {
                all += value;
            }
            return (double)all / settings.Replicates;
        }
        TownPeople In(int year) => new(Mean(Measures.InCare, year), Mean(Measures.Waiting, year));
        return (In(1), In(inputs.Scenario.YearCount - 1));
    }

    /// <summary>All replicates; gives their cell-steps.</summary>
    public long Run()
    {
        GC.KeepAlive(MonteCarlo.Run(inputs, settings, progress: null, CancellationToken.None));
        return CellSteps;
    }

    /// <summary>
    /// The steps of one block of eight whose parameters and residents are there already, without anything told of areas: what
    /// becomes of it gives their cell-steps.
    /// </summary>
    public Func<long> Steps()
    {
        var plan = new ProjectionPlan(inputs);
        var projector = new Projector(plan);
        var parameters = plan.Draw(BlockDraws.For(settings.Width, settings.Seed, 0));
        var residents = inputs.Residents.NewBlock(settings.Width);
        residents.Begin(settings.Seed, 0);
        var known = new KnownResidents(residents, inputs.Fit.Areas.BuurtCount);
        var sets = BlockRun.SetsOf(plan, order: null);
        var work = MonteCarlo.WorkOf(inputs, settings with { Replicates = Block8.Size });
        return () =>
        {
            foreach (var set in sets)
            {
                projector.Run(set, parameters, known, _ => { });
            }
            return work;
        };
    }

    /// <summary>Residents of one block, worked out once.</summary>
    private sealed class KnownResidents(IResidentBlock from, int buurten) : IResidentBlock
    {
        private readonly double[][] persons = [.. Enumerable.Range(0, buurten).Select(b => from.Persons(b).ToArray())];
        private readonly double[][] outgrow = [.. Enumerable.Range(0, buurten).Select(b => from.Outgrow(b).ToArray())];

        public void Begin(ReplicateKeys chance, Func<uint, ReplicateKeys?> walks) =>
            throw new NotSupportedException("it knows one block");

        public ReadOnlySpan<double> Persons(int buurt) => persons[buurt];

        public ReadOnlySpan<double> Outgrow(int buurt) => outgrow[buurt];
    }
}

/// <summary>How many, on average over replicates.</summary>
internal readonly record struct TownPeople(double InCare, double Waiting);
