using System.Collections.Immutable;
using Populatie.Analytics.Need.Dynamics;
using Populatie.Analytics.Published;
using Populatie.Analytics.Published.Dynamics;
using Populatie.Analytics.Records;

namespace Populatie.Simulation.Analysis.Backtest;

/// <summary>What a backtest is asked to do.</summary>
/// <param name="Origins">Years to foresee from; empty for all that have three years before and two after them.</param>
/// <param name="Horizons">Years ahead, at most.</param>
/// <param name="Members">Futures drawn of each forecast.</param>
public sealed record BacktestSettings(ImmutableArray<int> Origins, int Horizons, int Members, ulong Seed, int Threads)
{
    public static BacktestSettings Default { get; } = new([], 3, 1000, 1, 1);

    /// <summary>On a cube: whether staff and places are as scarce as a scenario assumes by default; else every request starts at once.</summary>
    public bool Scarce { get; init; }
}

/// <summary>Scores of one method on wijken of one size, from one origin at one horizon.</summary>
/// <param name="Cleaned">Wijken whose code changed its meaning left out.</param>
/// <param name="NaiveOnly">Too few years for the engine: shown, and left out where methods are compared.</param>
public sealed record BacktestLine(
    Act Act,
    bool Cleaned,
    string Method,
    int Origin,
    int Horizon,
    int Size,
    bool NaiveOnly,
    ScoreSum Score
)
{
    public int Year => Origin + Horizon;
}

/// <summary>Scores of a backtest, and what the engine had learnt at each origin. Immutable.</summary>
/// <param name="Known">All methods on the wijken whose ages are known in every year, demography alone among them.</param>
public sealed record BacktestResult(
    ImmutableArray<BacktestLine> Lines,
    ImmutableArray<BacktestOrigin> Origins,
    ImmutableArray<BacktestLine> Known
);

/// <summary>What was known at an origin.</summary>
/// <param name="Wijken">Wijken with enough unbroken years.</param>
/// <param name="NaiveOnly">The years are too few for the engine.</param>
/// <param name="Dynamics">How published use was found to move; null for records, and where the years are too few.</param>
public sealed record BacktestOrigin(
    Act Act,
    bool Cleaned,
    int Origin,
    int Wijken,
    bool NaiveOnly,
    UseDynamics? Dynamics
);

/// <summary>
/// Rolling origins on published clients per wijk: learn from the years up to an origin, foresee the years after it, score
/// against what was printed then. Method: docs/method/backtest.md. The same tables give the same bits.
/// </summary>
public static class PublishedBacktest
{
    /// <summary>Unbroken years that the engine needs up to an origin, and that simple rules need.</summary>
    public const int EngineYears = 3;
    public const int NaiveYears = 2;

    /// <summary>Years that must follow an origin, unless it is asked for by name.</summary>
    private const int YearsAfter = 2;

    public static BacktestResult Run(PublishedTables tables, BacktestSettings settings, Action<int>? progress = null)
    {
        var lines = new List<BacktestLine>();
        var origins = new List<BacktestOrigin>();
        var known = new List<BacktestLine>();
        foreach (var act in Enum.GetValues<Act>())
        {
            var panel = UsePanel.Of(tables, act, DynamicsSettings.Embedded);
            foreach (var cleaned in new[] { true, false })
            {
                foreach (var (origin, naive) in OriginsOf(panel, settings))
                {
                    var horizons = Math.Min(settings.Horizons, panel.LastYear - origin);
                    var history = new PanelHistory(panel, origin, naive ? NaiveYears : EngineYears, cleaned);
                    var dynamics = naive ? null : UseDynamicsEstimator.Estimate(panel, origin, horizons, cleaned);
                    var engine = dynamics is null
                        ? null
                        : new UseForecast(
                            panel,
                            dynamics,
                            new(panel, dynamics, cleaned),
                            horizons,
                            settings.Members,
                            settings.Seed
                        );
                    var (all, some) = new OriginBacktest(history, engine, horizons, settings).Run();
                    lines.AddRange(all);
                    known.AddRange(some);
                    origins.Add(new(panel.Act, cleaned, origin, history.Wijken.Count, naive, dynamics));
                    progress?.Invoke(origins.Count);
                }
            }
        }
        return new([.. lines], [.. origins], [.. known]);
    }

    /// <summary>Origins of a panel; the one before the first is for simple rules alone.</summary>
    internal static IEnumerable<(int Origin, bool NaiveOnly)> OriginsOf(UsePanel panel, BacktestSettings settings)
    {
        var first = panel.FirstYear + EngineYears - 1;
        if (panel.YearCount == 0)
        {
            yield break;
        }
        for (var origin = first - 1; origin < panel.LastYear; origin++)
        {
            var isAsked = settings.Origins.Contains(origin);
            var fits = settings.Origins.IsEmpty && origin + YearsAfter <= panel.LastYear;
            if ((isAsked || fits) && origin >= panel.FirstYear + NaiveYears - 1)
            {
                yield return (origin, origin < first);
            }
        }
    }
}
