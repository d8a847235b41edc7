using Populatie.Analytics.Population;
using Populatie.Analytics.Published.Dynamics;

namespace Populatie.Simulation.Analysis.Backtest;

/// <summary>
/// Constant use by age and sex: clients change as the residents of the wijk and their ages do, and for nothing else. Only where
/// ages of every year are known: Utrecht. They are known afterwards, so this rule is told what residents will be.
/// </summary>
internal sealed class DemographyRule : IRivalRule, IRivalPoint
{
    private readonly UsePanel panel;
    private readonly Dictionary<(string Code, int Year), double> foreseen;
    private int origin;

    private DemographyRule(UsePanel panel, Dictionary<(string, int), double> foreseen) =>
        (this.panel, this.foreseen) = (panel, foreseen);

    public string Method => ForecastMethods.Demography;

    public int LeastYears => 1;

    public bool SpreadGrowsWithRoot => true;

    /// <returns>Null when no wijk of the panel has ages of every year.</returns>
    public static DemographyRule? For(UsePanel panel)
    {
        if (!panel.Codes.Any(c => c.StartsWith(WijkPrefix, StringComparison.Ordinal)))
        {
            return null;
        }
        var series = UtrechtPopulation.Series();
        var use = new Dictionary<(string, int), double>();
        foreach (var table in series.Tables)
        {
            var persons = new SortedDictionary<string, double[]>(StringComparer.Ordinal);
            for (var b = 0; b < series.BuurtCodes.Length; b++)
            {
                var wijk = $"WK{series.BuurtCodes[b].AsSpan(2, 6)}";
                if (!persons.TryGetValue(wijk, out var sum))
                {
                    persons.Add(wijk, sum = new double[PopulationTable.CellsPerBuurt]);
                }
                var own = table.OfBuurt(b);
                for (var cell = 0; cell < sum.Length; cell++)
                {
                    sum[cell] += own[cell];
                }
            }
            foreach (var (wijk, sum) in persons)
            {
                use.Add((wijk, table.Year), DemographicGrowth.Use(panel.Act, sum));
            }
        }
        return new(panel, use);
    }

    private static string WijkPrefix => "WK" + UtrechtPopulation.Gemeente[2..];

    public IRivalPoint At(PanelHistory history, int origin) => new DemographyRule(panel, foreseen) { origin = origin };

    public double Of(int wijk, ReadOnlySpan<double> series, int horizon) =>
        foreseen.TryGetValue((panel.Codes[wijk], origin), out var now)
        && foreseen.TryGetValue((panel.Codes[wijk], origin + horizon), out var then)
        && now > 0
            ? series[^1] * then / now
            : double.NaN;
}
