using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Towns;

/// <summary>
/// What a step has of each buurt and product over all ages, for eight replicates: kept as people move, so that nobody goes
/// through the cells to count them. Shape of each array [Buurt of the set, Slot, Lane]; whole numbers.
/// </summary>
internal sealed class TownSums(int slots)
{
    private const int Lanes = Block8.Size;

    /// <summary>In care now.</summary>
    public double[] InCare { get; private set; } = [];

    /// <summary>Left care in this step, for whatever reason, of those who were in it at its begin.</summary>
    public double[] Left { get; private set; } = [];

    /// <summary>Asked in this step, and a team decides on them.</summary>
    public double[] Asking { get; private set; } = [];

    /// <summary>Came in this step to wait for a start, without a team or past it.</summary>
    public double[] Coming { get; private set; } = [];

    /// <summary>Makes room for so many buurten; nothing is counted yet.</summary>
    public void Begin(int buurten)
    {
        var length = buurten * slots * Lanes;
        if (InCare.Length < length)
        {
            (InCare, Left) = (new double[length], new double[length]);
            (Asking, Coming) = (new double[length], new double[length]);
            return;
        }
        foreach (var sums in (double[][])[InCare, Left, Asking, Coming])
        {
            Array.Clear(sums, 0, length);
        }
    }

    /// <summary>All products of one buurt in one of the arrays.</summary>
    public Span<double> Of(double[] sums, int buurt) => sums.AsSpan(buurt * slots * Lanes, slots * Lanes);

    /// <summary>One product of one buurt in one of the arrays. Shape [8].</summary>
    public Span<double> Of(double[] sums, int buurt, int slot) => sums.AsSpan(((buurt * slots) + slot) * Lanes, Lanes);
}
