using System.Globalization;
using System.Text;
using Populatie.Simulation.Analysis.Backtest;
using Xunit.Abstractions;

namespace Populatie.Simulation.Tests.Analysis.Backtest;

/// <summary>
/// Backtests on towns whose truth the fit does not see. A few seeds of two truths here; <c>./soak.sh coverage</c> asks for all
/// truths and many seeds by POPULATIE_COVERAGE_SEEDS, and where to put the table by POPULATIE_COVERAGE_TABLE.
/// </summary>
public sealed class CoverageStudy(ITestOutputHelper output)
{
    private const int FewSeeds = 4;
    private const int Members = 96;

    /// <summary>What happens to the intervals of each truth, and why.</summary>
    private static readonly Dictionary<TownTruth, string> Reasons = new()
    {
        [TownTruth.Stable] = "the law that the engine knows",
        [TownTruth.Trend] =
            "rates rise 1.5% a year: few years of few requests hardly tell, and the belief about growth leaves room for it",
        [TownTruth.Shock] = "a quarter more use from the year after the origin: nothing before it tells",
        [TownTruth.Censored] = "a quarter more ask than can start: as many begin, and give up, as the records tell",
        [TownTruth.Boom] =
            "one wijk in eight gets 10% more residents a year after the origin: not foreseen, seven are as in stable",
    };

    [Fact]
    [Trait("Speed", "slow")]
    public void Intervals_cover_wijk_years_of_generated_towns()
    {
        var asked = Environment.GetEnvironmentVariable("POPULATIE_COVERAGE_SEEDS");
        var seeds = asked is null ? FewSeeds : int.Parse(asked, CultureInfo.InvariantCulture);
        var truths = asked is null ? [TownTruth.Stable, TownTruth.Trend] : Enum.GetValues<TownTruth>();
        var table = new StringBuilder(
            "| truth | seeds | wijk-years | in 50% | in 90% | ± | too high | CRPS | best rival | why |\n"
                + "|---|---:|---:|---:|---:|---:|---:|---:|---|---|\n"
        );
        var outside = new List<string>();
        foreach (var truth in truths)
        {
            var runs = Enumerable.Range(1, seeds).Select(s => Score(truth, (ulong)s)).ToArray();
            var pool = BacktestPool.Each(runs.SelectMany(r => r.Lines).Where(l => !l.NaiveOnly));
            var engine = pool.Engine!;
            double[] each = [.. runs.Select(r => BacktestPool.Of(r, _ => true).Engine!.Coverage90)];
            var error = Math.Sqrt(
                each.Sum(c => (c - engine.Coverage90) * (c - engine.Coverage90)) / (seeds - 1) / seeds
            );
            var (rival, score) = pool.BestRival;
            table.AppendLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {truth.ToString().ToLowerInvariant()} | {seeds} | {engine.Count:N0} | {Percent(engine.Coverage50)} | {Percent(engine.Coverage90)} | {Percent(error)} | {Percent(engine.Bias)} | {Percent(engine.CrpsShare)} | {rival} {Percent(score.CrpsShare)} | {Reasons[truth]} |"
                )
            );
            var tolerance = asked is null ? 4.5 * error : 0;
            if (
                truth is TownTruth.Stable or TownTruth.Trend
                && (engine.Coverage90 < 0.87 - tolerance || engine.Coverage90 > 0.93 + tolerance)
            )
            {
                outside.Add($"{truth}: {Percent(engine.Coverage90)} ± {Percent(error)}");
            }
        }
        output.WriteLine(table.ToString());
        if (Environment.GetEnvironmentVariable("POPULATIE_COVERAGE_TABLE") is { } file)
        {
            File.WriteAllText(file, table.ToString());
        }
        outside.ShouldBeEmpty();
    }

    private static string Percent(double share) => FormattableString.Invariant($"{100 * share:0.0}%");

    private static BacktestResult Score(TownTruth truth, ulong seed)
    {
        var (cube, population) = GeneratedTown.Make(truth, seed);
        var settings = BacktestSettings.Default with
        {
            Origins = [GeneratedTown.Origin],
            Members = Members,
            Seed = seed,
            Threads = 2,
        };
        return CubeBacktest.Run(cube, population, settings);
    }
}
