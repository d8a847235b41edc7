using Populatie.Analytics.Numerics;

namespace Populatie.Analytics.Published.Dynamics;

/// <summary>
/// Yearly changes of a panel up to an origin: of all, of gemeenten beside the rest, of wijken beside the rest of their gemeente.
/// Only pairs of years that a wijk has unbroken count. W wijken, G gemeenten, T pairs of years.
/// </summary>
internal sealed class PanelChanges
{
    /// <summary>Clients of a gemeente below which its changes are mostly chance.</summary>
    private const double LargeGemeente = 300;

    /// <summary>Clients of the rest of a gemeente below which a wijk cannot be held against it.</summary>
    private const double LargeRest = 100;

    private readonly UsePanel panel;
    private readonly double[] before;
    private readonly double[] after;

    public PanelChanges(UsePanel panel, int origin, bool cleaned)
    {
        this.panel = panel;
        Pairs = Math.Max(0, origin - panel.FirstYear);
        (before, after) = (new double[panel.GemeenteCount * Pairs], new double[panel.GemeenteCount * Pairs]);
        Whole = new double[Pairs];
        Gemeente = Filled(panel.GemeenteCount * Pairs);
        GemeenteSize = new double[Gemeente.Length];
        Wijk = Filled(panel.Codes.Length * Pairs);
        Size = new double[panel.Codes.Length * Pairs];
        for (var pair = 0; pair < Pairs; pair++)
        {
            Add(pair, cleaned);
        }
    }

    /// <summary>Pairs of successive years: T.</summary>
    public int Pairs { get; }

    /// <summary>Shape [T]: change of the logarithm of all clients; NaN where nothing compares.</summary>
    public double[] Whole { get; }

    /// <summary>Shape [G, T]: change of a gemeente less that of all others; NaN where it is small or there are no others.</summary>
    public double[] Gemeente { get; }

    /// <summary>Shape [G, T]: its clients, mean of both years.</summary>
    public double[] GemeenteSize { get; }

    /// <summary>Shape [W, T]: change of a wijk less that of the rest of its gemeente, scaled to its own spread; or NaN.</summary>
    public double[] Wijk { get; }

    /// <summary>Shape [W, T]: its clients, mean of both years.</summary>
    public double[] Size { get; }

    /// <summary>Change of the logarithm of all clients of a gemeente; 0 where nothing compares.</summary>
    public double Level(int gemeente, int pair)
    {
        var at = (gemeente * Pairs) + pair;
        return before[at] > 0 && after[at] > 0 ? FixedMath.Log(after[at] / before[at]) : Or(Whole[pair], 0);
    }

    private static double Or(double value, double instead) => double.IsNaN(value) ? instead : value;

    private static double[] Filled(int length)
    {
        var values = new double[length];
        Array.Fill(values, double.NaN);
        return values;
    }

    private void Add(int pair, bool cleaned)
    {
        var year = panel.FirstYear + pair;
        var squares = new double[panel.GemeenteCount];
        var (all, allNext) = (0.0, 0.0);
        for (var wijk = 0; wijk < panel.Codes.Length; wijk++)
        {
            if (Pair(wijk, year, cleaned) is { } count)
            {
                var at = (panel.Gemeente[wijk] * Pairs) + pair;
                (before[at], after[at]) = (before[at] + count.Before, after[at] + count.After);
                squares[panel.Gemeente[wijk]] += count.Before * count.Before;
                (all, allNext) = (all + count.Before, allNext + count.After);
            }
        }
        Whole[pair] = all > 0 && allNext > 0 ? FixedMath.Log(allNext / all) : double.NaN;
        for (var gemeente = 0; gemeente < panel.GemeenteCount; gemeente++)
        {
            var at = (gemeente * Pairs) + pair;
            if (before[at] >= LargeGemeente && after[at] > 0 && all - before[at] >= LargeGemeente)
            {
                GemeenteSize[at] = 0.5 * (before[at] + after[at]);
                Gemeente[at] =
                    FixedMath.Log(after[at] / before[at]) - FixedMath.Log((allNext - after[at]) / (all - before[at]));
            }
        }
        for (var wijk = 0; wijk < panel.Codes.Length; wijk++)
        {
            var at = (panel.Gemeente[wijk] * Pairs) + pair;
            if (Pair(wijk, year, cleaned) is not { } count || count.Before <= 0 || count.After <= 0)
            {
                continue;
            }
            var (rest, restNext) = (before[at] - count.Before, after[at] - count.After);
            if (rest < Math.Max(LargeRest, count.Before) || restNext <= 0)
            {
                continue;
            }
            // The rest has wijken of its own that wander: their part of the difference is taken off.
            var lumps = (squares[panel.Gemeente[wijk]] - (count.Before * count.Before)) / (rest * rest);
            var change = FixedMath.Log(count.After / count.Before) - FixedMath.Log(restNext / rest);
            Wijk[(wijk * Pairs) + pair] = change / Math.Sqrt(1 + Math.Max(0, lumps));
            Size[(wijk * Pairs) + pair] = 0.5 * (count.Before + count.After);
        }
    }

    /// <summary>Both counts of a pair of years; null when the wijk is not unbroken over it or hidden in one of them.</summary>
    private (double Before, double After)? Pair(int wijk, int year, bool cleaned)
    {
        if (!panel.IsUnbroken(wijk, year, year + 1, cleaned))
        {
            return null;
        }
        var (first, second) = (panel.Count(wijk, year)!.Value, panel.Count(wijk, year + 1)!.Value);
        return first.Value > 0 && second.Value > 0 ? (first.Value, second.Value) : null;
    }
}
