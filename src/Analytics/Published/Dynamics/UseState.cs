using Populatie.Analytics.Cubes;
using Populatie.Analytics.Numerics;

namespace Populatie.Analytics.Published.Dynamics;

/// <summary>
/// Where each wijk stands at the origin: its level without the noise of the moment, and how well that is known. A relative risk
/// shrunk to its residents at the begin of its series, then carried along by what each year tells (a filter of one number).
/// </summary>
public sealed class UseState
{
    /// <summary>Variance of a level of which nothing is known before its first count.</summary>
    private const double Unknown = 4;

    /// <summary>Variance of the logarithm of a count between 0 and 9 that is taken to be their middle.</summary>
    private const double HiddenVariance = 0.5;

    private readonly UsePanel panel;
    private readonly UseDynamics dynamics;
    private readonly PanelChanges changes;
    private readonly Dictionary<int, ResidentRates> rates = [];

    /// <param name="cleaned">As the dynamics were learnt.</param>
    public UseState(UsePanel panel, UseDynamics dynamics, bool cleaned)
    {
        (this.panel, this.dynamics) = (panel, dynamics);
        changes = new(panel, dynamics.Origin, cleaned);
        Level = new double[panel.Codes.Length];
        Variance = new double[panel.Codes.Length];
        OwnShare = new double[panel.Codes.Length];
        GemeenteClients = new double[panel.GemeenteCount];
        Array.Fill(Level, double.NaN);
        var last = changes.Pairs - 1;
        GemeenteShock =
        [
            .. Enumerable
                .Range(0, panel.GemeenteCount)
                .Select(g =>
                    last >= 0 && changes.Gemeente[(g * changes.Pairs) + last] is var c && !double.IsNaN(c) ? c : 0
                ),
        ];
        var sums = GemeenteClients;
        var squares = new double[panel.GemeenteCount];
        for (var wijk = 0; wijk < panel.Codes.Length; wijk++)
        {
            if (panel.Count(wijk, dynamics.Origin) is { } count)
            {
                sums[panel.Gemeente[wijk]] += UsePanel.Middle(count);
                squares[panel.Gemeente[wijk]] += UsePanel.Middle(count) * UsePanel.Middle(count);
            }
        }
        for (var wijk = 0; wijk < panel.Codes.Length; wijk++)
        {
            if (panel.Count(wijk, dynamics.Origin) is { } count)
            {
                Follow(wijk, panel.RunStart(wijk, dynamics.Origin, cleaned));
                OwnShare[wijk] = OwnShareOf(
                    UsePanel.Middle(count),
                    sums[panel.Gemeente[wijk]],
                    squares[panel.Gemeente[wijk]]
                );
            }
        }
    }

    /// <summary>Shape [W]: logarithm of clients, expected; NaN for a wijk that is not printed at the origin.</summary>
    public double[] Level { get; }

    /// <summary>Shape [W]: variance of that.</summary>
    public double[] Variance { get; }

    /// <summary>
    /// Shape [W]: what part of the variance of its own shocks a wijk has beside its gemeente: near 1 for one of many, 0 for the
    /// only one, since a gemeente's shocks hold those of its wijken.
    /// </summary>
    public double[] OwnShare { get; }

    /// <summary>Shape [G]: the last change of each gemeente beside the others.</summary>
    public double[] GemeenteShock { get; }

    /// <summary>Shape [G]: clients of its wijken at the origin.</summary>
    public double[] GemeenteClients { get; }

    private static double OwnShareOf(double own, double sum, double squares)
    {
        var rest = sum - own;
        if (rest <= 0)
        {
            return 0;
        }
        var lumps = Math.Max(0, squares - (own * own)) / (rest * rest);
        return Math.Min(1, rest / sum * (rest / sum) * (1 + lumps));
    }

    private void Follow(int wijk, int start)
    {
        var (mean, variance) = Prior(wijk, start);
        for (var year = start; ; year++)
        {
            var count = panel.Count(wijk, year)!.Value;
            var clients = UsePanel.Middle(count);
            var noise = NoiseOf(count, clients);
            var gain = variance / (variance + noise);
            mean += gain * (FixedMath.Log(clients) - mean);
            variance *= 1 - gain;
            if (year == dynamics.Origin)
            {
                break;
            }
            mean += changes.Level(panel.Gemeente[wijk], year - panel.FirstYear);
            variance += dynamics.Wijk.Variance(FixedMath.Exp(mean));
        }
        (Level[wijk], Variance[wijk]) = (mean, variance);
    }

    private double NoiseOf(CountInterval count, double clients) =>
        count.Value > 0 ? (dynamics.Noise / clients) + UseDynamics.Rounding(clients) : HiddenVariance;

    /// <summary>ln(expected by residents), with the spread of relative risks: mean −½ variance, so that θ is 1 on average.</summary>
    private (double Mean, double Variance) Prior(int wijk, int year)
    {
        if (!rates.TryGetValue(year, out var expected))
        {
            rates.Add(year, expected = new(panel, year));
        }
        return expected.Expected(wijk) is { } clients && double.IsFinite(dynamics.Alpha)
            ? (FixedMath.Log(clients) - (0.5 / dynamics.Alpha), 1 / dynamics.Alpha)
            : (0, Unknown * Unknown);
    }
}
