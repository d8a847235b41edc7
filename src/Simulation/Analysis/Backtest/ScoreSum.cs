using System.Collections.Immutable;
using Populatie.Analytics.Cubes;

namespace Populatie.Simulation.Analysis.Backtest;

/// <summary>
/// Sums of the scores of forecasts, from which every average is made: so tables of any grouping add up. Immutable but for
/// <see cref="Add(ScoreSum)"/>; not thread-safe.
/// </summary>
public sealed class ScoreSum
{
    /// <summary>Bars of the histogram of <see cref="EnsembleScore.Pit"/>.</summary>
    public const int PitBars = 10;

    private readonly double[] pit = new double[PitBars];
    private double observed;
    private double error;
    private double shareError;
    private double crps;
    private double inside50;
    private double inside90;
    private double signed;

    /// <summary>Forecasts.</summary>
    public int Count { get; private set; }

    /// <summary>What came, mean; persons.</summary>
    public double Clients => observed / Count;

    /// <summary>Σ|point − observed| ÷ Σ observed.</summary>
    public double WeightedMape => error / observed;

    /// <summary>Mean of |point − observed| ÷ observed; each wijk counts the same.</summary>
    public double Mape => shareError / Count;

    /// <summary>Σ(point − observed) ÷ Σ observed: above 0 when too much was foreseen.</summary>
    public double Bias => signed / observed;

    /// <summary>Mean fair CRPS; persons.</summary>
    public double Crps => crps / Count;

    /// <summary>Σ CRPS ÷ Σ observed.</summary>
    public double CrpsShare => crps / observed;

    public double Coverage50 => inside50 / Count;

    public double Coverage90 => inside90 / Count;

    /// <summary>Shares of the bars; uniform when forecasts are as sure as they should be.</summary>
    public ImmutableArray<double> Pit => [.. pit.Select(p => p / Count)];

    /// <summary>
    /// Adds one forecast. What is published of the outcome is an interval: scores are their mean over the counts in it, each
    /// as likely, so coverage counts the part of the interval that is inside; the error of the point is to its middle.
    /// </summary>
    /// <param name="sorted">Members, ascending.</param>
    /// <param name="point">The single best guess.</param>
    public void Add(ReadOnlySpan<double> sorted, double point, CountInterval outcome)
    {
        var middle = 0.5 * (outcome.Low + outcome.High);
        var counts = outcome.High - outcome.Low + 1;
        var weight = 1.0 / counts;
        var (low50, high50) = EnsembleScore.Interval(sorted, 0.5);
        var (low90, high90) = EnsembleScore.Interval(sorted, 0.9);
        double distance = 0;
        for (var count = outcome.Low; count <= outcome.High; count++)
        {
            distance += weight * EnsembleScore.Distance(sorted, count);
            inside50 += low50 <= count && count <= high50 ? weight : 0;
            inside90 += low90 <= count && count <= high90 ? weight : 0;
            var bar = (int)(EnsembleScore.Pit(sorted, count) * PitBars);
            pit[Math.Min(PitBars - 1, bar)] += weight;
        }
        crps += distance - (0.5 * EnsembleScore.Spread(sorted, fair: true));
        observed += middle;
        error += Math.Abs(point - middle);
        signed += point - middle;
        shareError += Math.Abs(point - middle) / Math.Max(1, middle);
        Count++;
    }

    /// <summary>Adds the sums of another.</summary>
    public void Add(ScoreSum other)
    {
        Count += other.Count;
        observed += other.observed;
        error += other.error;
        signed += other.signed;
        shareError += other.shareError;
        crps += other.crps;
        inside50 += other.inside50;
        inside90 += other.inside90;
        for (var bar = 0; bar < PitBars; bar++)
        {
            pit[bar] += other.pit[bar];
        }
    }

    /// <summary>The sum of many, in their order.</summary>
    public static ScoreSum Of(IEnumerable<ScoreSum> parts)
    {
        var sum = new ScoreSum();
        foreach (var part in parts)
        {
            sum.Add(part);
        }
        return sum;
    }
}
