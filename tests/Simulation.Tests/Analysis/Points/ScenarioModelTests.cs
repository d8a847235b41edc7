using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Kernels;
using Populatie.Simulation.Analysis.Points;
using Populatie.Simulation.Analysis.Sensitivity;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;

namespace Populatie.Simulation.Tests.Analysis.Points;

/// <summary>A figure by itself is the figure of a run, and its parameters can be set one by one.</summary>
public sealed class ScenarioModelTests
{
    private const ulong Seed = 11;
    private static readonly ProjectionInputs Town = UncertainTown.Inputs();

    [Fact]
    [Trait("Speed", "slow")]
    public void A_figure_by_itself_has_the_bits_of_a_run()
    {
        (FigureChoice Figure, int Area)[] asked =
        [
            (UncertainTown.Figure(Measures.CostReal), 0),
            (UncertainTown.Figure(Measures.Waiting, 2027, "Wmo"), 0),
            (UncertainTown.Figure(Measures.WaitP90, 2028, "Jeugd", AreaLevel.Wijk, "WK000102"), 1),
            (UncertainTown.Figure(Measures.WaitMean, 2026, "track-3", AreaLevel.Buurtteam, "BT1"), 0),
            (UncertainTown.Figure(Measures.Clients, 2028, "wmo-licht", AreaLevel.Wijk, "WK000101"), 0),
            (UncertainTown.Figure(Measures.FteAvailable), 0),
            (UncertainTown.Figure(Measures.Population), 0),
        ];
        foreach (var (figure, area) in asked)
        {
            // Few enough that a run keeps every value.
            FigureRun
                .Values(Town, figure, 19, Seed, UncertainTown.Settings)
                .ShouldBe(UncertainTown.Kept(Town, figure, area, 19, Seed), figure.ToString());
        }
    }

    [Fact]
    public void Everything_drawn_from_the_seed_of_the_chance_is_the_run_itself()
    {
        var figure = UncertainTown.Figure(Measures.Unmet);
        var model = new ScenarioModel(Town, figure, UncertainTown.Settings);
        var drawn = Of(model, _ => Placement.Drawn(Seed));
        model
            .Evaluate([new(0, Seed, drawn), new(8, Seed, drawn)], CancellationToken.None)
            .ShouldBe(FigureRun.Values(Town, figure, 16, Seed, UncertainTown.Settings));
    }

    [Fact]
    public void Everything_at_its_middle_is_the_run_without_uncertainty()
    {
        var figure = UncertainTown.Figure(Measures.CostNominal);
        var certain = UncertainTown.Inputs(UncertainTown.Text + "\nuncertainty: {parameters: off}");
        var model = new ScenarioModel(Town, figure, UncertainTown.Settings);
        model
            .Evaluate([new(0, Seed, Of(model, _ => Placement.Central))], CancellationToken.None)
            .ShouldBe(FigureRun.Values(certain, figure, 8, Seed, UncertainTown.Settings));
        Should.Throw<UsageException>(() => new ScenarioModel(certain, figure, UncertainTown.Settings));
    }

    [Fact]
    public void Each_end_of_a_range_is_the_scenario_that_says_so()
    {
        var figure = UncertainTown.Figure(Measures.Waiting);
        var model = new ScenarioModel(Town, figure, UncertainTown.Settings);
        (string Name, string Written, string Low, string High)[] ranges =
        [
            ("groups.zwaar.fte", "2 FTE (assumed, 1 FTE to 3 FTE)", "1 FTE", "3 FTE"),
            ("levers.sneller", "20% (assumed, 0% to 40%)", "0%", "40%"),
            ("levers.prevention.amount", "EUR 2 mln (assumed, EUR 1 mln to EUR 3 mln)", "EUR 1 mln", "EUR 3 mln"),
            ("levers.hiring-2", "5% (assumed, 0% to 10%)", "0%", "10%"),
        ];
        foreach (var (name, written, low, high) in ranges)
        {
            var at = Enumerable
                .Range(0, model.Factors.Length)
                .Single(f => string.Equals(model.Factors[f].Name, name, StringComparison.Ordinal));
            model.Factors[at].Range!.Low.ShouldBe(low);
            model.Factors[at].Range!.High.ShouldBe(high);
            foreach (var (placement, value) in new[] { (Placement.Low, low), (Placement.High, high) })
            {
                var said = UncertainTown.Inputs(
                    UncertainTown.Text.Replace(written, value, StringComparison.Ordinal)
                        + "\nuncertainty: {parameters: off}"
                );
                model
                    .Evaluate(
                        [new(0, Seed, Of(model, f => f == at ? placement : Placement.Central))],
                        CancellationToken.None
                    )
                    .ShouldBe(FigureRun.Values(said, figure, 8, Seed, UncertainTown.Settings), $"{name} at {value}");
            }
        }
    }

