using System.Globalization;
using Populatie.Analytics.Outcomes;
using Populatie.Analytics.Records;
using Populatie.Analytics.Tests.Counting;
using Outcome = Populatie.Analytics.Records.Outcome;

namespace Populatie.Analytics.Tests.Outcomes;

public sealed class OutcomeStudyTests
{
    private static readonly DateOnly First = new(2018, 1, 1);
    private static readonly DateOnly Last = new(2025, 12, 31);

    /// <summary>Spells with a known half-life and a known share of steps; some first spells are followed by a second one.</summary>
    [Fact]
    public void Known_truth_is_found_again_within_chance()
    {
        const double stepUp = 0.2;
        const double back = 0.35;
        const double halfLife = 120;
        var random = new Random(17);
        int Length() => Math.Max(1, (int)Math.Ceiling(-halfLife * Math.Log2(1 - random.NextDouble())));
        Outcome End() => random.NextDouble() < stepUp ? Outcome.StepUp : Outcome.Recovered;
        var rows = new List<Row>();
        for (var person = 1; person <= 4000; person++)
        {
            var (start, length) = (First.DayNumber + random.Next(500), Length());
            rows.Add(Spell(person, start, length, End()));
            if (random.NextDouble() < back)
            {
                rows.Add(Spell(person, start + length + random.Next(30, 300), Length(), End()));
            }
        }
        var all = Study(rows, SegmentKind.Sex).Rows.Single(r => Is(r, Town.Support, OutcomeTable.All));
        all.Spells.ShouldBe(rows.Count);
        all.Persons.ShouldBe(4000);
        // Of a half-life the standard error is that length over log 2 and the root of the number.
        var error = halfLife / (Math.Log(2) * Math.Sqrt(rows.Count));
        ((double)all.TimeToEnd!.Value.Median!.Value).ShouldBe(halfLife, 1 + (4.5 * error));
        Within(all.StepUp!.Value, stepUp);
        // Second spells are spells too, and nobody has a third.
        Within(all.Returned!.Value, back / (1 + back));
    }

    [Theory]
    [InlineData(SegmentKind.Age)]
    [InlineData(SegmentKind.Sex)]
    [InlineData(SegmentKind.Delivery)]
    [InlineData(SegmentKind.Wijk)]
    public void It_agrees_with_the_oracle(SegmentKind kind)
    {
        var rows = Tidy(new Random(23), persons: 160);
        var table = Study(rows, kind);
        var expected = new Reference.NaiveOutcomes(rows, kind, First.DayNumber, Last.DayNumber).Rows().ToList();
        table.Rows.Count(r => r.Spells is not null).ShouldBeGreaterThan(4);
        foreach (var row in table.Rows)
        {
            var mine = expected.SingleOrDefault(e =>
                string.Equals(e.Product, row.Product, StringComparison.Ordinal)
                && string.Equals(e.Segment, row.Segment, StringComparison.Ordinal)
            );
            if (row.Spells is null)
            {
                continue;
            }
            (row.Spells, row.Persons).ShouldBe((mine!.Spells, mine.Persons), row.ToString());
            row.TimeToEnd!.Value.Ended.ShouldBe(mine.Ended);
            if (row.StepUp is { } up)
            {
                (up.Of, (long)Math.Round(up.Value * up.Of)).ShouldBe((mine.Told, mine.SteppedUp));
            }
            if (row.Returned is { } back)
            {
                (back.Of, (long)Math.Round(back.Value * back.Of)).ShouldBe((mine.Followed, mine.Returned));
            }
        }
        foreach (var mine in expected.Where(e => e.Persons < 10))
        {
            table
                .Rows.Single(r =>
                    string.Equals(r.Product, mine.Product, StringComparison.Ordinal)
                    && string.Equals(r.Segment, mine.Segment, StringComparison.Ordinal)
                )
                .Spells.ShouldBeNull();
        }
    }

