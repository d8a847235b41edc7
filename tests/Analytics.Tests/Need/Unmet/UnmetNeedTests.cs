using FsCheck;
using FsCheck.Fluent;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Counting;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Need;
using Populatie.Analytics.Need.Unmet;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Maps;
using Populatie.Analytics.Tests.Counting;
using Outcome = Populatie.Analytics.Records.Outcome;

namespace Populatie.Analytics.Tests.Need.Unmet;

/// <summary>Unmet need: its law on random towns and settings, and each part against a count by hand.</summary>
public sealed class UnmetNeedTests
{
    private const int Support = 1;

    [Fact]
    [Trait("Speed", "slow")]
    public void N4_the_four_parts_are_not_negative_and_sum_to_unmet() =>
        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(25).WithReplay(20_261_122, 1),
            Prop.ForAll(
                RandomTown.Rows,
                Gen.Choose(0, int.MaxValue).ToArbitrary(),
                (rows, seed) =>
                {
                    var (cube, fit) = Fitted(rows);
                    var model = new UnmetModel(cube, fit, RandomSettings(new Random(seed)));
                    int[] ordinals = [.. Enumerable.Range(0, cube.Axes.Products.Count)];
                    for (var leaf = 0; leaf < cube.Axes.Areas.LeafCount; leaf++)
                    {
                        foreach (var need in model.Of([leaf], ordinals))
                        {
                            ShouldHold(need);
                        }
                    }
                }
            )
        );

    [Fact]
    [Trait("Speed", "slow")]
    public void Parts_of_children_sum_to_their_parent() =>
        RandomTown.Check(
            15,
            rows =>
            {
                var (cube, fit) = Fitted(rows);
                foreach (var measure in UnmetMeasures.All)
                {
                    var sums = new[] { AreaLevel.Gemeente, AreaLevel.Wijk, AreaLevel.Buurt, AreaLevel.Buurtteam }
                        .Select(level => new FigureQuery
                        {
                            Level = level,
                            Measure = measure,
                            Product = "all",
                        })
                        .Select(query =>
                            UnmetFigures.Select(cube, fit, UnmetSettings.Embedded, query).Sum(f => f.Value)
                        )
                        .ToList();
                    sums.ShouldAllBe(s => Math.Abs(s!.Value - sums[0]!.Value) < 1e-9 * (1 + sums[0]!.Value));
                }
            }
        );

    [Fact]
    public void Waiting_counts_persons_over_the_norm_of_their_act_once()
    {
        // The norm of the Wmo is 8 + 6 weeks. Day 100 before the end is over it, day 90 is not; the third waits for two
        // things and is one person; the fourth began in time.
        Row[] rows =
        [
            new(1, Support, Before(100), null),
            new(2, Support, Before(90), null),
            new(3, Support, Before(120), null),
            new(3, Town.Aid, Before(200), null),
            new(4, Support, Before(150), Before(20)),
        ];
        var (cube, fit) = Fitted(rows);
        var model = new UnmetModel(cube, fit, UnmetSettings.Embedded);
        var all = cube.Axes.Products.AllOrdinal;
        var found = model.Of([0], [Support, Town.Aid, all]);
        found.Select(f => f.Waiting!.Value).ShouldBe([2, 1, 2]);
        found[0].Waiting!.Basis.ShouldBe(Basis.Observed);
        // The start of care may take four to ten weeks: 90 days are over 8 + 4 weeks, 120 days are not over 8 + 10.
        (found[0].Waiting!.Low, found[0].Waiting!.High).ShouldBe((0, 3));
    }

    [Fact]
    public void Foregone_need_fades_at_its_exit_rate()
    {
        Row[] rows =
        [
            new(1, Support, "2022-02-01", null, "2022-06-01", Outcome: Outcome.DroppedOut),
            new(2, Support, "2023-02-01", null, "2023-06-01", Outcome: Outcome.Other),
            // Died, or asked again: nothing was foregone.
            new(3, Support, "2023-02-01", null, "2023-06-01", Outcome: Outcome.Died),
            new(4, Support, "2023-02-01", null, "2023-06-01", Outcome: Outcome.DroppedOut),
            new(4, Support, "2023-08-01", "2023-09-01", null),
        ];
        var (cube, fit) = Fitted(rows);
        var exit = UnmetSettings.Embedded.ForegoneExit[Act.Wmo].Value;
        var found = new UnmetModel(cube, fit, UnmetSettings.Embedded).Of([0], [Support])[0].Foregone!;
        var first = (1 - Math.Exp(-exit)) / exit;
        found.Value.ShouldBe(first * (1 + Math.Exp(-exit)), 1e-12);
        found.Low.ShouldBeLessThan(found.Value);
        found.High.ShouldBeGreaterThan(found.Value);
    }

    [Fact]
    public void Held_needs_steps_to_aanvullende_zorg_else_it_is_empty()
    {
        Row[] stays =
        [
            // A referral after three months, one after twelve, and two ends without.
            new(1, Town.Buurtteam, null, "2021-02-01", "2021-05-01", Outcome: Outcome.StepUp),
            new(1, Support, null, "2021-05-02", "2021-06-01"),
            new(2, Town.Buurtteam, null, "2021-02-01", "2022-02-01", Outcome: Outcome.StepUp),
            new(2, Support, null, "2022-02-02", "2022-06-01"),
            new(3, Town.Buurtteam, null, "2021-02-01", "2022-12-01", Outcome: Outcome.Recovered),
            new(4, Town.Buurtteam, null, "2021-02-01", "2021-04-01", Outcome: Outcome.Recovered),
            new(5, Town.Buurtteam, null, "2021-02-01"),
            new(6, Town.Buurtteam, null, "2023-11-01"),
        ];
        var (cube, fit) = Fitted(stays);
        var held = new UnmetModel(cube, fit, UnmetSettings.Embedded).Of([0], [Town.Buurtteam])[0].Held!;
        // Three quarters of the referrals have been made by month 11.5. Person 5 is beyond it, person 6 is not; of those
        // who are that long in care half of one (of the month) is still referred, against 1 who recovers later.
        held.Value.ShouldBe(0.5 / 1.5 * UnmetSettings.Embedded.HeldShare.Value, 0.02);
        held.Low.ShouldBe(0);
        held.Basis.ShouldBe(Basis.Assumed);

        var (without, itsFit) = Fitted([.. stays.Where(r => r.Product != Support)]);
        var need = new UnmetModel(without, itsFit, UnmetSettings.Embedded).Of([0], [Town.Buurtteam])[0];
        need.Held.ShouldBeNull();
        need.Total.Value.ShouldBe(need.Waiting!.Value + need.Foregone!.Value + need.Hidden!.Value);
    }

    [Fact]
    public void Take_up_of_one_hides_nothing_and_less_take_up_hides_more()
    {
        var (cube, fit) = Fitted([
            .. Enumerable.Range(1, 40).Select(p => new Row(p, Support, "2023-02-01", "2023-03-01")),
        ]);
        double Hidden(double takeUp)
        {
            var all = Enum.GetValues<Segment>().ToDictionary(s => s, _ => Certain(takeUp));
            var settings = UnmetSettings.Embedded with { TakeUp = all };
            var hidden = new UnmetModel(cube, fit, settings).Of([0, 1, 2, 3], [Support])[0].Hidden!;
            hidden.Basis.ShouldBe(Basis.Assumed);
            return hidden.Value;
        }
        Hidden(1).ShouldBe(0);
        // 40 requests in three years; the need of half as many again is silent, and lasts 1 ÷ 0.7 years.
        var exit = UnmetSettings.Embedded.HiddenExit[Act.Wmo].Value;
        Hidden(2.0 / 3).ShouldBe(40.0 / 3 * 0.5 / exit, 0.05 * 40 / 3);
        Hidden(0.5).ShouldBeGreaterThan(Hidden(2.0 / 3));
    }

    [Fact]
    public void Shares_of_segments_sum_to_one_in_every_buurt_and_draw()
    {
        var areas = EmbeddedUtrecht.Areas().Index;
        foreach (var settings in new[] { UnmetSettings.Embedded, UnmetSettings.Embedded with { Features = null } })
        {
            var takeUp = new SegmentTakeUp(areas, settings);
            takeUp.KnowsFeatures.ShouldBe(settings.Features is not null);
            foreach (var draw in new[] { 0, 1, 200, 400 })
            {
                for (var buurt = 0; buurt < areas.BuurtCount; buurt++)
                {
                    var shares = takeUp.Shares(buurt, draw);
                    shares.ShouldAllBe(s => s >= 0);
                    shares.Sum().ShouldBe(1, 1e-12);
                }
            }
        }
    }

    [Fact]
    public void Draws_have_the_stated_range_as_their_90_percent()
    {
        var draws = AssumptionDraws.Of(new Assumption(2, 1, 5, "test", 0), 7, 0, 100);
        draws[0].ShouldBe(2);
        // 4.5 standard errors of a share of 5% over 400 draws.
        var error = 4.5 * Math.Sqrt(0.05 * 0.95 / 400);
        draws.Skip(1).Count(d => d < 1).ShouldBeLessThan((int)(400 * (0.05 + error)));
        draws.Skip(1).Count(d => d > 5).ShouldBeLessThan((int)(400 * (0.05 + error)));
        (draws.Skip(1).Count(d => d < 2) / 400.0).ShouldBe(0.5, 4.5 * Math.Sqrt(0.25 / 400));
    }

    private static void ShouldHold(UnmetNeed need)
    {
        UnmetPart?[] parts = [need.Waiting, need.Held, need.Foregone, need.Hidden];
        foreach (var part in parts.Append(need.Total).OfType<UnmetPart>())
        {
            part.Low.ShouldBeGreaterThanOrEqualTo(0);
            part.Low.ShouldBeLessThanOrEqualTo(part.Value);
            part.Value.ShouldBeLessThanOrEqualTo(part.High);
            double.IsFinite(part.High).ShouldBeTrue();
        }
        need.Total.Value.ShouldBe(parts.Sum(p => p?.Value ?? 0));
    }

    private static (Cube Cube, Fit Fit) Fitted(IEnumerable<Row> rows)
    {
        var settings = new CubeSettings { FirstDay = new DateOnly(2020, 11, 20), LastDay = new DateOnly(2023, 12, 31) };
        var cube = Town.Build(rows, settings).Cube;
        var tables = Enumerable
            .Range(2020, 5)
            .Select(year => new PopulationTable(
                year,
                Town.Areas.BuurtCount,
                [.. Enumerable.Repeat(3, Town.Areas.BuurtCount * PopulationTable.CellsPerBuurt)],
                Basis.Published
            ));
        var people = new PopulationSeries([.. Town.Areas.Buurten.Select(b => b.Code)], [.. tables]);
        return (cube, FitEstimator.Estimate(cube, people, new FitSettings()));
    }

    private static string Before(int days) => new DateOnly(2023, 12, 31).AddDays(-days).ToString("yyyy-MM-dd");

    private static Assumption Certain(double value) => new(value, value, value, "test", 0);

    /// <summary>Every assumption anywhere in what it may mean, its range as wide as it may be.</summary>
    private static UnmetSettings RandomSettings(Random random)
    {
        Assumption Of(double least, double most)
        {
            double[] three = [.. Enumerable.Range(0, 3).Select(_ => least + (random.NextDouble() * (most - least)))];
            Array.Sort(three);
            return new(three[1], three[0], three[2], "test", 0);
        }
        Dictionary<Act, Assumption> Exits() => new() { [Act.Wmo] = Of(0.01, 5), [Act.Jeugd] = Of(0.01, 5) };
        return UnmetSettings.Embedded with
        {
            NormWeeks = new Dictionary<Act, (Assumption, Assumption)>
            {
                [Act.Wmo] = (Of(0, 20), Of(0, 20)),
                [Act.Jeugd] = (Of(0, 20), Of(0, 20)),
            },
            HeldTiming = Of(0, 1),
            HeldShare = Of(0, 1),
            ForegoneExit = Exits(),
            HiddenExit = Exits(),
            TakeUp = Enum.GetValues<Segment>().ToDictionary(s => s, _ => Of(0.05, 1)),
        };
    }
}
