using System.Runtime.Intrinsics;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Towns;

/// <summary>What is counted through a year, per buurt and product.</summary>
internal enum Tally
{
    Need,
    Requests,
    Starts,
    Ends,
    OpenAtBegin,

    /// <summary>Twice the spell-days in care: (open before + open after a step) × its days.</summary>
    DoubleDays,

    /// <summary>Gave up waiting, without help from elsewhere.</summary>
    Dropped,

    /// <summary>Gave up waiting because of help in track 1.</summary>
    HelpedInformally,

    /// <summary>Left the list for something heavier.</summary>
    Worsened,

    /// <summary>Asked for what is no longer given.</summary>
    OutOfScope,

    /// <summary>Twice the weeks from request to start of those who began.</summary>
    DoubleWeeksWaited,

    /// <summary>Person-weeks waited while staff, places or money stopped the first who could not start.</summary>
    HeldByStaff,
    HeldBySpace,
    HeldByMoney,

    /// <summary>Requests that a team took in.</summary>
    Intakes,

    /// <summary>Came into need and did not ask.</summary>
    Silent,
}

/// <summary>The counts of one year in the buurten of a coupling set. Shape [Buurt of the set, Slot, <see cref="Tally"/>, Lane].</summary>
internal sealed class YearTally(int slots)
{
    public const int Count = 16;
    private const int Lanes = Block8.Size;
    private double[] counts = [];

    /// <summary>A new year: nothing is counted yet.</summary>
    public void Begin(int buurten)
    {
        var length = buurten * slots * Count * Lanes;
        if (counts.Length < length)
        {
            counts = new double[length];
        }
        counts.AsSpan(0, length).Clear();
    }

    /// <summary>Counts more, of eight replicates.</summary>
    public void Add(int buurt, int slot, Tally tally, Vector512<double> more)
    {
        var eight = Of(buurt, slot, tally);
        (Vector512.Create<double>(eight) + more).CopyTo(eight);
    }

    public Span<double> Of(int buurt, int slot, Tally tally) =>
        counts.AsSpan(((((buurt * slots) + slot) * Count) + (int)tally) * Lanes, Lanes);
}
