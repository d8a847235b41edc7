using Populatie.Analytics.Records;

namespace Populatie.Analytics.Cubes;

/// <summary>Gathers lengths, outcomes, steps and returns of spells for a <see cref="StayTable"/>. One per thread.</summary>
internal sealed class StayCounter(int productCount, PeriodGrid grid)
{
    /// <summary>A step has led somewhere when the other product starts no later than this many days after the end.</summary>
    public const int StepDays = 90;

    /// <summary>A return is a request 1 … this many days after an earlier end of the same product.</summary>
    public const int ReturnDays = 365;

    private readonly long[] ended = new long[productCount * StayTable.MonthCount * StayTable.OutcomeCount];
    private readonly long[] censored = new long[productCount * StayTable.MonthCount];
    private readonly long[] lateEntry = new long[productCount * StayTable.MonthCount];
    private readonly long[] followedBy = new long[productCount * productCount];
    private readonly long[] endedForReturn = new long[productCount];
    private readonly long[] returned = new long[productCount];

    /// <summary>Adds all spells of one person; those of one product lie together in order of their start, waits last.</summary>
    public void Add(ReadOnlySpan<Spell> spells)
    {
        for (var i = 0; i < spells.Length; i++)
        {
            ref readonly var spell = ref spells[i];
            if (spell.Waits || spell.End < grid.FirstDay || spell.Start > grid.LastDay)
            {
                continue;
            }
            AddLength(in spell);
            if (spell.End <= grid.LastDay)
            {
                AddStep(spells, in spell);
                AddReturn(spells, in spell);
            }
        }
    }

    /// <summary>Whether a spell was asked for within a year after an earlier end of the same product.</summary>
    public static bool IsReturn(ReadOnlySpan<Spell> spells, in Spell asked)
    {
        foreach (ref readonly var earlier in spells)
        {
            if (earlier.Product == asked.Product && !earlier.Waits && IsWithinAYear(earlier.End, asked.RequestDay))
            {
                return true;
            }
        }
        return false;
    }

    public void Add(StayCounter other)
    {
        Sum(ended, other.ended);
        Sum(censored, other.censored);
        Sum(lateEntry, other.lateEntry);
        Sum(followedBy, other.followedBy);
        Sum(endedForReturn, other.endedForReturn);
        Sum(returned, other.returned);
    }

    public StayTable ToTable() => new(productCount, ended, censored, followedBy, endedForReturn, returned, lateEntry);

    private static bool IsWithinAYear(int end, int request) => request > end && request - (long)end <= ReturnDays;

    private void AddLength(in Spell spell)
    {
        if (spell.Start < grid.FirstDay)
        {
            lateEntry[(spell.Product * StayTable.MonthCount) + StayTable.MonthOf(grid.FirstDay - spell.Start)]++;
        }
        if (spell.End > grid.LastDay)
        {
            censored[(spell.Product * StayTable.MonthCount) + StayTable.MonthOf(grid.LastDay - spell.Start)]++;
            return;
        }
        var month = (spell.Product * StayTable.MonthCount) + StayTable.MonthOf(spell.End - spell.Start);
        ended[(month * StayTable.OutcomeCount) + (int)spell.Outcome]++;
    }

    private void AddStep(ReadOnlySpan<Spell> spells, in Spell spell)
    {
        if (spell.Outcome is not (Outcome.StepUp or Outcome.StepDown))
        {
            return;
        }
        var next = (Start: int.MaxValue, Product: -1);
        foreach (ref readonly var other in spells)
        {
            var follows =
                !other.Waits
                && other.Product != spell.Product
                && other.Start >= spell.End
                && other.Start <= spell.End + StepDays
                && other.Start <= grid.LastDay;
            if (follows && (other.Start, (int)other.Product).CompareTo(next) < 0)
            {
                next = (other.Start, other.Product);
            }
        }
        if (next.Product >= 0)
        {
            followedBy[(spell.Product * productCount) + next.Product]++;
        }
    }

    private void AddReturn(ReadOnlySpan<Spell> spells, in Spell spell)
    {
        if (spell.Outcome is Outcome.Died or Outcome.Moved or Outcome.Wlz || spell.End + ReturnDays > grid.LastDay)
        {
            return;
        }
        endedForReturn[spell.Product]++;
        foreach (ref readonly var later in spells)
        {
            if (later.Product == spell.Product && IsWithinAYear(spell.End, later.RequestDay))
            {
                returned[spell.Product]++;
                return;
            }
        }
    }

    private static void Sum(long[] into, long[] from)
    {
        for (var i = 0; i < into.Length; i++)
        {
            into[i] += from[i];
        }
    }
}
