using System.Numerics;
using System.Runtime.Intrinsics;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Blocks;

namespace Populatie.Simulation.Queues;

/// <summary>
/// Who waits: whole persons by list, class and week of arrival, eight replicates side by side. Who cannot wait is not here.
/// Weeks lie in a ring; who waits for longer than it holds counts as having come in its oldest week.
/// </summary>
internal sealed partial class WaitingCells(int lists, QueueRooms? rooms = null)
{
    /// <summary>Urgent, and the rest.</summary>
    public const int Classes = 2;

    /// <summary>Weeks that are told apart.</summary>
    public const int Weeks = 256;

    private const int Lanes = Block8.Size;

    /// <summary>Rows of a whole number of pages would all want the same lines of the cache: each lies half a line further.</summary>
    private const int RowLength = (Weeks + 1) * Lanes;

    /// <summary>
    /// Shape [Row, Week, Lane]; a row is a class of a list. Who waits longest is not here but in the front. Whole numbers below
    /// 2²⁴, which these hold exactly in half the room.
    /// </summary>
    private float[] cells = rooms?.Cells(lists * Classes * RowLength) ?? new float[lists * Classes * RowLength];

    /// <summary>Shape [Row, Lane].</summary>
    private readonly double[] counts = new double[lists * Classes * Lanes];

    /// <summary>Shape [Row, Lane]: week of who waits longest; +∞ where nobody waits.</summary>
    private readonly double[] oldest = Empty(lists * Classes * Lanes);

    /// <summary>Shape [Row, Lane]: how many wait longest.</summary>
    private readonly double[] front = new double[lists * Classes * Lanes];

    /// <summary>Nobody waits.</summary>
    public void Clear()
    {
        for (var row = 0; row < lists * Classes; row++)
        {
            // Where nobody waits all cells are 0.
            if (Eight.Load(counts, row) != Vector512<double>.Zero)
            {
                Array.Clear(cells, row * RowLength, RowLength);
            }
        }
        Array.Clear(counts);
        Array.Clear(front);
        Array.Fill(oldest, double.PositiveInfinity);
    }

    /// <summary>Nobody waits, nor can from here on: the room goes to who comes next.</summary>
    public float[] GiveRoom()
    {
        Clear();
        var room = cells;
        cells = [];
        return room;
    }

    /// <summary>Whether anybody waits in any replicate.</summary>
    public bool IsAny(int list, int urgency) => Eight.Load(counts, Row(list, urgency)) != Vector512<double>.Zero;

    public bool IsAny(int list) => Counts(list) != Vector512<double>.Zero;

    public int Count(int list, int lane) => Count(list, 0, lane) + Count(list, 1, lane);

    public int Count(int list, int urgency, int lane) => (int)counts[At(list, urgency) + lane];

    /// <summary>Who waits on a list, of all classes.</summary>
    public Vector512<double> Counts(int list) => Eight.Load(counts, Row(list, 0)) + Eight.Load(counts, Row(list, 1));

    /// <summary>Who waits of a class.</summary>
    public Vector512<double> Counts(int list, int urgency) => Eight.Load(counts, Row(list, urgency));

    /// <summary>Week of arrival of who waits longest; +∞ where nobody waits.</summary>
    public Vector512<double> Oldest(int list, int urgency) => Eight.Load(oldest, Row(list, urgency));

    /// <summary>How many wait longest: those of <see cref="Oldest"/>; 0 where nobody waits.</summary>
    public Vector512<double> Front(int list, int urgency) => Eight.Load(front, Row(list, urgency));

    /// <summary>Week of arrival of who waits longest; only where somebody waits.</summary>
    public int OldestWeek(int list, int urgency, int lane) => (int)oldest[At(list, urgency) + lane];

    /// <summary>How many of those who wait came in a week, which is not more than the ring after the oldest.</summary>
    public int CountOf(int list, int urgency, int lane, int week)
    {
        var at = At(list, urgency) + lane;
        return (int)(oldest[at] == week ? front[at] : cells[CellOf(at, week)]);
    }

    /// <summary>Who of a list, of all classes, came until a week.</summary>
    /// <param name="until">Shape [8]: the last week that counts.</param>
    /// <param name="week">The last week that people were added for.</param>
    /// <param name="longest">How far before that the first of <paramref name="until"/> lies, less than <see cref="Weeks"/>.</param>
    public Vector512<double> Until(int list, Vector512<double> until, int week, int longest) =>
        UntilOf(Row(list, 0), until, week, longest) + UntilOf(Row(list, 1), until, week, longest);

