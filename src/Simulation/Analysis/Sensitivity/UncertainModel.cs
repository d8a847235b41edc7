using System.Collections.Immutable;

namespace Populatie.Simulation.Analysis.Sensitivity;

/// <summary>Something uncertain that a model takes in.</summary>
/// <param name="Name">As a scenario spells it: <c>staff.fill</c>; parts of a name lead to groups.</param>
/// <param name="Range">
/// Its ends and middle as people read them, where it is one figure within a range; null where it is drawn as a whole (the
/// rates of all products, a walk through the years).
/// </param>
public sealed record Factor(string Name, FactorRange? Range);

/// <summary>The ends and the middle of a range, with their unit.</summary>
public sealed record FactorRange(string Low, string Central, string High);

/// <summary>How a factor is set in a row of eight points.</summary>
public readonly record struct Placement
{
    /// <summary>At its central value.</summary>
    public static readonly Placement Central;

    /// <summary>The lower and the upper end of a range.</summary>
    public static readonly Placement Low = At([0, 0, 0, 0, 0, 0, 0, 0]);
    public static readonly Placement High = At([1, 1, 1, 1, 1, 1, 1, 1]);

    /// <summary>Drawn from its own distribution: by this seed, and the row of the point.</summary>
    public ulong? Seed { get; private init; }

    /// <summary>Where in its distribution it lies: shape [8], in [0, 1]; empty when it is not said.</summary>
    public ImmutableArray<double> Uniforms { get; private init; }

    public static Placement Drawn(ulong seed) => new() { Seed = seed };

    public static Placement At(ImmutableArray<double> uniforms) => new() { Uniforms = uniforms };
}

/// <summary>Eight points beside each other.</summary>
/// <param name="FirstRow">Number of the first row; the others follow it.</param>
/// <param name="Chance">Seed of the chance of events: the same seed and row give the same chance.</param>
/// <param name="Placements">Shape [Factor].</param>
public sealed record PointBlock(int FirstRow, ulong Chance, ImmutableArray<Placement> Placements)
{
    public const int Size = 8;
}

/// <summary>A figure as a function of uncertain factors and of chance.</summary>
public interface IUncertainModel
{
    ImmutableArray<Factor> Factors { get; }

    /// <summary>The figure at some points.</summary>
    /// <returns>Shape [Block × 8].</returns>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    double[] Evaluate(IReadOnlyList<PointBlock> blocks, CancellationToken cancellation);
}
