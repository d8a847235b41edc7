using Populatie.Analytics.Randomness;
using Populatie.Simulation.Chance;

namespace Populatie.Simulation.Steps;

/// <summary>Draws of one cell at one step, for eight replicates: what they decide is the only thing left to say.</summary>
internal readonly struct CellDraws(BlockDraws draws, uint cell, uint step)
{
    public const int Lanes = Block8.Size;

    /// <summary>Poisson counts.</summary>
    public void Poisson(Purpose purpose, ReadOnlySpan<double> mean, Span<double> count) =>
        draws.Poisson(new(cell, step, (uint)purpose), mean, count);

    /// <summary>Binomial counts; none are drawn when there is nobody to draw from.</summary>
    public void Binomial(
        Purpose purpose,
        ReadOnlySpan<double> trials,
        ReadOnlySpan<double> probability,
        Span<double> count,
        uint draw = 0
    ) => draws.Binomial(new(cell, step, (uint)purpose, draw), trials, probability, count);

    /// <summary>Two binomial counts from one address; the second may be of what the first leaves.</summary>
    public void Binomials(
        Purpose purpose,
        ReadOnlySpan<double> trials,
        ReadOnlySpan<double> probability,
        Span<double> count,
        ReadOnlySpan<double> thenTrials,
        ReadOnlySpan<double> thenProbability,
        Span<double> thenCount
    ) =>
        draws.Binomials(
            new(cell, step, (uint)purpose),
            trials,
            probability,
            count,
            thenTrials,
            thenProbability,
            thenCount
        );
}
