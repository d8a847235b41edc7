using Populatie.Analytics.Records;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Counting;

/// <summary>
/// Where one thread takes records in: what cannot be dated is set aside, all else is divided over partitions by person,
/// so that a person's records lie in one partition and partitions can be worked on apart. Not thread-safe; a builder
/// has as many as there are threads.
/// </summary>
public sealed class RowIntake
{
    private readonly Action<long> taken;

    internal RowIntake(long mostRows, ISpillSpace? spill, Action<long> taken)
    {
        Rows = new PartitionedRows<UseRow>(mostRows, spill);
        this.taken = taken;
    }

    internal PartitionedRows<UseRow> Rows { get; }

    /// <summary>What was set aside before any person was looked at.</summary>
    internal CleaningTally Tally { get; } = new();

    /// <summary>First day of care seen; <see cref="int.MaxValue"/> when there is none.</summary>
    internal int FirstStart { get; private set; } = int.MaxValue;

    /// <summary>First request seen; <see cref="int.MaxValue"/> when there is none.</summary>
    internal int FirstRequest { get; private set; } = int.MaxValue;

    /// <summary>Last day seen of any kind; <see cref="int.MinValue"/> when there is none.</summary>
    internal int LastDay { get; private set; } = int.MinValue;

    /// <summary>Whether any record names a household.</summary>
    internal bool KnowsHouseholds { get; private set; }

    /// <summary>Takes a batch in by copy; the caller may refill it.</summary>
    public void Add(UseBatch batch)
    {
        var (undated, backwards) = (0, 0);
        for (var i = 0; i < batch.Count; i++)
        {
            var (started, requested, ended) = (batch.Started[i], batch.Requested[i], batch.Ended[i]);
            if (started == UseBatch.UnknownDay && requested == UseBatch.UnknownDay)
            {
                undated++;
            }
            else if (started != UseBatch.UnknownDay && ended != UseBatch.UnknownDay && ended < started)
            {
                backwards++;
            }
            else
            {
                See(started, requested, ended);
                var row = UseRow.Of(batch, i);
                KnowsHouseholds |= row.HasHousehold;
                Rows.Put(PartitionOf(row.PersonHigh, row.PersonLow), in row);
            }
        }
        Tally.Count(CleaningCount.RowsWithoutDates, undated);
        Tally.Count(CleaningCount.RowsEndingBeforeStart, backwards);
        Tally.Count(CleaningCount.Rows, batch.Count);
        taken(batch.Count);
    }

    /// <summary>The high byte of <see cref="RowGathering.Mix"/>.</summary>
    internal static int PartitionOf(ulong high, ulong low) => (int)(RowGathering.Mix(high, low) >> 56);

    private void See(int started, int requested, int ended)
    {
        if (started != UseBatch.UnknownDay)
        {
            FirstStart = Math.Min(FirstStart, started);
            LastDay = Math.Max(LastDay, started);
        }
        if (requested != UseBatch.UnknownDay)
        {
            FirstRequest = Math.Min(FirstRequest, requested);
            LastDay = Math.Max(LastDay, requested);
        }
        if (ended != UseBatch.StillOpen)
        {
            LastDay = Math.Max(LastDay, ended);
        }
    }
}
