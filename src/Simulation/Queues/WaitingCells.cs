using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Queues;

/// <summary>
/// Who waits: whole persons by list, class and week of arrival, eight replicates side by side. Who cannot wait is not here.
/// Weeks lie in a ring; who waits for longer than it holds counts as having come in its oldest week.
/// </summary>
internal sealed class WaitingCells(int lists)
{
    /// <summary>Urgent, and the rest.</summary>
    public const int Classes = 2;

    /// <summary>Weeks that are told apart.</summary>
    public const int Weeks = 256;

    private const int Lanes = Block8.Size;

    /// <summary>Shape [Row, Week, Lane]; a row is a class of a list.</summary>
    private readonly int[] cells = new int[lists * Classes * Weeks * Lanes];

    /// <summary>Shape [Row, Lane].</summary>
    private readonly int[] counts = new int[lists * Classes * Lanes];

    /// <summary>Shape [Row, Lane]: week of who waits longest; means nothing where nobody waits.</summary>
    private readonly int[] oldest = new int[lists * Classes * Lanes];

    /// <summary>Shape [Row]: over all lanes.</summary>
    private readonly long[] totals = new long[lists * Classes];

    public void Clear()
    {
        for (var row = 0; row < totals.Length; row++)
        {
            // Where nobody waits all cells are 0; memory of lists that are never used is never touched.
            if (totals[row] != 0)
            {
                Array.Clear(cells, row * Weeks * Lanes, Weeks * Lanes);
            }
        }
        Array.Clear(counts);
        Array.Clear(totals);
    }

    /// <summary>Whether anybody waits in any replicate.</summary>
    public bool IsAny(int list, int urgency) => totals[(list * Classes) + urgency] != 0;

    public bool IsAny(int list) => (totals[list * Classes] | totals[(list * Classes) + 1]) != 0;

    public int Count(int list, int lane) => Count(list, 0, lane) + Count(list, 1, lane);

    public int Count(int list, int urgency, int lane) => counts[At(list, urgency, lane)];

    /// <summary>Counts of the eight replicates.</summary>
    public ReadOnlySpan<int> Counts(int list, int urgency) => counts.AsSpan(At(list, urgency, 0), Lanes);

    /// <summary>Week of arrival of who waits longest; only where somebody waits.</summary>
    public int OldestWeek(int list, int urgency, int lane) => oldest[At(list, urgency, lane)];

    /// <summary>How many wait longest: those of <see cref="OldestWeek"/>.</summary>
    public int OldestCount(int list, int urgency, int lane)
    {
        var at = At(list, urgency, lane);
        return cells[CellOf(at, oldest[at])];
    }

    /// <summary>How many of those who wait came in a week, which is not more than the ring after the oldest.</summary>
    public int CountOf(int list, int urgency, int lane, int week) => cells[CellOf(At(list, urgency, lane), week)];

    /// <param name="week">Less than <see cref="Weeks"/> before the last week that people were added for.</param>
    public void Add(int list, int urgency, int lane, int week, int people)
    {
        if (people == 0)
        {
            return;
        }
        var at = At(list, urgency, lane);
        if (counts[at] == 0)
        {
            oldest[at] = week;
        }
        else if (oldest[at] <= week - Weeks)
        {
            MakeRoom(at, week);
        }
        else if (week < oldest[at])
        {
            oldest[at] = week;
        }
        cells[CellOf(at, week)] += people;
        counts[at] += people;
        totals[at / Lanes] += people;
    }

    /// <summary>Takes people out of those who wait longest; at most all of them.</summary>
    public void TakeOldest(int list, int urgency, int lane, int people)
    {
        var at = At(list, urgency, lane);
        Take(at, oldest[at], people);
        PassEmptyWeeks(at);
    }

    /// <summary>Takes people out of all weeks alike: a systematic sample of the list in order of arrival.</summary>
    public void TakeSample(int list, int urgency, int lane, int people, double uniform)
    {
        var at = At(list, urgency, lane);
        var sample = new SystematicSample(counts[at], people, uniform);
        for (var (left, week) = (people, oldest[at]); left > 0; week++)
        {
            var taken = (int)sample.Take(cells[CellOf(at, week)]);
            Take(at, week, taken);
            left -= taken;
        }
        PassEmptyWeeks(at);
    }

    /// <summary>How many came before a week.</summary>
    public int CountBefore(int list, int urgency, int lane, double week)
    {
        var at = At(list, urgency, lane);
        var (sum, left) = (0, counts[at]);
        for (var from = oldest[at]; left > 0 && from < week; from++)
        {
            var people = cells[CellOf(at, from)];
            sum += people;
            left -= people;
        }
        return sum;
    }

    private static int At(int list, int urgency, int lane) => (((list * Classes) + urgency) * Lanes) + lane;

    private static int CellOf(int at, int week)
    {
        unchecked
        {
            return ((((at / Lanes) * Weeks) + (week & (Weeks - 1))) * Lanes) + (at % Lanes);
        }
    }

    private void Take(int at, int week, int people)
    {
        cells[CellOf(at, week)] -= people;
        counts[at] -= people;
        totals[at / Lanes] -= people;
    }

    private void PassEmptyWeeks(int at)
    {
        if (counts[at] == 0)
        {
            return;
        }
        while (cells[CellOf(at, oldest[at])] == 0)
        {
            oldest[at]++;
        }
    }

    /// <summary>Moves who came too long ago to the oldest week that the ring holds once it has room for the new one.</summary>
    private void MakeRoom(int at, int week)
    {
        var first = week - Weeks + 1;
        var moved = 0;
        for (var from = oldest[at]; from < first && from < oldest[at] + Weeks; from++)
        {
            moved += cells[CellOf(at, from)];
            cells[CellOf(at, from)] = 0;
        }
        cells[CellOf(at, first)] += moved;
        oldest[at] = first;
    }
}
