using Populatie.Analytics.Kernels;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Projection;

/// <summary>
/// Everyone in care, waiting or lately helped in the buurten of one coupling set, for eight replicates. Shape of each array
/// [Buurt of the set, Cell, Lane]; whole numbers. Grows to the largest set it has held; used again from set to set. All in one
/// block of memory: a step goes through all of it, and on small pages the search for them would cost a tenth of the time.
/// </summary>
internal sealed class TownState(int cells) : IDisposable
{
    private const int Lanes = Block8.Size;
    private const int Arrays = 13;
    private HugeTable<double> all = new(0);
    private int length;

    /// <summary>In care, phase 1.</summary>
    public Span<double> Open1 => Array(0);

    /// <summary>In care, phase 2.</summary>
    public Span<double> Open2 => Array(1);

    /// <summary>Care ended within the last year or so; may come back.</summary>
    public Span<double> Pool => Array(2);

    /// <summary>On the way from another product: they ask in this step, or in the next.</summary>
    public Span<double> Incoming => Array(3);

    /// <summary>Asked in this step, by themselves or again.</summary>
    public Span<double> Asked => Array(4);

    /// <summary>Came by a step from another product in this step.</summary>
    public Span<double> Stepped => Array(5);

    /// <summary>Begins care in this step.</summary>
    public Span<double> Starts => Array(6);

    /// <summary>Left care in this step, for whatever reason, of those who were in it at its begin.</summary>
    public Span<double> Gone => Array(7);

    /// <summary>Waits for a decision.</summary>
    public Span<double> Undecided => Array(8);

    /// <summary>Waits for the care that was decided.</summary>
    public Span<double> Unstarted => Array(9);

    /// <summary>Taken out of a waiting list just now.</summary>
    public Span<double> Taken => Array(10);

    /// <summary>Expected new requests in a step of this year; not whole.</summary>
    public Span<double> Mean => Array(11);

    /// <summary>e^−<see cref="Mean"/>: worked out once a year.</summary>
    public Span<double> NoRequest => Array(12);

    public int Buurten { get; private set; }

    /// <summary>Makes room for so many buurten, all empty.</summary>
    public void Begin(int buurten)
    {
        Buurten = buurten;
        length = buurten * cells * Lanes;
        if (all.Length < Arrays * length)
        {
            all.Dispose();
            all = new(Arrays * length);
            return;
        }
        all.Span[..(Arrays * length)].Clear();
    }

    /// <summary>Everything of one buurt in one of the arrays.</summary>
    public Span<double> Of(Span<double> values, int buurt) => values.Slice(buurt * cells * Lanes, cells * Lanes);

    /// <summary>Where the eight values of a cell begin.</summary>
    public int At(int buurt, int cell) => ((buurt * cells) + cell) * Lanes;

    /// <summary>The buurt and the cell of a place in the arrays.</summary>
    public (int Buurt, int Cell) Of(int at) => (at / (cells * Lanes), at / Lanes % cells);

    public void Dispose() => all.Dispose();

    private Span<double> Array(int ordinal) => all.Span.Slice(ordinal * length, length);
}
