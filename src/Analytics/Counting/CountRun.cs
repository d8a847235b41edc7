using Populatie.Analytics.Cubes;

namespace Populatie.Analytics.Counting;

/// <summary>
/// Somebody counted in a run of periods that follow one another, in one word: the key of the cell in the first of them,
/// above it the length of the run less one (6 bits), highest the measure (3 bits).
/// </summary>
internal static class CountRun
{
    /// <summary>Periods that one run spans at most.</summary>
    public const int MostPeriods = 64;

    private const int LengthShift = 53;
    private const int MeasureShift = 59;
    private const int PeriodShift = 17;
    private const ulong PeriodMask = 0xFFFFUL << PeriodShift;

    /// <param name="key">A <see cref="CellKey"/>.</param>
    /// <param name="length">1 … <see cref="MostPeriods"/>.</param>
    public static ulong Of(ulong key, int measure, int length) =>
        key | ((ulong)(uint)(length - 1) << LengthShift) | ((ulong)(uint)measure << MeasureShift);

    /// <summary>A key as it is in every period.</summary>
    public static ulong WithoutPeriod(ulong key) => key & ~PeriodMask;

    public static ulong InPeriod(ulong key, int period) => key | ((ulong)(uint)period << PeriodShift);

    public static (ulong Key, int Period, int Length, int Measure) Split(ulong run)
    {
        var key = run & ((1UL << LengthShift) - 1);
        var length = (int)((run >> LengthShift) & (MostPeriods - 1)) + 1;
        return (WithoutPeriod(key), (int)((key & PeriodMask) >> PeriodShift), length, (int)(run >> MeasureShift));
    }
}
