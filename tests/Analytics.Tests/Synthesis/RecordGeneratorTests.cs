using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Synthesis;
using Populatie.Analytics.Synthesis;

namespace Populatie.Analytics.Tests.Synthesis;

public sealed class RecordGeneratorTests
{
    /// <summary>Far enough out that a fixed seed fails only when something changed.</summary>
    private const double Sigmas = 4.5;

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [Trait("Speed", "slow")]
    public void Threads_change_no_byte(int threads)
    {
        var one = SmallTown.Usual;
        var many = RecordGenerator.Generate(SmallTown.Settings(threads: threads), SmallTown.Inputs());
        string.Equals(SmallTown.Text(many), SmallTown.Text(one), StringComparison.Ordinal).ShouldBeTrue();
    }

    [Fact]
    public void Another_seed_gives_other_people()
    {
        var one = SmallTown.UsualRows;
        var other = SmallTown.Rows(RecordGenerator.Generate(SmallTown.Settings(seed: 2), SmallTown.Inputs()));
        one.Select(r => r.Person).Intersect(other.Select(r => r.Person), StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void Joining_rows_that_touch_gives_the_true_spells_back()
    {
        var generation = SmallTown.Usual;
        var joined = NaiveSpells.Join(SmallTown.UsualRows);
        var truth = generation.Spells().Select(s => NaiveSpells.Of(generation.Truth, s.Person, s.Spell));
        var lost = truth.Order(StringComparer.Ordinal).ToList();
        var found = joined.Order(StringComparer.Ordinal).ToList();
        found.Count.ShouldBe(lost.Count);
        found.Zip(lost).Where(p => !string.Equals(p.First, p.Second, StringComparison.Ordinal)).Take(3).ShouldBeEmpty();
    }

    [Fact]
    public void Batches_hold_what_the_text_holds()
    {
        var generation = SmallTown.Usual;
        using var rows = SmallTown.UsualRows.GetEnumerator();
        var personOf = new Dictionary<string, UInt128>(StringComparer.Ordinal);
        foreach (var batch in generation.Batches())
        {
            for (var i = 0; i < batch.Count; i++)
            {
                if (!rows.MoveNext())
                {
                    throw new InvalidOperationException("the text has fewer rows");
                }
                var row = rows.Current;
                personOf.TryAdd(row.Person, batch.Person[i]);
                var same =
                    personOf[row.Person] == batch.Person[i]
                    && string.Equals(
                        generation.Truth.Products.Codes[batch.Product[i]],
                        row.Product,
                        StringComparison.Ordinal
                    )
                    && batch.BirthYear[i] == row.BirthYear
                    && batch.Requested[i] == row.Requested
                    && (batch.Started[i] == UseBatch.UnknownDay ? null : batch.Started[i]) == row.Started
                    && (batch.Ended[i] == UseBatch.StillOpen ? null : batch.Ended[i]) == row.Ended
                    && batch.Outcome[i] == row.OutcomeToken
                    && (batch.Minutes[i] == UseBatch.UnknownMinutes ? 0 : batch.Minutes[i]) == row.Minutes
                    && batch.Leaf[i] == (row.Buurt.Length == 0 ? SmallTown.Areas.UnknownLeaf : LeafOf(row.Buurt));
                if (!same)
                {
                    throw new InvalidOperationException($"row differs: {row.Text}");
                }
            }
        }
        rows.MoveNext().ShouldBeFalse();
        personOf.Values.Distinct().Count().ShouldBe(personOf.Count);
    }

    [Fact]
    public void A_pseudonym_belongs_to_one_person()
    {
        var rows = SmallTown.UsualRows;
        rows.GroupBy(r => r.Person, StringComparer.Ordinal)
            .ShouldAllBe(g => g.Select(r => $"{r.BirthYear}{r.Sex}").Distinct().Count() == 1);
        var numbers = Enumerable.Range(0, 100_000).Select(n => Pseudonyms.Permute(3, Pseudonyms.Person, (ulong)n));
        numbers.Distinct().Count().ShouldBe(100_000);
    }

    [Fact]
    public void Rows_are_written_as_the_truth_says_of_their_product()
    {
        var lines = TruthFile.Embedded.Products.ToDictionary(p => p.Code, p => p.Lines, StringComparer.Ordinal);
        var seen = new Dictionary<(CareLines Lines, bool WithinMonth, bool WithCost), int>();
        foreach (var row in SmallTown.UsualRows.Where(r => r.Started is not null))
        {
            var end = row.Ended ?? new DateOnly(SmallTown.LastYear, 12, 31).DayNumber;
            var key = (lines[row.Product], Month(row.Started!.Value) == Month(end), row.Cost.Length > 0);
            seen[key] = seen.GetValueOrDefault(key) + 1;
        }
        seen.Keys.ShouldBe(
            [
                (CareLines.Declared, true, true),
                (CareLines.Attendance, true, false),
                (CareLines.Whole, true, false),
                (CareLines.Whole, false, false),
            ],
            ignoreOrder: true
        );

        static (int, int) Month(int day) => (DateOnly.FromDayNumber(day).Year, DateOnly.FromDayNumber(day).Month);
    }

    [Theory]
    [InlineData("sociale-basis", CareLines.Declared, "attendance or whole")]
    [InlineData("wmo-huishouden", CareLines.Attendance, "say declared")]
    [InlineData("wmo-huishouden", CareLines.Whole, "say declared")]
    public void A_product_is_paid_in_one_way(string code, CareLines lines, string mend)
    {
        var truth = TruthFile.Embedded;
        truth = truth with
        {
            Products =
            [
                .. truth.Products.Select(p =>
                    string.Equals(p.Code, code, StringComparison.Ordinal) ? p with { Lines = lines } : p
                ),
            ],
        };
        Should
            .Throw<UsageException>(() => RecordGenerator.Generate(SmallTown.Settings(), SmallTown.Inputs(truth)))
            .Message.ShouldContain(mend);
    }

    [Fact]
    public void Delivery_forms_follow_their_shares()
    {
        var generation = SmallTown.Usual;
        var declared = generation
            .Spells()
            .Select(s => s.Spell)
            .Where(s => !generation.Truth.Products.Products[s.Product].LumpSum)
            .ToList();
        foreach (var (form, share) in new[] { (Delivery.Zin, 0.75), (Delivery.Pgb, 0.22), (Delivery.Both, 0.03) })
        {
            var count = declared.Count(s => s.Delivery == form);
            var sd = Math.Sqrt(declared.Count * share * (1 - share));
            Math.Abs(count - (declared.Count * share)).ShouldBeLessThanOrEqualTo(Sigmas * sd, form.ToString());
        }
    }

    [Fact]
    public void Requests_are_Poisson_around_rate_times_person_years_times_risk()
    {
        var truth = TruthFile.Embedded.WithoutLoss();
        truth = truth with { Products = [.. truth.Products.Select(WithoutReturnsAndSteps)] };
        var generation = RecordGenerator.Generate(SmallTown.Settings(seed: 11), SmallTown.Inputs(truth));
        var firstDay = new DateOnly(SmallTown.FirstYear, 1, 1).DayNumber;
        var counted = generation
            .Spells()
            .Where(s => s.Spell.Requested >= firstDay)
            .ToLookup(s => (Buurt: (int)(s.Person >> 37), s.Spell.Product));
        for (var buurt = 0; buurt < 6; buurt++)
        {
            for (var product = 0; product < generation.Truth.ProductCount; product++)
            {
                var expected = ExpectedRequests(generation.Truth, buurt, product);
                var slack = (Sigmas * Math.Sqrt(expected)) + 1;
                Math.Abs(counted[(buurt, product)].Count() - expected).ShouldBeLessThanOrEqualTo(slack);
            }
        }
        var all = Enumerable
            .Range(0, 6)
            .SelectMany(b =>
                Enumerable.Range(0, generation.Truth.ProductCount).Select(p => ExpectedRequests(generation.Truth, b, p))
            )
            .Sum();
        var total = counted.Sum(g => g.Count());
        Math.Abs(total - all).ShouldBeLessThanOrEqualTo(Sigmas * Math.Sqrt(all));
    }

    [Fact]
    public void Most_requests_at_the_team_for_adults_are_returns()
    {
        var generation = SmallTown.Usual;
        generation.Truth.Products.TryFind("buurtteam-sociaal", out var team);
        var (requests, returns) = (0, 0);
        foreach (var person in generation.Spells().Where(s => s.Spell.Product == team).GroupBy(s => s.Person))
        {
            var ends = new List<int>();
            foreach (var (_, spell) in person.OrderBy(s => s.Spell.Requested))
            {
                requests++;
                returns += ends.Exists(e => spell.Requested > e && spell.Requested <= e + 365) ? 1 : 0;
                ends.Add(spell.Ended);
            }
        }
        ((double)returns / requests).ShouldBeInRange(0.4, 0.65);
    }

    [Fact]
    public void Fewer_rows_are_a_sample_of_whole_persons()
    {
        var all = SmallTown.UsualRows;
        var wanted = all.Count / 4;
        var some = RecordGenerator.Generate(SmallTown.Settings() with { Rows = wanted }, SmallTown.Inputs());
        some.SampleShare.ShouldBeInRange(0.15, 0.35);
        var sample = SmallTown.Rows(some).ToList();
        var persons = sample.Select(r => r.Person).ToHashSet(StringComparer.Ordinal);
        sample.Count.ShouldBe(all.Count(r => persons.Contains(r.Person)));
        sample.Count.ShouldBeInRange((int)(0.8 * wanted), (int)(1.2 * wanted));
    }

    private static int LeafOf(string code)
    {
        SmallTown.Areas.TryFindLeaf(code, out var leaf).ShouldBeTrue();
        return leaf;
    }

    private static double ExpectedRequests(Truth truth, int buurt, int product)
    {
        double expected = 0;
        for (var year = SmallTown.FirstYear; year <= SmallTown.LastYear; year++)
        {
            for (var cell = 0; cell < 2 * AgeBands.AgeCount; cell++)
            {
                var (sex, age) = ((Sex)(cell / AgeBands.AgeCount), cell % AgeBands.AgeCount);
                var people =
                    (
                        SmallTown.Population.At(year)[buurt, sex, age]
                        + SmallTown.Population.At(year + 1)[buurt, sex, age]
                    ) / 2.0;
                expected += people * truth.RateOf(buurt, product, truth.Bands.OfAge(age), sex, year);
            }
        }
        return expected;
    }

    private static ProductTruth WithoutReturnsAndSteps(ProductTruth product) =>
        product with
        {
            ReturnRate = product.ReturnRate with { Value = 0, Low = 0 },
            Ends = default,
        };
}
