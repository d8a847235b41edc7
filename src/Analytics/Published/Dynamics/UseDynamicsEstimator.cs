using Populatie.Analytics.Need;
using Populatie.Analytics.Need.Dynamics;

namespace Populatie.Analytics.Published.Dynamics;

/// <summary>
/// Learns from a panel how use moves, from the years up to an origin alone. What few years cannot tell is held by stated
/// beliefs (<see cref="DynamicsSettings"/>). Method: docs/method/backtest.md. The same panel gives the same bits.
/// </summary>
public static class UseDynamicsEstimator
{
    private const double MostMomentum = 0.6;

    /// <summary>Products of two changes are cut off at this many standard deviations each.</summary>
    private const double Cut = 3;

    /// <summary>Clients at which beliefs are stated: of a small one and a large one.</summary>
    private static readonly double[] WijkSizes = [30, 1000];
    private static readonly double[] GemeenteSizes = [500, 5000];

    /// <summary>Those of like size are taken together: lower bounds of their clients.</summary>
    private static readonly double[] WijkBounds = [0, 15, 25, 40, 60, 100, 150, 250, 400, 700, 1200];
    private static readonly double[] GemeenteBounds = [0, 800, 1500, 3000, 6000];

    /// <param name="years">How many years from the origin on ageing is foreseen.</param>
    /// <param name="cleaned">Whether breaks of code and population are left out.</param>
    public static UseDynamics Estimate(
        UsePanel panel,
        int origin,
        int years,
        bool cleaned,
        DynamicsSettings? settings = null
    )
    {
        settings ??= DynamicsSettings.Embedded;
        var changes = new PanelChanges(panel, origin, cleaned);
        var ageing = DemographicGrowth.Of(panel.Act, panel.FirstYear, changes.Pairs + years);
        var (drift, error, national, pairs) = Panel(changes, ageing, settings);
        var gemeente = SizeSpread.Learn(
            [.. Pairs(changes.Gemeente, changes.GemeenteSize)],
            GemeenteBounds,
            new(
                settings.GemeenteInnovation,
                settings.GemeenteTurnover,
                GemeenteSizes,
                settings.GemeenteChanges,
                settings.Shape
            ),
            _ => 0
        );
        var noise = Noise(changes, settings);
        var wijk = SizeSpread.Learn(
            [.. Pairs(changes.Wijk, changes.Size)],
            WijkBounds,
            new(settings.WijkInnovation, settings.WijkTurnover, WijkSizes, settings.WijkChanges, settings.Shape),
            clients => 2 * ((noise / clients) + UseDynamics.Rounding(clients))
        );
        return new()
        {
            Origin = origin,
            Ageing = ageing[changes.Pairs..],
            Drift = drift,
            DriftError = error,
            DriftDamping = settings.DriftDamping,
            National = national,
            NationalShape = settings.Shape,
            Gemeente = gemeente,
            Momentum = Momentum(changes, gemeente, settings),
            Wijk = wijk,
            Noise = noise,
            Alpha = Alpha(panel, origin),
            Seen = pairs,
        };
    }

    private static IEnumerable<(double Change, double Clients)> Pairs(double[] changes, double[] sizes) =>
        changes.Zip(sizes).Where(p => !double.IsNaN(p.First));

    /// <summary>
    /// Lasting growth beside ageing and the shocks around it. Both are normal beliefs that a few changes move; each is found
    /// given the other.
    /// </summary>
    private static (double Drift, double Error, double Spread, int Pairs) Panel(
        PanelChanges changes,
        double[] ageing,
        DynamicsSettings settings
    )
    {
        const int Turns = 20;
        var excess = Enumerable
            .Range(0, changes.Pairs)
            .Where(t => !double.IsNaN(changes.Whole[t]))
            .Select(t => changes.Whole[t] - ageing[t])
            .ToArray();
        var believed = settings.DriftSpread * settings.DriftSpread;
        var weight = settings.NationalInnovationYears;
        var variance = settings.NationalInnovation * settings.NationalInnovation;
        var prior = weight * variance;
        var (drift, error) = (0.0, settings.DriftSpread);
        for (var turn = 0; turn < Turns; turn++)
        {
            var precision = (1 / believed) + (excess.Length / variance);
            drift = excess.Sum() / variance / precision;
            error = Math.Sqrt(1 / precision);
            var sum = prior;
            foreach (var e in excess)
            {
                sum += (e - drift) * (e - drift);
            }
            variance = sum / (weight + excess.Length);
        }
        return (drift, error, Math.Sqrt(variance), excess.Length);
    }

    /// <summary>Regression of a gemeente's change on the one before it, pulled to 0; jumps weigh less.</summary>
    private static double Momentum(PanelChanges changes, SizeSpread spread, DynamicsSettings settings)
    {
        // In units of its own spread, so that the belief weighs as so many changes.
        var (products, squares) = (0.0, settings.MomentumChanges);
        for (var at = 0; at < changes.Gemeente.Length; at++)
        {
            if (at % changes.Pairs == changes.Pairs - 1)
            {
                continue;
            }
            var narrow = Math.Sqrt(spread.Variance(changes.GemeenteSize[at]) / spread.Shape.Variance);
            var (first, second) = (changes.Gemeente[at] / narrow, changes.Gemeente[at + 1] / narrow);
            if (!double.IsNaN(first) && !double.IsNaN(second))
            {
                var weight = spread.Shape.Precision(first * first) * spread.Shape.Precision(second * second);
                products += weight * first * second;
                squares += weight * first * first;
            }
        }
        return Math.Clamp(products / squares, 0, MostMomentum);
    }

    /// <summary>
    /// What is gone a year later makes successive changes of a wijk go against each other: their product is minus its variance
    /// and that of rounding.
    /// </summary>
    private static double Noise(PanelChanges changes, DynamicsSettings settings)
    {
        var weightSum = settings.WijkChanges;
        var sum = weightSum * settings.WijkNoise;
        for (var at = 0; at < changes.Wijk.Length; at++)
        {
            if (at % changes.Pairs == changes.Pairs - 1)
            {
                continue;
            }
            var (first, second) = (changes.Wijk[at], changes.Wijk[at + 1]);
            if (double.IsNaN(first) || double.IsNaN(second))
            {
                continue;
            }
            var size = 0.5 * (changes.Size[at] + changes.Size[at + 1]);
            var believed = (settings.WijkInnovation * settings.WijkInnovation) + (settings.WijkTurnover / size);
            var most = Cut * Math.Sqrt(believed + (2 * UseDynamics.Rounding(size)));
            var product = Math.Clamp(first, -most, most) * Math.Clamp(second, -most, most);
            // The product varies as the square of a change: each counts by what it can tell of noise × clients.
            var told = 1 / (believed * size * believed * size);
            told /= 1 + told;
            sum += told * (-(product * size) - (size * UseDynamics.Rounding(size)));
            weightSum += told;
        }
        return Math.Max(0, sum / weightSum);
    }

    /// <summary>α of the relative risks of wijken beside their gemeente, at the origin.</summary>
    private static double Alpha(UsePanel panel, int origin)
    {
        var (seen, foreseen) = (new List<double>(), new List<double>());
        var risks = new ResidentRates(panel, origin);
        for (var wijk = 0; wijk < panel.Codes.Length; wijk++)
        {
            if (panel.Count(wijk, origin) is { Value: > 0 } count && risks.Expected(wijk) is { } expected)
            {
                seen.Add(count.Value);
                foreseen.Add(expected);
            }
        }
        return seen.Count > 1 ? RelativeRisk.EstimateAlpha([.. seen], [.. foreseen]) : double.PositiveInfinity;
    }
}
