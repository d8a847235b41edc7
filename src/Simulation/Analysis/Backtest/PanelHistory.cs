using Populatie.Analytics.Numerics;
using Populatie.Analytics.Published.Dynamics;

namespace Populatie.Simulation.Analysis.Backtest;

/// <summary>The series of the wijken of a panel that count at an origin: middles of what was printed, unbroken up to it.</summary>
internal sealed class PanelHistory
{
    private readonly double[][] series;

    /// <param name="leastYears">Unbroken years that a wijk must have, the origin included.</param>
    public PanelHistory(UsePanel panel, int origin, int leastYears, bool cleaned)
    {
        (Panel, Origin, Cleaned) = (panel, origin, cleaned);
        series = new double[panel.Codes.Length][];
        var wijken = new List<int>();
        for (var wijk = 0; wijk < panel.Codes.Length; wijk++)
        {
            var start = panel.RunStart(wijk, origin, cleaned);
            if (origin - start + 1 < leastYears)
            {
                continue;
            }
            wijken.Add(wijk);
            series[wijk] =
            [
                .. Enumerable
                    .Range(start, origin - start + 1)
                    .Select(y => UsePanel.Middle(panel.Count(wijk, y)!.Value)),
            ];
        }
        Wijken = wijken;
    }

    public UsePanel Panel { get; }

    public int Origin { get; }

    public bool Cleaned { get; }

    /// <summary>Wijken with enough years, ascending.</summary>
    public IReadOnlyList<int> Wijken { get; }

    /// <summary>Clients up to a year, which may lie before the origin; empty when the series begins later.</summary>
    public ReadOnlySpan<double> Series(int wijk, int upTo)
    {
        var length = series[wijk].Length - (Origin - upTo);
        return length <= 0 ? [] : series[wijk].AsSpan(0, length);
    }

    /// <summary>Yearly growth of the residents of each gemeente, mean of the years up to one; ln; 0 where they are not known.</summary>
    public double[] ResidentGrowth(int upTo)
    {
        var growth = new double[Panel.GemeenteCount];
        var years = new int[Panel.GemeenteCount];
        for (var year = Panel.FirstYear; year < upTo; year++)
        {
            var (before, after) = (new double[growth.Length], new double[growth.Length]);
            foreach (var wijk in Wijken)
            {
                if (
                    year >= Origin - series[wijk].Length + 1
                    && Panel.Residents(wijk, year) is { } was
                    && Panel.Residents(wijk, year + 1) is { } became
                )
                {
                    before[Panel.Gemeente[wijk]] += 0.5 * (was.Low + was.High);
                    after[Panel.Gemeente[wijk]] += 0.5 * (became.Low + became.High);
                }
            }
            for (var g = 0; g < growth.Length; g++)
            {
                if (before[g] > 0 && after[g] > 0)
                {
                    growth[g] += FixedMath.Log(after[g] / before[g]);
                    years[g]++;
                }
            }
        }
        return [.. growth.Select((x, g) => years[g] > 0 ? x / years[g] : 0)];
    }
}
