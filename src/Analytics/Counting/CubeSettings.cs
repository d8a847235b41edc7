using System.Runtime.CompilerServices;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Counting;

/// <summary>How a cube is to be built.</summary>
public sealed record CubeSettings
{
    /// <summary>The finest period level.</summary>
    public PeriodLevel Base { get; init; } = PeriodLevel.Quarter;

    /// <summary>Threads to use, ≥ 1; never changes a result (law A4).</summary>
    public int Threads { get; init; } = 1;

    /// <summary>
    /// First day of the data; null: the first day of care seen. Spells that were running before it enter on this day.
    /// </summary>
    public DateOnly? FirstDay { get; init; }

    /// <summary>Last day of the data; null: the last day seen. Spells and waits without an end run to it.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>
    /// Day on which the records were delivered: without a <see cref="LastDay"/> the data end no later than this. Planned ends
    /// (31 December 2099) would otherwise stretch every open spell. Null: every date that the records name has happened.
    /// </summary>
    public DateOnly? Delivered { get; init; }

    /// <summary>
    /// Bytes of rows to hold in memory when there is a <see cref="Spill"/>; never changes a result (law A4). Cells and
    /// batches come on top.
    /// </summary>
    public long MemoryForRows { get; init; } = 3L << 29;

    /// <summary>Where rows go that do not fit in memory; null: they are all held.</summary>
    public ISpillSpace? Spill { get; init; }

    /// <summary>Rows of a size that one of the threads may hold.</summary>
    internal long RowsInMemory<T>()
        where T : unmanaged => MemoryForRows / Math.Max(1, Threads) / Unsafe.SizeOf<T>();
}

/// <summary>What the records rest on: it travels with the cube.</summary>
/// <param name="Basis">Observed, or synthetic when any record was generated.</param>
/// <param name="Inputs">Names and digests of the inputs; the builder adds <c>records</c>, a digest in any order.</param>
/// <param name="Schematic">True when the boundaries are schematic.</param>
public sealed record CubeSource(Basis Basis, IReadOnlyDictionary<string, string> Inputs, bool Schematic)
{
    public static CubeSource Nameless { get; } =
        new(Basis.Synthetic, new Dictionary<string, string>(StringComparer.Ordinal), Schematic: false);
}

/// <summary>A cube and the account of how its records were joined.</summary>
public sealed record CubeBuild(Cube Cube, CleaningReport Cleaning);
