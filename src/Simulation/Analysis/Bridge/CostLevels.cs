using System.Collections.Immutable;

namespace Populatie.Simulation.Analysis.Bridge;

/// <summary>The levels of one act or product at one end of a bridge: in each future, or one value for all of them.</summary>
/// <param name="Terms">Shape [Level]: the term that each level brings in.</param>
/// <param name="Values">Shape [Level][Future or 1]; ≥ 0; the last level is money in cents.</param>
public sealed record CostLevels(ImmutableArray<BridgeTerm> Terms, ImmutableArray<double[]> Values)
{
    public int Futures => Values.Max(v => v.Length);

    public double Mean => Values[^1].Average();

    /// <summary>The levels in one future.</summary>
    public void Fill(int future, Span<double> levels)
    {
        for (var level = 0; level < levels.Length; level++)
        {
            var values = Values[level];
            levels[level] = values[values.Length == 1 ? 0 : future];
        }
    }
}