    [Fact]
    public void Every_range_that_a_run_states_is_a_factor_and_names_are_unique()
    {
        var model = new ScenarioModel(Town, UncertainTown.Figure(Measures.Waiting), UncertainTown.Settings);
        var names = model.Factors.Select(f => f.Name).ToList();
        names.Distinct(StringComparer.Ordinal).Count().ShouldBe(names.Count);
        var card = MonteCarlo.Empty(Town, new(8, 1, false, 1, LaneWidth.Scalar), new(0, 8)).Card;
        foreach (var (name, assumption) in card.Assumptions)
        {
            // Growth by year is one factor for all years of an act; the size of a walk is not itself drawn.
            if (assumption.High > assumption.Low && !name.StartsWith("growth.", StringComparison.Ordinal))
            {
                names.ShouldContain(name.StartsWith("walks.trend.", StringComparison.Ordinal) ? "records.trend" : name);
            }
        }
        names.ShouldContain("growth.jeugd");
        names.ShouldContain("growth.other");
        names.ShouldContain("money.wmo-3.budget");
    }

    [Fact]
    public void A_nearer_horizon_leaves_the_years_before_it_as_they_were()
    {
        var near = UncertainTown.Inputs(
            UncertainTown.Text.Replace("horizon: 2028", "horizon: 2027", StringComparison.Ordinal)
        );
        var figure = UncertainTown.Figure(Measures.CostNominal, 2027);
        FigureRun
            .Values(near, figure, 8, Seed, UncertainTown.Settings)
            .ShouldBe(FigureRun.Values(Town, figure, 8, Seed, UncertainTown.Settings));
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void Threads_and_width_do_not_change_a_study()
    {
        var figure = UncertainTown.Figure(Measures.CostReal, 2026);
        var small = UncertainTown.Inputs(
            SyntheticTown.ScenarioText.Replace("horizon: 2030", "horizon: 2026", StringComparison.Ordinal)
        );
        SensitivityAnswer Study(PointSettings settings) =>
            SensitivityStudy.Run(
                new ScenarioModel(small, figure, settings),
                new SensitivitySettings(16, 4, [], Seed) { TornadoRows = 8 }
            );
        var one = Study(new(1, LaneWidth.Scalar));
        var three = Study(new(3, LaneChoice.Current));
        three.Tornado.Bars.ShouldBe(one.Tornado.Bars);
        three.Shares.Select(s => s.Indices).ShouldBe(one.Shares.Select(s => s.Indices));
        three.Chance.ShouldBe(one.Chance);
    }

    [Fact]
    public void What_is_not_there_is_refused_by_name()
    {
        Refused(UncertainTown.Figure(Measures.Waiting, 2031)).ShouldContain("2031");
        Refused(UncertainTown.Figure(Measures.Waiting, product: "wmo")).ShouldContain("Wmo");
        Refused(UncertainTown.Figure(Measures.Waiting, area: "GM9")).ShouldContain("GM0001");
        Refused(UncertainTown.Figure(Measures.Waiting, area: "gm0001x")).ShouldContain("did you mean GM0001");
        Should
            .Throw<UsageException>(() => FigureChoice.MeasureOf("wating", Town.Scenario))
            .Message.ShouldContain("waiting");
        FigureChoice.MeasureOf("cost", Town.Scenario).ShouldBe(Measures.CostReal);
    }

    private static string Refused(FigureChoice figure) =>
        Should.Throw<UsageException>(() => FigureRun.Values(Town, figure, 8, 1, UncertainTown.Settings)).Message;

    private static ImmutableArray<Placement> Of(IUncertainModel model, Func<int, Placement> place) =>
        [.. Enumerable.Range(0, model.Factors.Length).Select(place)];
}
