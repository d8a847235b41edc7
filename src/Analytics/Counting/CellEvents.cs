using Populatie.Analytics.Cubes;

namespace Populatie.Analytics.Counting;

/// <summary>What happened in one cell of the flows: some of the counts by one, and amounts.</summary>
/// <param name="Counts">
/// A bit per measure of <see cref="Cube.FlowMeasures"/>: those set are raised by one. The bits of the measures that are
/// amounts tell to which of them <paramref name="Days"/> go: person-days, or waiting days when that bit is set.
/// </param>
internal readonly record struct FlowEvent(ulong Key, long Minutes, long Cents, int Days, int Counts)
{
    public const int Requests = 0;
    public const int Returns = 1;
    public const int Begun = 2;
    public const int Ended = 3;
    public const int Entered = 4;
    public const int Left = 5;
    public const int Open = 6;
    public const int PersonDays = 7;
    public const int Waiting = 8;
    public const int WaitingDays = 9;
    public const int MinutesSpent = 10;
    public const int Cost = 11;

    private const int AllCounts = ((1 << PersonDays) - 1) | (1 << Waiting);

    public static void AddTo(CellTable table, ReadOnlySpan<FlowEvent> events)
    {
        foreach (ref readonly var one in events)
        {
            var cell = table.At(one.Key);
            cell[(one.Counts & (1 << WaitingDays)) == 0 ? PersonDays : WaitingDays] += one.Days;
            cell[MinutesSpent] += one.Minutes;
            cell[Cost] += one.Cents;
            for (var counts = one.Counts & AllCounts; counts != 0; counts &= counts - 1)
            {
                cell[System.Numerics.BitOperations.TrailingZeroCount(counts)]++;
            }
        }
    }
}

/// <summary>A cell in which somebody was counted: keys, whose highest bits say in which measure.</summary>
internal static class CountEvents
{
    private const int MeasureShift = 61;

    public static ulong Of(CellKey key, int measure) => key.Bits | ((ulong)measure << MeasureShift);

    public static void AddTo(CellTable table, ReadOnlySpan<ulong> events)
    {
        foreach (var one in events)
        {
            table.At(one & ((1UL << MeasureShift) - 1))[(int)(one >> MeasureShift)]++;
        }
    }
}
