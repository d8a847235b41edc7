using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Populatie.Analytics.Records;
using Outcome = Populatie.Analytics.Records.Outcome;

namespace Populatie.Analytics.Tests.Counting;

/// <summary>
/// Random records of a few people over some three years, dense enough that rows touch, overlap, move, wait and return.
/// Shrinks by leaving rows out.
/// </summary>
internal static class RandomTown
{
    private static readonly int FirstDay = Town.Day("2020-11-20");

    public static Arbitrary<Row[]> Rows { get; } =
        Arb.From(
            from count in Gen.Choose(1, 22)
            from rows in Gen.ArrayOf(Record(), count)
            select rows,
            rows => rows.Length < 2 ? [] : rows.Select((_, i) => rows.Where((_, j) => j != i).ToArray())
        );

    /// <summary>Runs a property on the same towns every time.</summary>
    public static void Check(int towns, Action<Row[]> property) =>
        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(towns).WithReplay(20_260_101, 1),
            Prop.ForAll(Rows, property)
        );

    private static Gen<Row> Record() =>
        from person in Gen.Choose(1, 3)
        from product in Gen.Choose(0, 3)
        from start in Gen.Choose(0, 80)
        from length in Gen.Frequency(
            (6, Gen.Elements(1, 10, 20, 29, 30)),
            (2, Gen.Choose(1, 200)),
            (1, Gen.Constant(0)),
            (1, Gen.Constant(-1))
        )
        from wait in Gen.Frequency((6, Gen.Choose(0, 60)), (2, Gen.Constant(int.MinValue)), (1, Gen.Choose(-20, -1)))
        from leaf in Gen.Frequency((3, Gen.Constant(person)), (1, Gen.Choose(0, Town.Areas.LeafCount - 1)))
        from birth in Gen.Frequency(
            (8, Gen.Constant(2021 - (17 * person))),
            (1, Gen.Constant(0)),
            (1, Gen.Choose(1920, 2015))
        )
        from sex in Gen.Frequency((6, Gen.Constant((Sex)(person % 2))), (1, Gen.Elements(Sex.V, Sex.M, Sex.O)))
        from delivery in Gen.Frequency(
            (5, Gen.Constant(Delivery.Zin)),
            (2, Gen.Constant(Delivery.Pgb)),
            (1, Gen.Constant(Delivery.Both))
        )
        from minutes in Gen.Frequency((3, Gen.Choose(0, 5000)), (1, Gen.Constant(int.MinValue)))
        from cents in Gen.Frequency((3, Gen.Choose(-3000, 500_000)), (1, Gen.Constant(int.MinValue)))
        from household in Gen.Frequency(
            (4, Gen.Constant(1 + (person / 2))),
            (2, Gen.Constant(0)),
            (1, Gen.Choose(1, 4))
        )
        from outcome in Gen.Elements(Enum.GetValues<Outcome>())
        let started = FirstDay + (10 * start)
        select new Row(
            person,
            product,
            wait == int.MinValue && length >= 0 ? null : Date(started - Math.Max(wait, -20)),
            length < 0 ? null : Date(started),
            length < 0 ? (start % 2 == 0 ? null : Date(started + 25))
                : length == 0 ? null
                : Date(started + length - 1),
            leaf,
            birth,
            sex,
            delivery,
            minutes == int.MinValue ? null : minutes,
            cents == int.MinValue ? null : cents,
            outcome,
            household
        );

    private static string Date(int day) =>
        DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
