using Populatie.Analytics.Records;

namespace Populatie.Analytics.Cubes;

/// <summary>
/// Classes of length in <see cref="Cube.Durations"/>. Its keys use the place of the age band for the class (0 … 31) and
/// that of the delivery for the act; sex is V throughout and means nothing.
/// </summary>
public static class Durations
{
    /// <summary>Classes 0 … 31, the last one open.</summary>
    public const int ClassCount = 32;

    /// <summary>Weeks in a class of waiting.</summary>
    public const int WaitWeeks = 1;

    /// <summary>Months in a class of care.</summary>
    public const int CareMonths = 3;

    /// <summary>Whole weeks waited.</summary>
    public static int OfWait(int days) => Math.Min(ClassCount - 1, days / (7 * WaitWeeks));

    /// <summary>Whole quarters in care, a month being as in <see cref="StayTable.MonthOf"/>.</summary>
    public static int OfCare(int days) => Math.Min(ClassCount - 1, StayTable.MonthOf(days) / CareMonths);

    public static CellKey Key(int leaf, int period, int product, int length, Act act) =>
        new(leaf, period, product, length, Sex.V, (Delivery)act);

    public static int ClassOf(CellKey key) => key.Band;

    public static Act ActOf(CellKey key) => (Act)key.Delivery;

    /// <summary>A table without a row.</summary>
    public static CubeTable None() =>
        new(Cube.DurationMeasures, [], [.. Cube.DurationMeasures.Select(_ => Array.Empty<long>())]);
}
