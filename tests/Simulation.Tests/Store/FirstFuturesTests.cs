using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Store;

namespace Populatie.Simulation.Tests.Store;

/// <summary>What is finished of a run reads as the run of so many futures.</summary>
public sealed class FirstFuturesTests
{
    private readonly ProjectionInputs inputs = SyntheticTown.Inputs();

    [Theory]
    [InlineData(16, 24)]
    [InlineData(8, 24)]
    [InlineData(24, 24)]
    [InlineData(16, 16)]
    public void The_first_futures_of_a_run_are_the_run_of_so_many(int first, int of)
    {
        var early = FirstFutures.Of(Part(first, of));
        var whole = Kept(first);
        early.Card.Id.ShouldBe(whole.Card.Id);
        early.Card.Replicates.ShouldBe(first);
        early.Card.Axis.ShouldBe(whole.Card.Axis.Where(c => Totals(whole).Contains(c)));
        foreach (var level in whole.Card.Levels)
        {
            AreaLevels.TryParse(level, out var at).ShouldBeTrue();
            foreach (var measure in early.Card.MeasureNames)
            {
                var query = new FigureQuery { Measure = measure, Level = at };
                var expected = RunFigures.Select(whole, query).Where(f => early.Card.Axis.Contains(f.Product)).ToList();
                expected.ShouldNotBeEmpty();
                RunFigures.Select(early, query).ShouldBe(expected);
                foreach (
                    var product in early
                        .Card.Axis.Where(_ => !string.Equals(measure, "population", StringComparison.Ordinal))
                        .Append("all")
                )
                {
                    var (area, year) = (0, whole.LastProjected);
                    KeptFigures
                        .Of(early, at, area, product, Measures.Find(measure)!, year)
                        .ToArray()
                        .ShouldBe(KeptFigures.Of(whole, at, area, product, Measures.Find(measure)!, year).ToArray());
                }
            }
        }
    }

    [Fact]
    public void What_is_read_stays_as_it_was_while_the_run_goes_on()
    {
        var part = Part(8, 24);
        var early = FirstFutures.Of(part);
        MonteCarlo.Run(inputs, part.Settings, new(0, 24), part, null, default, default);
        double Mean(RunView run) =>
            run.Table(AreaLevel.Gemeente, Measures.Clients).At(0, run.Axis.Length - 1, 0, run.Card.Replicates).Mean;
        Mean(early).ShouldBe(Mean(Kept(8)));
    }

    [Fact]
    public void What_does_not_begin_at_the_first_future_or_keeps_buurten_is_refused()
    {
        var settings = Settings(24);
        Should.Throw<ArgumentException>(() => FirstFutures.Of(MonteCarlo.Empty(inputs, settings, new(0, 48))));
        var later = MonteCarlo.Run(inputs, settings, new(8, 8), null, null, default, default);
        Should.Throw<ArgumentException>(() => FirstFutures.Of(later));
        var fine = MonteCarlo.Run(
            inputs,
            settings with
            {
                KeepBuurten = true,
            },
            new(0, 8),
            null,
            null,
            default,
            default
        );
        Should.Throw<ArgumentException>(() => FirstFutures.Of(fine));
    }

    private ProjectionPart Part(int first, int of)
    {
        var settings = Settings(of);
        var empty = MonteCarlo.Empty(inputs, settings, new(0, of));
        return MonteCarlo.Run(inputs, settings, new(0, first), empty, null, default, default);
    }

    private RunView Kept(int replicates)
    {
        var folder = Directory.CreateTempSubdirectory("populatie-first-").FullName;
        RunStore.Write(MonteCarlo.Run(inputs, Settings(replicates), progress: null, default), folder);
        var view = new RunView(folder);
        foreach (var measure in view.Card.MeasureNames)
        {
            // Read while it is there.
            foreach (var level in view.Card.Levels)
            {
                AreaLevels.TryParse(level, out var at).ShouldBeTrue();
                view.Table(at, Measures.Find(measure)!);
                view.Past(at, Measures.Find(measure)!);
            }
        }
        Directory.Delete(folder, recursive: true);
        return view;
    }

    private static RunSettings Settings(int replicates) =>
        new(replicates, 7, KeepBuurten: false, Threads: 2, Analytics.Kernels.LaneChoice.Current);

    private static IEnumerable<string> Totals(RunView run) =>
        run.Axis.Where(run.Products.IsTotal).Select(o => run.Products.Codes[o]);
}
