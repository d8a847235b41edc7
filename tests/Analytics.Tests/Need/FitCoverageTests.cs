using MathNet.Numerics.Distributions;
using Populatie.Analytics.Need;
using Populatie.Analytics.Records;
using Xunit.Abstractions;

namespace Populatie.Analytics.Tests.Need;

/// <summary>
/// The whole estimator against a truth that is known: cities whose requests are drawn from rates and from θ ~ Gamma(α, α),
/// one in ten of unknown place. A city is one seed; its coverage is averaged over buurten and products, so the spread over
/// seeds gives the error of the pooled figure.
/// </summary>
public sealed class FitCoverageTests(ITestOutputHelper output)
{
    private const int Seeds = 30;
    private const double Unknown = 0.1;

    /// <summary>Per product: yearly requests per 1,000 person-years, and α.</summary>
    private static readonly (double Rate, double Alpha)[] Truth =
    [
        (2, 4),
        (6, 8),
        (15, 20),
        (40, 10),
        (40, 40),
        (1, 6),
    ];

    [Fact]
    [Trait("Speed", "slow")]
    public void Intervals_of_risk_rates_and_difference_cover_the_truth()
    {
        var (risk, rate, difference) = (new List<double>(), new List<double>(), new List<double>());
        for (var seed = 0; seed < Seeds; seed++)
        {
            var city = new City(new Random(7000 + seed));
            var fit = FitEstimator.Estimate(city.World.Cube(), city.World.Population(), new FitSettings());
            risk.Add(city.RiskCoverage(fit));
            rate.Add(city.RateCoverage(fit));
            difference.Add(city.DifferenceCoverage(fit));
        }
        Within("relative risk", risk, 0.87, 0.93);
        Within("rates by age and sex", rate, 0.87, 0.95);
        Within("expected minus observed", difference, 0.87, 0.94);
    }

    private void Within(string what, List<double> shares, double low, double high)
    {
        var mean = shares.Average();
        var error = Math.Sqrt(shares.Sum(s => (s - mean) * (s - mean)) / (shares.Count - 1.0) / shares.Count);
        output.WriteLine($"{what}: {100 * mean:0.0}% ± {100 * error:0.00} ({shares.Count} cities)");
        error.ShouldBeLessThan(0.01, what);
        mean.ShouldBeInRange(low, high, what);
    }

    private sealed class City
    {
        private const int FirstYear = 2022;
        private const int Years = 3;
        private static readonly int[] Bands = [2, 4, 6, 8];
        private readonly double[,] theta;
        private readonly double[,] personYears;

        public City(Random random)
        {
            World = new SmallWorld(10, 11, Truth.Length, FirstYear, FirstYear + Years - 1);
            var size = new int[World.Areas.BuurtCount];
            theta = new double[size.Length, Truth.Length];
            personYears = new double[size.Length, Bands.Length];
            for (var b = 0; b < size.Length; b++)
            {
                size[b] = 4 + (int)(30 * Gamma.Sample(random, 3, 3));
            }
            World.WithPeople(b => size[b]);
            for (var b = 0; b < size.Length; b++)
            {
                for (var i = 0; i < Bands.Length; i++)
                {
                    personYears[b, i] = size[b] * AgesIn(Bands[i]);
                }
                for (var p = 0; p < Truth.Length; p++)
                {
                    theta[b, p] = Gamma.Sample(random, Truth[p].Alpha, Truth[p].Alpha);
                    Draw(random, b, p);
                }
            }
        }

        public SmallWorld World { get; }

        public double RiskCoverage(Fit fit)
        {
            var inside = 0;
            for (var p = 0; p < Truth.Length; p++)
            {
                for (var b = 0; b < fit.Areas.BuurtCount; b++)
                {
                    var i = (b * Truth.Length) + p;
                    var (low, high) = RelativeRisk.Interval(fit.RiskShape[i], fit.RiskRate[i], 0.9);
                    var truth = theta[b, p] / Level(p);
                    inside += low <= truth && truth <= high ? 1 : 0;
                }
            }
            return (double)inside / fit.RiskShape.Length;
        }

        public double RateCoverage(Fit fit)
        {
            var (inside, all) = (0, 0);
            for (var p = 0; p < Truth.Length; p++)
            {
                for (var i = 0; i < Bands.Length; i++)
                {
                    var people = Enumerable.Range(0, fit.Areas.BuurtCount).Sum(b => personYears[b, i]) * Years;
                    var truth = Enumerable.Range(0, fit.Areas.BuurtCount).Sum(b => Expected(b, p, i) * theta[b, p]);
                    for (var sex = 0; sex < 2; sex++)
                    {
                        var count = fit.RequestCount[(((p * fit.Bands.Count) + Bands[i]) * 2) + sex];
                        var (low, high) = RelativeRisk.Interval(count + 0.5, people, 0.9);
                        inside += low <= truth * Years / people && truth * Years / people <= high ? 1 : 0;
                        all++;
                    }
                }
            }
            return (double)inside / all;
        }

        public double DifferenceCoverage(Fit fit)
        {
            var inside = 0;
            for (var b = 0; b < fit.Areas.BuurtCount; b++)
            {
                for (var p = 0; p < Truth.Length; p++)
                {
                    var found = ExpectedMinusObserved.Of(fit, [b], [p]);
                    double truth = 0;
                    for (var i = 0; i < Bands.Length; i++)
                    {
                        truth += 2 * Expected(b, p, i) * (CityRatio(p, i) - theta[b, p]);
                    }
                    inside += found.Low <= truth && truth <= found.High ? 1 : 0;
                }
            }
            return (double)inside / (fit.Areas.BuurtCount * Truth.Length);
        }

        /// <summary>Ages of a band for which the same number of people live everywhere, every year: births and the last age apart.</summary>
        private int AgesIn(int band) =>
            band == World.Bands.Count - 1
                ? AgeBands.AgeCount - World.Bands.LowerBounds[band]
                : World.Bands.LowerBounds[band + 1] - World.Bands.LowerBounds[band];

        /// <summary>Yearly requests of one sex and band at θ = 1.</summary>
        private double Expected(int buurt, int product, int i) =>
            personYears[buurt, i] * Truth[product].Rate * (1 + i) / 2500;

        /// <summary>What the city's rate of an age really is, against the rate at θ = 1.</summary>
        private double CityRatio(int product, int i)
        {
            double with = 0;
            double without = 0;
            for (var b = 0; b < theta.GetLength(0); b++)
            {
                with += theta[b, product] * Expected(b, product, i);
                without += Expected(b, product, i);
            }
            return with / without;
        }

        private double Level(int product) => CityRatio(product, 0);

        private void Draw(Random random, int buurt, int product)
        {
            var wijk = World.Areas.BuurtCount + (buurt / 11);
            for (var i = 0; i < Bands.Length; i++)
            {
                for (var sex = 0; sex < 2; sex++)
                {
                    for (var year = FirstYear; year < FirstYear + Years; year++)
                    {
                        var mean = Expected(buurt, product, i) * theta[buurt, product];
                        var known = Poisson.Sample(random, mean * (1 - Unknown));
                        var unknown = Poisson.Sample(random, mean * Unknown);
                        World.Add("requests", buurt, year, product, Bands[i], (Sex)sex, known);
                        World.Add("requests", wijk, year, product, Bands[i], (Sex)sex, unknown);
                    }
                }
            }
        }
    }
}
