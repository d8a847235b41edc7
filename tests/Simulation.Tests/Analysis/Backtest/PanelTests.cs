using Populatie.Analytics.Need.Dynamics;
using Populatie.Analytics.Population;
using Populatie.Analytics.Published;
using Populatie.Analytics.Published.Dynamics;
using Populatie.Analytics.Randomness;
using Populatie.Analytics.Records;
using Populatie.Simulation.Analysis.Backtest;

namespace Populatie.Simulation.Tests.Analysis.Backtest;

/// <summary>Panels of invented tables: what is a break, what is an origin, and what is learnt of a law that is known.</summary>
public sealed class PanelTests
{
    private const int Years = 8;
    private const int FirstYear = 2031;

    [Fact]
    public void A_break_is_told_by_residents_and_names_and_never_by_clients()
    {
        var rows = new List<PublishedUseRow>();
        var names = new Dictionary<(string, int), string>();
        for (var year = 0; year < 3; year++)
        {
            // WK000100 doubles its clients and their share; WK000101 its residents; WK000102 gets another name.
            rows.Add(Row("WK000100", year, year == 0 ? 200 : 400, year == 0 ? 50 : 100));
            rows.Add(Row("WK000101", year, year == 0 ? 200 : 400, 50));
            rows.Add(Row("WK000102", year, 200, 50));
            names[("WK000102", FirstYear + year)] = year == 0 ? "Wijk 02 Noordrand" : "Centrum";
            names[("WK000100", FirstYear + year)] = year == 0 ? "Wijk 00 Oud-Zuid" : "oud zuid";
        }
        var panel = UsePanel.Of(Tables(rows) with { NamesByYear = names }, Act.Wmo, DynamicsSettings.Embedded);
        bool Unbroken(string code) =>
            panel.IsUnbroken(panel.Codes.IndexOf(code), FirstYear, FirstYear + 1, cleaned: true);
        Unbroken("WK000100").ShouldBeTrue();
        Unbroken("WK000101").ShouldBeFalse();
        Unbroken("WK000102").ShouldBeFalse();
        panel.IsUnbroken(1, FirstYear, FirstYear + 2, cleaned: false).ShouldBeTrue();
        panel.RunStart(1, FirstYear + 2, cleaned: true).ShouldBe(FirstYear + 1);
        panel.RunStart(1, FirstYear + 2, cleaned: false).ShouldBe(FirstYear);
    }

    [Fact]
    public void Origins_follow_from_the_years_that_there_are()
    {
        var panel = UsePanel.Of(Tables(Walks(1, 0.02, 0, 0)), Act.Wmo, DynamicsSettings.Embedded);
        PublishedBacktest
            .OriginsOf(panel, BacktestSettings.Default)
            .ShouldBe([(2032, true), (2033, false), (2034, false), (2035, false), (2036, false)]);
        var asked = BacktestSettings.Default with { Origins = [2037, 2034, 2038] };
        PublishedBacktest.OriginsOf(panel, asked).ShouldBe([(2034, false), (2037, false)]);
    }

    [Fact]
    public void What_moves_is_learnt_where_the_years_tell_it()
    {
        var panel = UsePanel.Of(Tables(Walks(3, 0.03, 0.05, 0.04)), Act.Wmo, DynamicsSettings.Embedded);
        var found = UseDynamicsEstimator.Estimate(panel, FirstYear + Years - 1, 3, cleaned: true);
        found.Seen.ShouldBe(Years - 1);
        // 40 gemeenten over seven years beside a belief of 1,000 changes at 5%: still 5%.
        Math.Sqrt(found.Gemeente.Variance(5000)).ShouldBe(0.05, 0.015);
        Math.Sqrt(found.Wijk.Variance(500)).ShouldBe(0.04, 0.01);
        (found.Drift + found.Ageing[0]).ShouldBe(0.03, 0.012);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void Futures_cover_what_comes_when_the_tables_follow_the_law()
    {
        var tables = Tables(Walks(5, 0.02, 0.05, 0.04));
        var result = PublishedBacktest.Run(tables, BacktestSettings.Default with { Members = 200, Threads = 2 });
        var pool = BacktestPool.Of(result, l => l.Cleaned);
        pool.Engine!.Count.ShouldBeGreaterThan(2000);
        pool.Engine.Coverage90.ShouldBeInRange(0.85, 0.97);
        pool.BeatsEveryRival.ShouldBeTrue();
        var alone = PublishedBacktest.Run(tables, BacktestSettings.Default with { Members = 200, Threads = 1 });
        BacktestPool.Of(alone, l => l.Cleaned).Engine!.Crps.ShouldBe(pool.Engine.Crps);
    }

    [Fact]
    public void Nothing_after_an_origin_changes_what_is_foreseen_from_it()
    {
        var rows = Walks(7, 0.02, 0.05, 0.04);
        var origin = FirstYear + 4;
        double[] Drawn(IEnumerable<PublishedUseRow> seen)
        {
            var panel = UsePanel.Of(Tables(seen), Act.Wmo, DynamicsSettings.Embedded);
            var dynamics = UseDynamicsEstimator.Estimate(panel, origin, 2, cleaned: true);
            var forecast = new UseForecast(panel, dynamics, new(panel, dynamics, cleaned: true), 2, 50, 1);
            var (draws, points) = (new double[100], new double[2]);
            forecast.TryDraw(3, draws, points).ShouldBeTrue();
            return draws;
        }
        Drawn(rows.Where(r => r.Year <= origin)).ShouldBe(Drawn(rows));
    }

    /// <summary>40 gemeenten of 5 wijken of 500 clients that grow, with shocks of a gemeente and of a wijk; rounded to 5.</summary>
    private static List<PublishedUseRow> Walks(ulong seed, double growth, double gemeente, double wijk)
    {
        var rows = new List<PublishedUseRow>();
        for (var g = 0; g < 40; g++)
        {
            var levels = new double[5];
            for (var year = 0; year < Years; year++)
            {
                var shared = growth + (gemeente * Normal(seed, g, 0, year));
                for (var w = 0; w < levels.Length; w++)
                {
                    levels[w] += year == 0 ? 0 : shared + (wijk * Normal(seed, g, w + 1, year));
                    var clients = (int)(5 * Math.Floor((500 * Math.Exp(levels[w]) / 5) + 0.5));
                    rows.Add(Row(FormattableString.Invariant($"WK{g + 1:0000}0{w}"), year, clients, clients / 10.0));
                }
            }
        }
        return rows;
    }

    private static double Normal(ulong seed, int gemeente, int wijk, int year) =>
        MathNet.Numerics.Distributions.Normal.InvCDF(
            0,
            1,
            StreamKey.Of(seed, gemeente).Uniforms(new((uint)wijk, (uint)year, 9)).First + 1e-12
        );

    private static PublishedUseRow Row(string code, int year, int clients, double perThousand) =>
        new(Act.Wmo, FirstYear + year, code, clients, Math.Floor(perThousand + 0.5), []);

    private static PublishedTables Tables(IEnumerable<PublishedUseRow> rows) =>
        new(
            [.. rows.OrderBy(r => r.Year).ThenBy(r => r.Code, StringComparer.Ordinal)],
            [],
            new Dictionary<string, string>(StringComparer.Ordinal),
            [],
            []
        );
}
