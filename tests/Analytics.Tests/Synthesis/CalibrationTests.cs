using System.Globalization;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Geometry;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Maps;
using Populatie.Analytics.Sources.Products;
using Populatie.Analytics.Sources.Synthesis;
using Populatie.Analytics.Synthesis;

namespace Populatie.Analytics.Tests.Synthesis;

public sealed class CalibrationTests
{
    [Fact]
    [Trait("Speed", "slow")]
    public void Clients_per_wijk_and_year_are_as_published_counted_from_the_text()
    {
        var published = new PublishedUse([
            .. Published(Act.Wmo, [500, 510, 490, 520], [620, 600, 615, 600], 90),
            .. Published(Act.Jeugd, [250, 300, 320, 310], [200, 260, 280, 300], 40),
        ]);
        var settings = SmallTown.Settings() with { Mode = GeneratorMode.Calibrated };
        var generation = RecordGenerator.Generate(settings, SmallTown.Inputs() with { Published = published });
        CompareWithPublished(SmallTown.Rows(generation), published, SmallTown.Areas, SmallTown.LastYear);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void Utrecht_has_as_many_clients_as_were_published()
    {
        var settings = new GeneratorSettings
        {
            Mode = GeneratorMode.Calibrated,
            Seed = 3,
            Threads = 2,
        };
        var inputs = UtrechtCity.Inputs(TruthFile.Embedded) with { Boundaries = null };
        var generation = RecordGenerator.Generate(settings, inputs);
        var rows = generation
            .Chunks()
            .SelectMany(chunk =>
            {
                using (chunk)
                {
                    return System
                        .Text.Encoding.ASCII.GetString(chunk.Bytes.Span)
                        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                        .Select(line => new SmallTown.Row(line));
                }
            });
        var waits = new WaitingAtYearEnd(2023, 2025);
        CompareWithPublished(waits.Watch(rows), PublishedUse.Embedded, inputs.Areas, 2025);
        generation.Calibration.Where(l => l.Year > 2021).ShouldAllBe(l => l.Published == null);
        waits.LastIsLikeTheOthers();
    }

    [Fact]
    public void Areas_without_published_figures_are_refused()
    {
        var settings = SmallTown.Settings() with { Mode = GeneratorMode.Calibrated };
        var inputs = SmallTown.Inputs() with { Published = PublishedUse.Embedded };
        Should
            .Throw<UsageException>(() => RecordGenerator.Generate(settings, inputs))
            .Message.ShouldContain("--mode free");
    }

    [Fact]
    public void Homes_lie_in_the_buurt_of_their_person()
    {
        var areas = EmbeddedUtrecht.Areas();
        var homes = new AddressBook(areas, 5);
        for (var buurt = 0; buurt < areas.Index.BuurtCount; buurt++)
        {
            for (uint household = 0; household < 10; household++)
            {
                homes.TryPointOf(buurt, household, out var x, out var y).ShouldBeTrue();
                areas.Coverage.Owns(buurt, new RdPoint(x, y)).ShouldBeTrue();
            }
        }
    }

    private static IEnumerable<PublishedUseRow> Published(Act act, int[] first, int[] second, int unknown)
    {
        for (var i = 0; i < first.Length; i++)
        {
            var year = SmallTown.FirstYear + i;
            yield return new(act, year, "WK000101", first[i], null, []);
            yield return new(act, year, "WK000102", second[i], null, []);
            // Fewer and fewer without a wijk: some must become known.
            yield return new(act, year, "GM0001", first[i] + second[i] + (unknown / (i + 1)), null, []);
        }
    }

    /// <summary>Distinct persons with flagged care in a year, by the place that their rows of that year carry.</summary>
    private static void CompareWithPublished(
        IEnumerable<SmallTown.Row> rows,
        PublishedUse published,
        AreaIndex areas,
        int lastYear
    )
    {
        var products = ProductCatalogue.Embedded.Products.ToDictionary(p => p.Code, StringComparer.Ordinal);
        (string, string, int, int, string) last = default;
        var seen = new HashSet<(Act, int, string, string)>();
        foreach (var row in rows.Where(r => r.Started is not null))
        {
            var product = products[row.Product];
            if (!product.InCbsWmo && !product.InCbsJeugd)
            {
                continue;
            }
            var from = DateOnly.FromDayNumber(row.Started!.Value).Year;
            var to = row.Ended is { } end ? DateOnly.FromDayNumber(end).Year : lastYear;
            var place = row.Buurt.StartsWith("BU", StringComparison.Ordinal)
                ? $"WK{row.Buurt.AsSpan(2, 6)}"
                : row.Buurt;
            // Monthly lines repeat themselves eleven times a year.
            var now = (row.Person, row.Product, from, to, place);
            if (now == last)
            {
                continue;
            }
            last = now;
            for (var year = from; year <= to; year++)
            {
                seen.Add((product.Act, year, place, row.Person));
            }
        }
        var counted = seen.CountBy(s => (s.Item1, s.Item2, s.Item3)).ToDictionary();
        foreach (var line in published.Rows)
        {
            var count = line.Code.StartsWith("GM", StringComparison.Ordinal)
                ? seen.Where(s => s.Item1 == line.Act && s.Item2 == line.Year)
                    .Select(s => s.Item4)
                    .Distinct(StringComparer.Ordinal)
                    .Count()
                : counted.GetValueOrDefault((line.Act, line.Year, line.Code));
            count.ShouldBe(
                line.Clients!.Value,
                string.Create(CultureInfo.InvariantCulture, $"{line.Act} {line.Year} {line.Code}")
            );
        }
        areas.GemeenteCount.ShouldBe(1);
    }

    /// <summary>Who waits on 31 December, of the rows as they come by.</summary>
    private sealed class WaitingAtYearEnd(int first, int last)
    {
        private readonly HashSet<(string Person, string Product, int Asked)> seen = [];
        private readonly int[] waiting = new int[last - first + 1];

        public IEnumerable<SmallTown.Row> Watch(IEnumerable<SmallTown.Row> rows)
        {
            foreach (var row in rows)
            {
                // The first line of a stay tells when it began; later ones repeat the request.
                if (row.Requested is { } asked && seen.Add((row.Person, row.Product, asked)))
                {
                    for (var year = first; year <= last; year++)
                    {
                        var day = new DateOnly(year, 12, 31).DayNumber;
                        waiting[year - first] +=
                            asked <= day && (row.Started ?? row.Ended ?? int.MaxValue) > day ? 1 : 0;
                    }
                }
                yield return row;
            }
        }

        /// <summary>
        /// As many wait when the records end as a year earlier, within 4.5 standard errors of two Poisson counts and a tenth for
        /// growth: those who have not begun yet are there as those are who began later.
        /// </summary>
        public void LastIsLikeTheOthers()
        {
            foreach (var (before, after) in waiting.Zip(waiting.Skip(1)))
            {
                before.ShouldBeGreaterThan(1000);
                ((double)after).ShouldBe(before, (4.5 * Math.Sqrt(before + after)) + (0.1 * before));
            }
        }
    }
}
