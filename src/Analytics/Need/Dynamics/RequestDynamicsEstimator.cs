using Populatie.Analytics.Records;

namespace Populatie.Analytics.Need.Dynamics;

/// <summary>
/// Learns from the years of a cube how requests move. What few years cannot tell is held by stated beliefs, in the size that
/// published use of all wijken of the country shows. Method: docs/method/dynamics.md.
/// </summary>
internal static class RequestDynamicsEstimator
{
    /// <summary>Requests per year at which the belief about wijken is stated: of a small one and a large one.</summary>
    private static readonly double[] WijkSizes = [100, 2000];

    /// <summary>Wijken of like size are taken together: lower bounds of their requests per year.</summary>
    private static readonly double[] WijkBounds = [0, 50, 100, 200, 400, 800, 1600, 3200];

    /// <summary>A wijk that is all of the city has nothing to be held against.</summary>
    private const double LeastOthers = 0.2;

    /// <returns>The dynamics, and shape [P]: the shock of each product beside its act.</returns>
    public static (RequestDynamics Dynamics, double[] OwnVolatility) Estimate(
        YearlyRequests requests,
        ProductAxis products,
        DynamicsAssumptions assumptions
    )
    {
        var (count, wijken) = (products.ProductCount, requests.WijkCount);
        var own = new double[count];
        var dynamics = RequestDynamics.Still(count, wijken, assumptions.TrendDamping.Value);
        foreach (var act in Enum.GetValues<Act>())
        {
            int[] ofAct = [.. Enumerable.Range(0, count).Where(p => products.Products[p].Act == act)];
            City(requests, (int)act, ofAct, assumptions, dynamics, own);
            Wijken(requests, (int)act, ofAct, assumptions, dynamics);
        }
        return (dynamics, own);
    }

    private static void City(
        YearlyRequests requests,
        int act,
        int[] products,
        DynamicsAssumptions assumptions,
        RequestDynamics into,
        double[] own
    )
    {
        var years = requests.YearsOf(act);
        var believed = assumptions.OwnVolatility.Value * assumptions.OwnVolatility.Value;

        // What all products of the act share in a change: each counts by how well it tells.
        var shared = new List<(double Change, double Noise)>();
        var common = new double[years.Length];
        for (var t = 1; t < years.Length; t++)
        {
            var (weight, sum) = (0.0, 0.0);
            foreach (var product in products)
            {
                if (requests.Change(product, years[t]) is { } seen)
                {
                    weight += 1 / (believed + seen.Noise);
                    sum += seen.Change / (believed + seen.Noise);
                }
            }
            common[t] = weight > 0 ? sum / weight : 0;
            if (weight > 0)
            {
                shared.Add((common[t], 1 / weight));
            }
        }
        var city = DriftingLevel.Learn(
            shared,
            new(
                assumptions.TrendSpread.Value,
                assumptions.CityVolatility.Value,
                assumptions.CityMoment.Value,
                assumptions.CityVolatilityYears.Value,
                assumptions.Floor.Value
            )
        );
        (into.Trend[act], into.TrendError[act]) = (city.Drift, city.Error);
        (into.CityVolatility[act], into.CityMoment[act]) = (city.Volatility, city.Moment);
        into.Seen[act] = shared.Count;
        foreach (var product in products)
        {
            var beside = new List<(double Change, double Noise)>();
            for (var t = 1; t < years.Length; t++)
            {
                if (requests.Change(product, years[t]) is { } seen)
                {
                    beside.Add((seen.Change - common[t], seen.Noise));
                }
            }
            var alone = DriftingLevel.Learn(
                beside,
                new(
                    assumptions.OwnTrendSpread.Value,
                    assumptions.OwnVolatility.Value,
                    assumptions.OwnMoment.Value,
                    assumptions.OwnVolatilityYears.Value,
                    assumptions.Floor.Value
                )
            );
            (into.OwnTrend[product], into.OwnTrendError[product]) = (alone.Drift, alone.Error);
            (own[product], into.OwnMoment[product]) = (alone.Volatility, alone.Moment);
            (into.Level[product], into.LevelError[product]) = Beyond(
                requests.Series(product, years),
                requests.Window(product),
                city.Drift + alone.Drift,
                Square(alone.Volatility) + Square(city.Volatility),
                Square(alone.Moment) + Square(city.Moment)
            );
        }
    }

