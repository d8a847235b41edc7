using Populatie.Analytics.Kernels;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Blocks;

namespace Populatie.Simulation.Towns;

/// <summary>
/// Everyone in care, waiting or lately helped in the buurten of one coupling set, for eight replicates. Whole numbers, as
/// <see cref="Counts"/>; an array has the shape [Buurt of the set, Cell, Lane], and all that a buurt has in any of them lies
/// together: a step goes through all of it, buurt by buurt. Grows to the largest set it has held; used again from set to set.
/// </summary>
internal sealed class TownState(int cells, int slots) : IDisposable
{
    private const int Lanes = Block8.Size;
    private const int Arrays = 9;
    private HugeTable<float> people = new(0);
    private HugeTable<double> means = new(0);
    private int length;

    /// <summary>In care, phase 1.</summary>
    public Span<float> Open1 => Array(0);

    /// <summary>In care, phase 2.</summary>
    public Span<float> Open2 => Array(1);

    /// <summary>Care ended within the last year or so; may come back.</summary>
    public Span<float> Pool => Array(2);

    /// <summary>On the way from another product: they ask in this step, or in the next.</summary>
    public Span<float> Incoming => Array(3);

    /// <summary>Asked in this step, by themselves or again.</summary>
    public Span<float> Asked => Array(4);

    /// <summary>Begins care in this step.</summary>
    public Span<float> Starts => Array(5);

    /// <summary>Waits for a decision.</summary>
    public Span<float> Undecided => Array(6);

    /// <summary>Waits for the care that was decided.</summary>
    public Span<float> Unstarted => Array(7);

    /// <summary>Taken out of a waiting list just now.</summary>
    public Span<float> Taken => Array(8);

    /// <summary>The same people by product, over all ages.</summary>
    public TownSums Sums { get; } = new(slots);

    public int Buurten { get; private set; }

    /// <summary>How far apart buurten lie in an array.</summary>
    public static int PerBuurt(int cells) => Arrays * cells * Lanes;

    /// <summary>Makes room for so many buurten, all empty.</summary>
    public void Begin(int buurten)
    {
        Buurten = buurten;
        Sums.Begin(buurten);
        length = buurten * PerBuurt(cells);
        if (people.Length < length)
        {
            Dispose();
            (people, means) = (new(length), new(2 * buurten * cells * Lanes));
            return;
        }
        people.Span[..length].Clear();
    }

    /// <summary>Everything of one buurt in one of the arrays.</summary>
    public Span<float> Of(Span<float> values, int buurt) => values.Slice(buurt * PerBuurt(cells), cells * Lanes);

    /// <summary>Expected new requests of a buurt in a step of this year; not whole. Shape [Cell, Lane].</summary>
    public Span<double> Mean(int buurt) => means.Span.Slice(2 * buurt * cells * Lanes, cells * Lanes);

    /// <summary>e^−<see cref="Mean"/>: worked out once a year.</summary>
    public Span<double> NoRequest(int buurt) => means.Span.Slice(((2 * buurt) + 1) * cells * Lanes, cells * Lanes);

    /// <summary>Where the eight values of a cell begin.</summary>
    public int At(int buurt, int cell) => (buurt * PerBuurt(cells)) + (cell * Lanes);

    /// <summary>The buurt and the cell of a place in the arrays.</summary>
    public (int Buurt, int Cell) Of(int at) => (at / PerBuurt(cells), at / Lanes % cells);

    public void Dispose()
    {
        people.Dispose();
        means.Dispose();
    }

    private Span<float> Array(int ordinal)
    {
        var first = ordinal * cells * Lanes;
        return people.Span[Math.Min(first, length)..length];
    }
}
