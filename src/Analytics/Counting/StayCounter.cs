using Populatie.Analytics.Cubes;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Counting;

/// <summary>
/// Gathers lengths, outcomes, steps and returns of spells, by the year in which each is known (<see cref="StayYears"/>).
/// One per thread.
/// </summary>
internal sealed class StayCounter
{
    /// <summary>A step has led somewhere when the other product starts no later than this many days after the end.</summary>
    public const int StepDays = 90;

    /// <summary>A return is a request 1 … this many days after an earlier end of the same product.</summary>
    public const int ReturnDays = 365;

    private readonly int productCount;
    private readonly PeriodGrid grid;
    private readonly int firstYear;
    private readonly int width;
    private readonly int openAt;
    private readonly int followedAt;
    private readonly int endedForReturnAt;
    private readonly int returnedAt;
    private readonly int[] closings;

    // Shape [Year, Width]; and of the last day of the data, shape [Product, Month].
    private readonly long[] byYear;
    private readonly long[] censored;
    private readonly long[] lateEntry;

    // Shape [Year, Product].
    private readonly long[] withoutRequest;

    public StayCounter(int productCount, PeriodGrid grid)
    {
        (this.productCount, this.grid) = (productCount, grid);
        firstYear = grid.YearOf[0];
        width = StayYears.Width(productCount);
        openAt = productCount * StayTable.MonthCount * StayTable.OutcomeCount;
        followedAt = openAt + (productCount * StayTable.MonthCount);
        endedForReturnAt = followedAt + (productCount * productCount);
        returnedAt = endedForReturnAt + productCount;
        closings =
        [
            .. Enumerable
                .Range(firstYear, grid.YearOf[^1] - firstYear + 1)
                .Select(y => Math.Min(new DateOnly(y, 12, 31).DayNumber, grid.LastDay)),
        ];
        byYear = new long[closings.Length * width];
        censored = new long[productCount * StayTable.MonthCount];
        lateEntry = new long[productCount * StayTable.MonthCount];
        withoutRequest = new long[closings.Length * productCount];
    }

    /// <summary>See <see cref="Cube.StartsWithoutRequest"/>.</summary>
    public IReadOnlyList<long> StartsWithoutRequest => withoutRequest;

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
            if (spell.Start >= grid.FirstDay && spell.Requested == UseBatch.UnknownDay)
            {
                var year = grid.YearOf[grid.PeriodOf(spell.Start)] - firstYear;
                withoutRequest[(year * productCount) + spell.Product]++;
            }
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
        Sum(byYear, other.byYear);
        Sum(censored, other.censored);
        Sum(lateEntry, other.lateEntry);
        Sum(withoutRequest, other.withoutRequest);
    }

    public StayTable ToTable()
    {
        var sum = new long[width];
        for (var i = 0; i < byYear.Length; i++)
        {
            sum[i % width] += byYear[i];
        }
        return new(
            productCount,
            sum[..openAt],
            censored,
            sum[followedAt..endedForReturnAt],
            sum[endedForReturnAt..returnedAt],
            sum[returnedAt..],
            lateEntry
        );
    }

    public StayYears ToYears()
    {
        var (keys, counts) = (new List<long>(), new List<long>());
        for (var i = 0; i < byYear.Length; i++)
        {
            if (byYear[i] != 0)
            {
                keys.Add(i);
                counts.Add(byYear[i]);
            }
        }
        return new(firstYear, [.. keys], [.. counts]);
    }

    private static bool IsWithinAYear(int end, int request) => request > end && request - (long)end <= ReturnDays;

    private ref long At(int day, int place) =>
        ref byYear[((grid.YearOf[grid.PeriodOf(day)] - firstYear) * width) + place];

    private void AddLength(in Spell spell)
    {
        var row = spell.Product * StayTable.MonthCount;
        if (spell.Start < grid.FirstDay)
        {
            lateEntry[row + StayTable.MonthOf(grid.FirstDay - spell.Start)]++;
        }
        AddOpen(in spell, row);
        if (spell.End > grid.LastDay)
        {
            censored[row + StayTable.MonthOf(grid.LastDay - spell.Start)]++;
            return;
        }
        var month = row + StayTable.MonthOf(spell.End - spell.Start);
        At(spell.End, (month * StayTable.OutcomeCount) + (int)spell.Outcome)++;
    }

    /// <summary>The spell on the last day of each year that it lasts beyond.</summary>
    private void AddOpen(in Spell spell, int row)
    {
        var from = Math.Max(spell.Start, grid.FirstDay);
        var first = grid.YearOf[grid.PeriodOf(from)];
        var last = grid.YearOf[grid.PeriodOf(Math.Min(spell.End, grid.LastDay))];
        for (var year = first; year <= last; year++)
        {
            var closing = closings[year - firstYear];
            if (spell.End > closing)
            {
                byYear[((year - firstYear) * width) + openAt + row + StayTable.MonthOf(closing - spell.Start)]++;
            }
        }
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
            At(next.Start, followedAt + (spell.Product * productCount) + next.Product)++;
        }
    }

    private void AddReturn(ReadOnlySpan<Spell> spells, in Spell spell)
    {
        if (spell.Outcome is Outcome.Died or Outcome.Moved or Outcome.Wlz || spell.End + ReturnDays > grid.LastDay)
        {
            return;
        }
        At(spell.End + ReturnDays, endedForReturnAt + spell.Product)++;
        foreach (ref readonly var later in spells)
        {
            if (later.Product == spell.Product && IsWithinAYear(spell.End, later.RequestDay))
            {
                At(spell.End + ReturnDays, returnedAt + spell.Product)++;
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