    [Fact]
    public void A4_neither_the_order_of_records_nor_threads_change_a_digit()
    {
        var rows = Tidy(new Random(29), persons: 120);
        var shuffled = rows.ToArray();
        new Random(1).Shuffle(shuffled);
        var one = Study(rows, SegmentKind.Age, threads: 1);
        var other = Study(shuffled, SegmentKind.Age, threads: 3);
        other.Rows.ToArray().ShouldBe(one.Rows.ToArray());
    }

    [Fact]
    public void Spells_that_began_before_anything_ended_are_left_out_unless_asked_for()
    {
        var rows = Enumerable
            .Range(1, 30)
            .SelectMany(p =>
                new[]
                {
                    new Row(p, Town.Support, null, "2009-05-01", "2020-06-01"),
                    new Row(p, Town.Aid, null, "2020-07-01", "2020-08-01"),
                }
            )
            .ToList();
        var table = OutcomeStudy.Of(
            Town.Batches(rows, 7),
            Town.Areas,
            Town.Products,
            new(SegmentKind.Sex, null, null, 2)
        );
        table.FirstDay.ShouldBe(new DateOnly(2020, 6, 1));
        table.Rows.ShouldNotContain(r => Is(r, Town.Support, OutcomeTable.All));
        table.Rows.Single(r => Is(r, Town.Aid, OutcomeTable.All)).Spells.ShouldBe(30);
    }

    [Fact]
    public void Nothing_of_fewer_than_ten_persons_is_shown_however_many_spells_they_had()
    {
        var rows = new List<Row>();
        for (var person = 1; person <= 9; person++)
        {
            for (var year = 2018; year < 2023; year++)
            {
                rows.Add(new Row(person, Town.Support, null, $"{year}-02-01", $"{year}-05-01"));
            }
        }
        Study(rows, SegmentKind.Sex)
            .Rows.ShouldAllBe(r => r.Spells == null && r.TimeToEnd == null && r.StepUp == null && r.Returned == null);
    }

    private static OutcomeTable Study(IReadOnlyList<Row> rows, SegmentKind kind, int threads = 2) =>
        OutcomeStudy.Of(Town.Batches(rows, 50), Town.Areas, Town.Products, new(kind, First, Last, threads));

    private static bool Is(OutcomeRow row, int product, string segment) =>
        string.Equals(row.Product, Town.Products.Codes[product], StringComparison.Ordinal)
        && string.Equals(row.Segment, segment, StringComparison.Ordinal);

    private static void Within(Proportion found, double truth) =>
        found.Value.ShouldBe(truth, 4.5 * Math.Sqrt(truth * (1 - truth) / found.Of));

    private static Row Spell(int person, int start, int length, Outcome outcome) =>
        new(person, Town.Support, null, Text(start), Text(start + length - 1), Outcome: outcome);

    /// <summary>People with one spell after another, some of them in touching pieces, of several products.</summary>
    private static List<Row> Tidy(Random random, int persons)
    {
        var rows = new List<Row>();
        for (var person = 1; person <= persons; person++)
        {
            var (birth, sex, leaf) = (random.Next(1935, 2015), (Sex)random.Next(2), random.Next(4));
            for (var product = 0; product < 3; product++)
            {
                var day = First.DayNumber - 200 + random.Next(900);
                for (var piece = random.Next(5); piece > 0; piece--)
                {
                    var end = day + random.Next(1, 400);
                    var open = piece == 1 && random.Next(4) == 0;
                    var gap = random.Next(3) == 0 ? 1 : random.Next(2, 500);
                    rows.Add(
                        new Row(
                            person,
                            product,
                            random.Next(3) == 0 ? null : Text(day - random.Next(gap == 1 ? 1 : 20)),
                            Text(day),
                            open ? null : Text(end),
                            leaf,
                            birth,
                            sex,
                            (Delivery)random.Next(2),
                            Outcome: (Outcome)random.Next(10)
                        )
                    );
                    day = end + gap;
                }
            }
        }
        return rows;
    }

    private static string Text(int day) =>
        DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
