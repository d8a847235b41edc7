using Populatie.Analytics.Records;
using Populatie.Analytics.Records.Quality;
using Populatie.Analytics.Sources.Products;

namespace Populatie.Analytics.Tests.Records.Quality;

/// <summary>What shows when records are held beside each other.</summary>
public sealed class RecordComparisonTests
{
    private static readonly int Day = new DateOnly(2020, 1, 1).DayNumber;

    [Fact]
    public void Each_kind_is_found_once_and_has_its_place()
    {
        var rows = new (int Person, int Born, Sex Sex, int From, int To)[]
        {
            (1, 1950, Sex.V, 0, 30),
            (1, 1950, Sex.V, 0, 30),
            (2, 1960, Sex.M, 0, 30),
            (2, 1961, Sex.V, 31, 60),
            (3, 0, Sex.O, 0, 30),
            (3, 1970, Sex.M, 20, 60),
            (4, 1980, Sex.M, 0, 30),
            (4, 1980, Sex.M, 31, 60),
        };
        var found = Compare(rows, batchRows: 100, new());
        found
            .Tallies.Select(t => (t.Kind, t.Count, t.First.Single().Record))
            .ShouldBe([
                (Comparison.Double, 1, 2),
                (Comparison.TwoBirthYears, 1, 4),
                (Comparison.TwoSexes, 1, 4),
                (Comparison.Overlap, 1, 6),
            ]);
        found.Jumps.ShouldBeEmpty();
    }

    [Fact]
    public void Batches_do_not_change_what_is_found_and_little_memory_compares_some_persons_whole()
    {
        var random = new Random(7);
        var rows = Enumerable
            .Range(0, 3000)
            .Select(_ => (random.Next(400), 1950 + random.Next(2), Sex.V, From: random.Next(50), To: 60))
            .ToArray();
        var whole = Told(Compare(rows, 3000, new()));
        Told(Compare(rows, 7, new())).ShouldBe(whole);
        var some = Compare(rows, 100, new() { RowsHeld = 1000 });
        some.PersonsCompared.ShouldBeInRange(4, 8);
        some.Tallies.Single(t => t.Kind == Comparison.TwoBirthYears).Count.ShouldBeInRange(20, 130);
    }

    [Fact]
    public void A_year_that_doubles_is_told_but_not_the_first_or_the_last()
    {
        var starts = new[] { (2018, 300), (2019, 100), (2020, 110), (2021, 300), (2022, 20) };
        var rows = starts
            .SelectMany(s =>
                Enumerable
                    .Range(0, s.Item2)
                    .Select(i =>
                    {
                        var day = new DateOnly(s.Item1, 1, 1).AddDays(i).DayNumber - Day;
                        return (i, 1950, Sex.V, day, day);
                    })
            )
            .ToArray();
        Compare(rows, 50, new()).Jumps.Select(j => (j.Year, j.Before, j.After)).ShouldBe([(2021, 110, 300)]);
    }

    private static string Told(ComparisonReport report) =>
        string.Join(';', report.Tallies.Select(t => $"{t.Kind} {t.Count} {string.Join(',', t.First)}"));

    private static ComparisonReport Compare(
        (int Person, int Born, Sex Sex, int From, int To)[] rows,
        int batchRows,
        QualitySettings settings
    )
    {
        var comparison = new RecordComparison(ProductCatalogue.Embedded, settings);
        foreach (var part in rows.Chunk(batchRows))
        {
            var batch = new UseBatch(part.Length);
            foreach (var (person, born, sex, from, to) in part)
            {
                var i = batch.Count++;
                // Digests are spread over all bits; small numbers are not.
                batch.Person[i] = (UInt128)(ulong)(person + 1) * 0x9E3779B97F4A7C15UL >> 7;
                (batch.BirthYear[i], batch.Sex[i]) = ((short)born, sex);
                (batch.Requested[i], batch.Started[i], batch.Ended[i]) = (UseBatch.UnknownDay, Day + from, Day + to);
            }
            comparison.Take("r.csv", batch);
        }
        return comparison.Finish(new DateOnly(2022, 6, 1));
    }
}