    private Vector512<double> UntilOf(int row, Vector512<double> until, int week, int longest)
    {
        var first = Eight.Load(oldest, row);
        if (!Eight.IsAny(Vector512.LessThan(first, until)))
        {
            // Whoever is not in front came later: the cells need not be read.
            return Eight.Load(front, row) & Vector512.Equals(first, until);
        }
        var last = Eight.Narrow(until);
        var came = Vector256<float>.Zero;
        for (var from = week - longest + 1; from <= week; from++)
        {
            came += Cell(row, from) & Vector256.GreaterThan(Vector256.Create((float)from), last);
        }
        var later = Eight.Load(front, row) & Vector512.GreaterThan(first, until);
        return Eight.Load(counts, row) - later - Eight.Widen(came);
    }

    /// <summary>People join a list.</summary>
    /// <param name="week">No earlier than any that people were added for.</param>
    /// <param name="people">Whole, ≥ 0.</param>
    public void Add(int list, int urgency, int week, Vector512<double> people)
    {
        if (people == Vector512<double>.Zero)
        {
            return;
        }
        var (row, now) = (Row(list, urgency), Vector512.Create((double)week));
        var (first, come) = (Eight.Load(oldest, row), Vector512.GreaterThan(people, Vector512<double>.Zero));
        var full = Vector512.LessThanOrEqual(first, now - Vector512.Create((double)Weeks)) & come;
        for (var bits = full.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
        {
            MakeRoom((row * Lanes) + BitOperations.TrailingZeroCount(bits), week);
            first = Eight.Load(oldest, row);
        }
        first = Vector512.ConditionalSelect(Vector512.GreaterThan(first, now) & come, now, first);
        var ahead = people & Vector512.Equals(first, now);
        Eight.Store(first, oldest, row);
        Eight.Add(front, row, ahead);
        Eight.Add(counts, row, people);
        var behind = people - ahead;
        if (behind != Vector512<double>.Zero)
        {
            var cell = cells.AsSpan(CellOf(unchecked(row * Lanes), week), Lanes);
            (Vector256.Create<float>(cell) + Eight.Narrow(behind)).CopyTo(cell);
        }
    }

    /// <param name="week">Less than <see cref="Weeks"/> before the last week that people were added for.</param>
    public void Add(int list, int urgency, int lane, int week, int people)
    {
        if (people == 0)
        {
            return;
        }
        var at = At(list, urgency) + lane;
        if (oldest[at] <= week - Weeks)
        {
            MakeRoom(at, week);
        }
        if (week < oldest[at])
        {
            if (front[at] > 0)
            {
                cells[CellOf(at, (int)oldest[at])] = (float)front[at];
            }
            (oldest[at], front[at]) = (week, 0);
        }
        counts[at] += people;
        if (oldest[at] == week)
        {
            front[at] += people;
            return;
        }
        cells[CellOf(at, week)] += people;
    }

    /// <summary>How many came before a week.</summary>
    public int CountBefore(int list, int urgency, int lane, double week)
    {
        var at = At(list, urgency) + lane;
        if (!(oldest[at] < week))
        {
            return 0;
        }
        var (sum, left) = (front[at], counts[at] - front[at]);
        for (var from = (int)oldest[at] + 1; left > 0 && from < week; from++)
        {
            var people = cells[CellOf(at, from)];
            sum += people;
            left -= people;
        }
        return (int)sum;
    }

    /// <summary>Who waits. Shape [<see cref="Row"/>, Lane].</summary>
    public ReadOnlySpan<double> AllCounts => counts;

    /// <summary>Ordinal of a class of a list.</summary>
    public static int Row(int list, int urgency) => unchecked((list * Classes) + urgency);

    private static int At(int list, int urgency) => unchecked(Row(list, urgency) * Lanes);

    /// <param name="at">Of a row and lane.</param>
    private static int CellOf(int at, int week)
    {
        unchecked
        {
            // Row and lane apart: at is never negative, which the compiler need not provide for.
            return (int)((uint)at / Lanes * RowLength + (uint)at % Lanes) + ((week & (Weeks - 1)) * Lanes);
        }
    }

    /// <summary>The eight of a row who came in a week, those in front aside.</summary>
    private Vector256<float> Cell(int row, int week) =>
        Vector256.Create<float>(cells.AsSpan(CellOf(unchecked(row * Lanes), week), Lanes));

    private static double[] Empty(int length)
    {
        var weeks = new double[length];
        Array.Fill(weeks, double.PositiveInfinity);
        return weeks;
    }

    private void Lead(int at, int week)
    {
        ref var cell = ref cells[CellOf(at, week)];
        (oldest[at], front[at]) = (week, front[at] + cell);
        cell = 0;
    }

    /// <summary>Moves who came too long ago to the oldest week that the ring holds once it has room for the new one.</summary>
    private void MakeRoom(int at, int week)
    {
        var first = week - Weeks + 1;
        var held = Math.Min(first, (int)oldest[at] + Weeks);
        for (var from = (int)oldest[at] + 1; from < held; from++)
        {
            Lead(at, from);
        }
        Lead(at, first);
    }
}
