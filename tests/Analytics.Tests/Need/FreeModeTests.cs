using System.Globalization;
using Populatie.Analytics.Counting;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Need;
using Populatie.Analytics.Sources.Synthesis;
using Populatie.Analytics.Synthesis;
using Xunit.Abstractions;

namespace Populatie.Analytics.Tests.Need;

/// <summary>
/// The whole way from people to fit: records of all of Utrecht in the generator's free mode, over five years, through the
/// cube, scored against the truth that they were made from: steps, returns, waits, overlaps, moves and deaths included.
/// </summary>
public sealed class FreeModeTests(ITestOutputHelper output)
{
    private const int FirstYear = 2021;
    private const int LastYear = 2025;
    private const int Seeds = 3;

    [Fact]
    [Trait("Speed", "slow")]
    public void Fit_of_generated_records_covers_the_truth_they_were_made_from()
    {
        var (risk, stays) = (new List<double>(), new List<double>());
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var (fit, truth) = FitOf((ulong)seed);
            for (var p = 0; p < truth.ProductCount; p++)
            {
                if (truth.Of[p] is not null && fit.Stays[p] is { } stay)
                {
                    var (covered, requests, level) = Score(fit, truth, p);
                    risk.Add(covered);
                    // The generator writes a stay in whole days, rounded down: half a day less on average.
                    var off = Math.Log(stay.MeanYears / (truth.Stays[p]!.MeanYears - (0.5 / 365.25)));
                    stays.Add(Math.Abs(off) <= 1.645 * stay.RelativeError ? 1 : 0);
                    Tell(fit, truth, seed, p, covered, level);
                    if (requests > 3 * 500 && fit.StepShare[p] < 0.5)
                    {
                        // Overlapping care of one product is one spell, and who died or left while waiting is not asked
                        // again: what the cube sees is a few percent less than the rates that went in. The rest is chance.
                        var chance = 4.5 / Math.Sqrt(requests);
                        level.ShouldBeInRange(0.9 - chance, 1.02 + chance, fit.Products.Codes[p]);
                    }
                }
            }
        }
        var pooled = risk.Average();
        var error = Math.Sqrt(risk.Sum(r => (r - pooled) * (r - pooled)) / (risk.Count - 1.0) / risk.Count);
        output.WriteLine(
            Line($"relative risk: {100 * pooled:0.0}% ± {100 * error:0.0} over {risk.Count} products × seeds")
        );
        output.WriteLine(Line($"mean stay: {100 * stays.Average():0.0}% of {stays.Count}"));
        pooled.ShouldBeInRange(0.87, 0.93);
        stays.Average().ShouldBeGreaterThan(0.78);
    }

    private static (Fit Fit, Truth Truth) FitOf(ulong seed)
    {
        var inputs = UtrechtCity.Inputs(TruthFile.Embedded.WithoutLoss());
        var settings = new GeneratorSettings
        {
            Mode = GeneratorMode.Free,
            Seed = seed,
            FirstYear = FirstYear,
            LastYear = LastYear,
        };
        var generation = RecordGenerator.Generate(settings, inputs);
        var cube = CubeBuilder
            .Build(
                inputs.Areas,
                inputs.Products,
                generation.Truth.Bands,
                generation.Batches(),
                new CubeSettings
                {
                    Base = PeriodLevel.Year,
                    FirstDay = new DateOnly(FirstYear, 1, 1),
                    LastDay = new DateOnly(LastYear, 12, 31),
                },
                CubeSource.Nameless
            )
            .Cube;
        return (FitEstimator.Estimate(cube, inputs.Population, new FitSettings()), generation.Truth);
    }

    /// <returns>Share of buurten whose θ is covered; requests in the window; fitted requests against true ones.</returns>
    private static (double Covered, double Requests, double Level) Score(Fit fit, Truth truth, int product)
    {
        var products = truth.ProductCount;
        var cells = fit.Bands.Count * 2;
        var trend = truth.TrendOf(product, fit.LastYear - 1);
        var (real, neutral, fitted, requests) = (0.0, 0.0, 0.0, 0.0);
        for (var b = 0; b < fit.Areas.BuurtCount; b++)
        {
            for (var c = 0; c < cells; c++)
            {
                var people = fit.PersonYears[(b * cells) + c];
                var rate = truth.RequestRate[(product * cells) + c] * trend;
                neutral += people * rate;
                real += people * rate * truth.RelativeRisk[(b * products) + product];
                fitted += people * fit.RequestRate[(product * cells) + c];
            }
            requests += fit.Observed[(b * products) + product] * 3;
        }
        var (inside, all) = (0, 0);
        for (var b = 0; b < fit.Areas.BuurtCount; b++)
        {
            var i = (b * products) + product;
            if (fit.Expected[i] > 0)
            {
                var (low, high) = RelativeRisk.Interval(fit.RiskShape[i], fit.RiskRate[i], 0.9);
                var theta = truth.RelativeRisk[i] * neutral / real;
                inside += low <= theta && theta <= high ? 1 : 0;
                all++;
            }
        }
        return ((double)inside / all, requests, fitted / real);
    }

    private void Tell(Fit fit, Truth truth, int seed, int p, double covered, double level) =>
        output.WriteLine(
            Line(
                $"{seed} {fit.Products.Codes[p], -24} θ covered {100 * covered, 5:0.0}%  rates {level:0.000} of truth  steps {fit.StepShare[p]:0.00}  α {fit.Alpha[p]:0.0} ({truth.Of[p]!.Alpha.Value})  stay {12 * fit.Stays[p]!.MeanYears:0.0} ({12 * truth.Stays[p]!.MeanYears:0.0}) months, off by {Math.Log(fit.Stays[p]!.MeanYears / truth.Stays[p]!.MeanYears) / fit.Stays[p]!.RelativeError:0.0} errors of {100 * fit.Stays[p]!.RelativeError:0.0}%, {(fit.Stays[p]!.Advance > 0 ? 2 : 1)} phases"
            )
        );

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
