using Populatie.Analytics.Kernels;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Queues;

/// <summary>
/// Some lists at a time that have something to draw, so that the samplers work on full groups. The draws of a list live at
/// its address; laws may be shared. Used again and again.
/// </summary>
internal sealed class RowBatch
{
    /// <summary>Rows at a time: what they need stays in the nearest cache.</summary>
    public const int Most = 16;

    private const int Lanes = Block8.Size;
    private const int PerGroup = RowInversion.Group / Lanes;
    private const int Buffers = 4;
    private readonly int[] rows = new int[Most];
    private readonly int[] laws = new int[Most];
    private readonly uint[] addresses = new uint[Most];
    private readonly Memory<double> buffers = LineAligned.Memory<double>(Buffers * Most * Lanes);

    public int Count { get; private set; }

    public bool IsFull => Count == Most;

    /// <summary>The two uniforms of each row, after <see cref="Draw"/>. Shape [Row, 8].</summary>
    public Span<double> First => Buffer(0);

    /// <inheritdoc cref="First"/>
    public Span<double> Second => Buffer(1);

    /// <summary>Two counts of each row. Shape [Row, 8].</summary>
    public Span<double> One => Buffer(2);

    /// <inheritdoc cref="One"/>
    public Span<double> Other => Buffer(3);

    /// <summary>Doubles in use, whole groups.</summary>
    public int Length => (Count + PerGroup - 1) / PerGroup * RowInversion.Group;

    /// <summary>Where the trials of each row lie; whole groups.</summary>
    public ReadOnlySpan<int> Rows => rows.AsSpan(0, Length / Lanes);

    /// <summary>Which law each row has; whole groups.</summary>
    public ReadOnlySpan<int> Laws => laws.AsSpan(0, Length / Lanes);

    public void Clear() => Count = 0;

    /// <param name="row">Where its trials lie.</param>
    public void Add(int row, int law, uint address)
    {
        (rows[Count], laws[Count], addresses[Count]) = (row, law, address);
        Count++;
    }

    /// <summary>Draws the uniforms. The last group is made whole with its own last row.</summary>
    public void Draw(BlockDraws draws, uint step, uint purpose, uint draw)
    {
        var whole = Length / Lanes;
        rows.AsSpan(Count, whole - Count).Fill(rows[Count - 1]);
        laws.AsSpan(Count, whole - Count).Fill(laws[Count - 1]);
        draws.UniformRows(addresses.AsSpan(0, Count), step, purpose, First, Second, draw);
    }

    private Span<double> Buffer(int number) => buffers.Span.Slice(number * Most * Lanes, Most * Lanes);
}
