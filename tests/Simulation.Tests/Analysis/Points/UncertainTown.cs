using Populatie.Analytics.Areas;
using Populatie.Analytics.Kernels;
using Populatie.Simulation.Analysis.Points;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Tests.Analysis.Points;

/// <summary>The synthetic town with something of everything that can be uncertain.</summary>
internal static class UncertainTown
{
    public const string Text = """
        name: uncertain
        base: {year: 2025}
        horizon: 2028
        growth: {vintage: cpb-2027-2033, jeugd: "1.0% (assumed, 0.0% to 2.0%)"}
        take-up: segments
        capacity: {staff: on, space: on, money: on}
        groups:
          team: {products: [wmo-licht, jeugd-licht], pool: buurtteam, places: off, intake: on}
          zwaar: {products: [wmo-zwaar], pool: wijk, places: off, fte: "2 FTE (assumed, 1 FTE to 3 FTE)"}
          huis: {products: [jeugd-zwaar], pool: gemeente, places: "60 places (assumed, 50 places to 70 places)"}
        money:
          contracts:
            - {act: Wmo, track: 3, form: inspanningsgericht, budget: "EUR 600000 (assumed, EUR 500000 to EUR 700000)", indexation: "1% (assumed, 0% to 2%)", induced: "1% (assumed, 0% to 2%)"}
        levers:
          - {name: sneller, lever: hiring, start: 2027, effect: "20% (assumed, 0% to 40%)"}
          - {lever: prevention, start: 2026, effect: "-2% (assumed, -4% to 0%)", amount: "EUR 2 mln (assumed, EUR 1 mln to EUR 3 mln)"}
          - {lever: hiring, start: 2028, effect: "5% (assumed, 0% to 10%)"}
        """;

    public static readonly PointSettings Settings = new(2, LaneChoice.Current);

    public static ProjectionInputs Inputs(string text = Text) =>
        SyntheticTown.Inputs(ScenarioReader.Parse(text, "uncertain.yaml"));

    public static FigureChoice Figure(
        Measure measure,
        int year = 2028,
        string product = "all",
        AreaLevel level = AreaLevel.Gemeente,
        string? area = null
    ) => new(measure, year, product, level, area);

    /// <summary>What a run keeps of a figure, replicate by replicate, in the unit of the measure.</summary>
    public static double[] Kept(ProjectionInputs inputs, FigureChoice figure, int area, int replicates, ulong seed)
    {
        var settings = new RunSettings(replicates, seed, KeepBuurten: false, 1, LaneChoice.Current);
        var result = MonteCarlo.Run(inputs, settings, null, CancellationToken.None);
        var table = result.Table(figure.Level, figure.Measure);
        var position = figure.Measure == Measures.Population ? 0 : result.PositionOf(figure.Product);
        return
        [
            .. table
                .Kept(area, position, figure.Year - inputs.Scenario.FirstYear)
                .ToArray()
                .Select(v => (double)v / figure.Measure.Scale),
        ];
    }
}
