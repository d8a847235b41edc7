using System.Runtime.InteropServices;

namespace Populatie.Analytics.Outcomes;

/// <summary>What is counted of one product and one segment, or of all segments together. Not thread-safe.</summary>
internal sealed class OutcomeCell
{
    /// <summary>Days in care, doubled; plus 1 when still open.</summary>
    private readonly List<int> lengths = [];

    public long Spells => lengths.Count;

    public long Persons { get; set; }

    /// <summary>Ended, and the records say how.</summary>
    public long Told { get; set; }

    public long ToldPersons { get; set; }

    public long SteppedUp { get; set; }

    /// <summary>Ended, and seen for a year after.</summary>
    public long Followed { get; set; }

    public long FollowedPersons { get; set; }

    public long Returned { get; set; }

    public void AddLength(int days, bool open) => lengths.Add((days << 1) | (open ? 1 : 0));

    public void Add(OutcomeCell other)
    {
        lengths.AddRange(other.lengths);
        Persons += other.Persons;
        Told += other.Told;
        ToldPersons += other.ToldPersons;
        SteppedUp += other.SteppedUp;
        Followed += other.Followed;
        FollowedPersons += other.FollowedPersons;
        Returned += other.Returned;
    }

    /// <summary>In ascending order: the order in which they were counted does not show.</summary>
    public ReadOnlySpan<int> SortedLengths()
    {
        lengths.Sort();
        return CollectionsMarshal.AsSpan(lengths);
    }
}
