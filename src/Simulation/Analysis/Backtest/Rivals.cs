using Populatie.Analytics.Numerics;

namespace Populatie.Simulation.Analysis.Backtest;

/// <summary>A simple rule that foresees a series from its past alone.</summary>
internal interface IRivalRule
{
    string Method { get; }

    /// <summary>Years that it needs.</summary>
    int LeastYears { get; }

    /// <summary>How the spread of its error grows beyond the horizons that the past shows: with their root, or with themselves.</summary>
    bool SpreadGrowsWithRoot { get; }

    /// <summary>Looks at the past of all wijken up to a year, where the rule learns anything from it.</summary>
    IRivalPoint At(PanelHistory history, int origin);
}

/// <summary>A rule that has learnt what it learns, at one origin.</summary>
internal interface IRivalPoint
{
    /// <param name="series">Clients of the wijk, up to the origin.</param>
    /// <returns>Clients so many years later; NaN when it cannot tell.</returns>
    double Of(int wijk, ReadOnlySpan<double> series, int horizon);
}

/// <summary>The rules. Each is its own best version: what a rule has to choose is chosen by the past errors that it had.</summary>
internal static class Rivals
{
    public static IReadOnlyList<IRivalRule> All { get; } =
    [new LastValue(), new LinearTrend(), new Holt(), new PerHead()];

    internal sealed class LastValue : IRivalRule, IRivalPoint
    {
        public string Method => ForecastMethods.LastValue;

        public int LeastYears => 1;

        public bool SpreadGrowsWithRoot => true;

        public IRivalPoint At(PanelHistory history, int origin) => this;

        public double Of(int wijk, ReadOnlySpan<double> series, int horizon) => series[^1];
    }

    /// <summary>The straight line of least squares through all years of the series.</summary>
    internal sealed class LinearTrend : IRivalRule, IRivalPoint
    {
        public string Method => ForecastMethods.LinearTrend;

        public int LeastYears => 2;

        public bool SpreadGrowsWithRoot => false;

        public IRivalPoint At(PanelHistory history, int origin) => this;

        public double Of(int wijk, ReadOnlySpan<double> series, int horizon)
        {
            var middle = (series.Length - 1) / 2.0;
            var (mean, cross, square) = (0.0, 0.0, 0.0);
            for (var t = 0; t < series.Length; t++)
            {
                mean += series[t] / series.Length;
                cross += (t - middle) * series[t];
                square += (t - middle) * (t - middle);
            }
            var slope = square > 0 ? cross / square : 0;
            return mean + (slope * (series.Length - 1 + horizon - middle));
        }
    }

    /// <summary>Holt's level and trend, smoothed by the constants that would have done best so far.</summary>
    internal sealed class Holt : IRivalRule
    {
        private static readonly double[] Levels = [0.4, 0.6, 0.8, 1];
        private static readonly double[] Trends = [0, 0.1, 0.3];
        private static readonly double[] Dampings = [0.5, 0.8, 1];

        public string Method => ForecastMethods.Holt;

        public int LeastYears => 2;

        public bool SpreadGrowsWithRoot => false;

        public IRivalPoint At(PanelHistory history, int origin)
        {
            var (best, least) = (new Constants(0.8, 0.1, 0.8), double.PositiveInfinity);
            foreach (var level in Levels)
            {
                foreach (var trend in Trends)
                {
                    foreach (var damping in Dampings)
                    {
                        var constants = new Constants(level, trend, damping);
                        var error = ErrorOf(constants, history, origin);
                        if (error < least)
                        {
                            (best, least) = (constants, error);
                        }
                    }
                }
            }
            return best;
        }

        /// <summary>Sum of absolute errors one year ahead, over all years that had two before them; ∞ when there are none.</summary>
        private static double ErrorOf(Constants constants, PanelHistory history, int origin)
        {
            var (sum, count) = (0.0, 0);
            foreach (var wijk in history.Wijken)
            {
                var series = history.Series(wijk, origin);
                for (var length = 2; length < series.Length; length++)
                {
                    sum += Math.Abs(constants.Of(wijk, series[..length], 1) - series[length]);
                    count++;
                }
            }
            return count > 0 ? sum : double.PositiveInfinity;
        }

        internal sealed record Constants(double Level, double Trend, double Damping) : IRivalPoint
        {
            public double Of(int wijk, ReadOnlySpan<double> series, int horizon)
            {
                var (level, trend) = (series[1], series[1] - series[0]);
                for (var t = 2; t < series.Length; t++)
                {
                    var foreseen = level + (Damping * trend);
                    var next = foreseen + (Level * (series[t] - foreseen));
                    trend = (Trend * (next - level)) + ((1 - Trend) * Damping * trend);
                    level = next;
                }
                var (sum, power) = (0.0, 1.0);
                for (var h = 0; h < horizon; h++)
                {
                    power *= Damping;
                    sum += power;
                }
                return level + (sum * trend);
            }
        }
    }

    /// <summary>
    /// The wijk's clients per head stay, and residents grow on as those of its gemeente have so far, on average: residents of
    /// later years are not known at the origin.
    /// </summary>
    internal sealed class PerHead : IRivalRule
    {
        public string Method => ForecastMethods.PerHead;

        public int LeastYears => 1;

        public bool SpreadGrowsWithRoot => true;

        public IRivalPoint At(PanelHistory history, int origin) => new Growth(history.ResidentGrowth(origin), history);

        private sealed record Growth(double[] PerYear, PanelHistory History) : IRivalPoint
        {
            public double Of(int wijk, ReadOnlySpan<double> series, int horizon) =>
                series[^1] * FixedMath.Exp(horizon * PerYear[History.Panel.Gemeente[wijk]]);
        }
    }
}