    private static double Square(double value) => value * value;

    private static void Wijken(
        YearlyRequests requests,
        int act,
        int[] products,
        DynamicsAssumptions assumptions,
        RequestDynamics into
    )
    {
        var years = requests.YearsOf(act);
        var wijken = Enumerable.Range(0, requests.WijkCount).Select(w => requests.Wijk(w, products, years)).ToArray();
        var changes = new List<(double Change, double Requests)>();

        // Variance of what passes, times requests: 1 is the chance of counting.
        var (passes, told) = (assumptions.WijkChanges.Value, assumptions.WijkChanges.Value);
        foreach (var wijk in wijken.Where(w => w.Share < 1 - LeastOthers))
        {
            var last = double.NaN;
            for (var t = 1; t < years.Length; t++)
            {
                var (before, after) = (wijk.Series[t - 1], wijk.Series[t]);
                if (before.Noise + after.Noise > 2.0 / YearlyRequests.Fewest)
                {
                    last = double.NaN;
                    continue;
                }
                // The city that it is held against is partly itself; the others are counted with chance of their own.
                var change = (after.Value - before.Value) / (1 - wijk.Share);
                var count = 2 * (1 - wijk.Share) / (before.Noise + after.Noise);
                changes.Add((change, count));
                if (!double.IsNaN(last))
                {
                    passes -= change * last * count;
                    told++;
                }
                last = change;
            }
        }
        var chance = Math.Max(1, passes / told);
        var spread = SizeSpread.Learn(
            changes,
            WijkBounds,
            new(
                assumptions.WijkVolatility.Value,
                assumptions.WijkTurnover.Value,
                WijkSizes,
                assumptions.WijkChanges.Value,
                DynamicsSettings.Embedded.Shape
            ),
            count => 2 * chance / count
        );
        (into.WijkLevel[act], into.WijkTurnover[act]) = (spread.Level, spread.Slope);
        var between = Between(wijken);
        for (var w = 0; w < wijken.Length; w++)
        {
            var at = (w * RequestDynamics.Acts) + act;
            var others = 1 - wijken[w].Share;
            var variance = spread.Variance(wijken[w].PerYear) * others * others;
            var moment = (chance - 1) / Math.Max(1, wijken[w].PerYear) * others * others;
            (into.WijkVolatility[at], into.WijkMoment[at]) = (Math.Sqrt(variance), Math.Sqrt(moment));
            // The stored relative risk is the mean of the window, pulled to that of all wijken by what chance there is in it.
            var window = wijken[w].Window;
            var stored = double.IsInfinity(window.Noise) ? 0 : window.Mean * between / (between + window.Noise);
            (double, double)[] series = [(0, between), .. wijken[w].Series];
            (into.WijkOffset[at], into.WijkOffsetError[at]) = Beyond(
                series,
                (stored, window.Noise),
                drift: 0,
                variance,
                moment
            );
        }
    }

    /// <summary>Variance of the logarithms of wijken within the city, less the chance in it; at least a little.</summary>
    private static double Between(YearlyRequests.WijkSeries[] wijken)
    {
        const double Least = 0.0025;
        var (sum, count) = (0.0, 0);
        foreach (var (mean, noise) in wijken.Select(w => w.Window).Where(w => !double.IsInfinity(w.Noise)))
        {
            (sum, count) = (sum + (mean * mean) - noise, count + 1);
        }
        return Math.Max(Least, count > 0 ? sum / count : 0);
    }

    /// <summary>How far a series stands at its end from its mean of the window, and what is not known of that besides the counts there.</summary>
    private static (double Offset, double Error) Beyond(
        (double Value, double Noise)[] series,
        (double Mean, double Noise) window,
        double drift,
        double variance,
        double moment
    )
    {
        var (mean, error) = DriftingLevel.Stand([.. series.Select(s => (s.Value, s.Noise + moment))], drift, variance);
        return double.IsInfinity(error) || double.IsInfinity(window.Noise)
            ? (0, 0)
            : (mean - window.Mean, Math.Sqrt(Math.Max(0, error - window.Noise)));
    }
}
