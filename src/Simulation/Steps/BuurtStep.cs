using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Steps;

/// <summary>One step of the cells of one buurt: where its draws live, and by which laws.</summary>
/// <param name="draws">Of the eight replicates.</param>
/// <param name="buurt">What the buurt adds to the addresses of its cells.</param>
/// <param name="step">Ordinal of the step since the start.</param>
/// <param name="order">The cells in the order in which they are worked through: like beside like is quicker, and changes nothing.</param>
/// <param name="laws">Shape [Cell, <see cref="StepLaws.Width"/>].</param>
/// <param name="reasons">Shape [Cell, <see cref="ReasonLaws.Width"/>].</param>
internal readonly ref struct BuurtStep(
    BlockDraws draws,
    uint buurt,
    uint step,
    ReadOnlySpan<int> order,
    ReadOnlySpan<double> laws,
    ReadOnlySpan<double> reasons
)
{
    public BlockDraws Draws { get; } = draws;

    public uint Buurt { get; } = buurt;

    public uint Step { get; } = step;

    /// <summary>Shape [Cell].</summary>
    public ReadOnlySpan<int> Order { get; } = order;

    /// <summary>Shape [Cell, <see cref="StepLaws.Width"/>].</summary>
    public ReadOnlySpan<double> Laws { get; } = laws;

    /// <summary>Shape [Cell, <see cref="ReasonLaws.Width"/>].</summary>
    public ReadOnlySpan<double> Reasons { get; } = reasons;
}
