using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Projection;

/// <summary>
/// Everyone in care, waiting or lately helped in the buurten of one coupling set, for eight replicates. Shape of each array
/// [Buurt of the set, Cell, Lane]; whole numbers. Grows to the largest set it has held; used again from set to set.
/// </summary>
internal sealed class TownState(int cells)
{
    private const int Lanes = Block8.Size;

    /// <summary>In care, phase 1.</summary>
    public double[] Open1 { get; private set; } = [];

    /// <summary>In care, phase 2.</summary>
    public double[] Open2 { get; private set; } = [];

    /// <summary>Care ended within the last year or so; may come back.</summary>
    public double[] Pool { get; private set; } = [];

    /// <summary>On the way from another product: they ask in this step, or in the next.</summary>
    public double[] Incoming { get; private set; } = [];

    /// <summary>Asked in this step, by themselves or again.</summary>
    public double[] Asked { get; private set; } = [];

    /// <summary>Came by a step from another product in this step.</summary>
    public double[] Stepped { get; private set; } = [];

    /// <summary>Begins care in this step.</summary>
    public double[] Starts { get; private set; } = [];

    /// <summary>Left care in this step, for whatever reason, of those who were in it at its begin.</summary>
    public double[] Gone { get; private set; } = [];

    /// <summary>Waits for a decision.</summary>
    public double[] Undecided { get; private set; } = [];

    /// <summary>Waits for the care that was decided.</summary>
    public double[] Unstarted { get; private set; } = [];

    /// <summary>Taken out of a waiting list just now.</summary>
    public double[] Taken { get; private set; } = [];

    /// <summary>Expected new requests in a step of this year; not whole.</summary>
    public double[] Mean { get; private set; } = [];

    /// <summary>e^−<see cref="Mean"/>: worked out once a year.</summary>
    public double[] NoRequest { get; private set; } = [];

    public int Buurten { get; private set; }

    /// <summary>Makes room for so many buurten, all empty.</summary>
    public void Begin(int buurten)
    {
        Buurten = buurten;
        var length = buurten * cells * Lanes;
        Open1 = Cleared(Open1, length);
        Open2 = Cleared(Open2, length);
        Pool = Cleared(Pool, length);
        Incoming = Cleared(Incoming, length);
        Asked = Cleared(Asked, length);
        Stepped = Cleared(Stepped, length);
        Starts = Cleared(Starts, length);
        Gone = Cleared(Gone, length);
        Undecided = Cleared(Undecided, length);
        Unstarted = Cleared(Unstarted, length);
        Taken = Cleared(Taken, length);
        Mean = Cleared(Mean, length);
        NoRequest = Cleared(NoRequest, length);
    }

    /// <summary>Everything of one buurt in one of the arrays.</summary>
    public Span<double> Of(double[] values, int buurt) => values.AsSpan(buurt * cells * Lanes, cells * Lanes);

    /// <summary>Where the eight values of a cell begin.</summary>
    public int At(int buurt, int cell) => ((buurt * cells) + cell) * Lanes;

    /// <summary>The buurt and the cell of a place in the arrays.</summary>
    public (int Buurt, int Cell) Of(int at) => (at / (cells * Lanes), at / Lanes % cells);

    private static double[] Cleared(double[] array, int length)
    {
        if (array.Length < length)
        {
            return new double[length];
        }
        array.AsSpan(0, length).Clear();
        return array;
    }
}
