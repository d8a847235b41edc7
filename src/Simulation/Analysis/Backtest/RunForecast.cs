using Populatie.Analytics.Areas;
using Populatie.Analytics.Published.Dynamics;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Statistics;

namespace Populatie.Simulation.Analysis.Backtest;

/// <summary>The futures of a projection as a forecast: clients of one act per wijk, every replicate.</summary>
internal sealed class RunForecast : Forecast
{
    private readonly CellTable table;
    private readonly int position;
    private readonly int[] areas;
    private readonly double[] placed;

    /// <param name="placed">Shape [W]: what the cube will show of the clients that a projection gives a wijk.</param>
    public RunForecast(ProjectionResult result, UsePanel panel, double[] placed)
        : base(ForecastMethods.Engine)
    {
        this.placed = placed;
        table = result.Table(AreaLevel.Wijk, Measures.Clients);
        position = result.PositionOf(panel.Act.ToString());
        var places = result
            .Inputs.Fit.Areas.AreasAt(AreaLevel.Wijk)
            .Select((a, i) => (a.Code, i))
            .ToDictionary(p => p.Code, p => p.i, StringComparer.Ordinal);
        areas = [.. panel.Codes.Select(c => places.GetValueOrDefault(c, -1))];
    }

    public override bool TryDraw(int wijk, Span<double> draws, Span<double> points)
    {
        if (areas[wijk] < 0 || position < 0)
        {
            return false;
        }
        var members = draws.Length / points.Length;
        for (var h = 0; h < points.Length; h++)
        {
            var own = draws.Slice(h * members, members);
            var values = table.Kept(areas[wijk], position, h);
            for (var m = 0; m < members; m++)
            {
                own[m] = placed[wijk] * values[m];
            }
            own.Sort();
            points[h] = EnsembleScore.Median(own);
        }
        return true;
    }
}
