using System.Collections.Immutable;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;
using Populatie.Simulation.Growth;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Levers;

namespace Populatie.Simulation.Store;

/// <summary>What of growth is asked.</summary>
/// <param name="PeriodSteps">6 or 7: whether "2027-2033" begins with the step from 2027 or to 2027.</param>
/// <param name="Vintage">Code of the one that a run stands beside; null for that of its scenario, else the newest.</param>
/// <param name="Gemeente">Code; null for the first of the run.</param>
public sealed record GrowthQuery(
    int From = GrowthQuery.FirstYear,
    int To = GrowthQuery.LastYear,
    int PeriodSteps = 6,
    string? Vintage = null,
    string? Gemeente = null
)
{
    /// <summary>What is shown where nothing is asked.</summary>
    public const int FirstYear = 2018;
    public const int LastYear = 2040;
}

/// <summary>All that a growth table tells: rates of every vintage and, of a run, top-down against bottom-up.</summary>
/// <param name="Vintage">The one that the run stands beside.</param>
/// <param name="Run">The run whose growth is the own growth; null when none is named. Care that moves in is not in it if it can be told apart.</param>
/// <param name="With">The run with care that moves to the municipality; null when there is none, or nothing to tell it apart by.</param>
public sealed record GrowthAnswer(
    int From,
    int To,
    int PeriodSteps,
    ImmutableArray<GrowthVintage> Vintages,
    ImmutableArray<VintageRate> Rates,
    GrowthVintage Vintage,
    RunView? Run,
    RunView? With,
    ImmutableArray<GrowthYear> Years
)
{
    /// <summary>Levers by which care moves to the municipality: in the run with it.</summary>
    public ImmutableArray<Lever> Moves =>
        With is not null ? GrowthFigures.Moves(With)
        : Run is not null ? GrowthFigures.Moves(Run)
        : [];

    /// <summary>Whether the own growth holds care that moves in, for want of a run to tell it apart by.</summary>
    public bool IsMixed => With is null && !Moves.IsEmpty;

    /// <summary>Level of each line of the vintage after each of its years, with the year before at 100.</summary>
    public IEnumerable<(string Line, int Year, double Index)> Indices => VintageGrid.Indices(Vintage, PeriodSteps);

    /// <param name="own">A vintage of one's own, beside those that ship; null for none.</param>
    /// <param name="run">Whose growth stands beside the vintage; null for none.</param>
    /// <param name="without">The same run without care that moves in; null for none.</param>
    /// <exception cref="UsageException">There is no such vintage or gemeente, or the runs are no pair.</exception>
    public static GrowthAnswer Of(GrowthQuery query, GrowthVintage? own, RunView? run, RunView? without)
    {
        ImmutableArray<GrowthVintage> vintages = own is null
            ? VintageTable.Embedded.Vintages
            : [.. VintageTable.Embedded.Vintages, own];
        var vintage = Find(vintages, query.Vintage, run);
        if (run is not null && without is not null)
        {
            GrowthFigures.CheckPair(run, without);
        }
        var (alone, with) = without is null ? (run, null) : (without, run);
        return new(
            query.From,
            query.To,
            query.PeriodSteps,
            vintages,
            [.. VintageGrid.Rates(vintages, query.From, query.To, query.PeriodSteps)],
            vintage,
            alone,
            with,
            alone is null
                ? []
                :
                [
                    .. Enum.GetValues<Act>()
                        .SelectMany(a => YearsOf(alone, with, a, vintage, query.PeriodSteps, query.Gemeente)),
                ]
        );
    }

    private static GrowthVintage Find(ImmutableArray<GrowthVintage> vintages, string? code, RunView? run)
    {
        var ofRun = run?.Card.Scenario.Growth.Vintage;
        var newest = VintageTable.Embedded.Vintages[^1].Code;
        var wanted =
            code
            ?? (
                ofRun is null || string.Equals(ofRun, GrowthChoice.NoVintage, StringComparison.Ordinal) ? newest : ofRun
            );
        var known = string.Join(", ", vintages.Select(v => v.Code));
        return vintages.FirstOrDefault(v => string.Equals(v.Code, wanted, StringComparison.Ordinal))
            ?? throw new UsageException(
                new(
                    $"there is no vintage '{wanted}'; choose one of {known}, or give a growth of your own",
                    $"er is geen reeks '{wanted}'; kies een van {known}, of geef een eigen groei"
                )
            );
    }

    private static ImmutableArray<GrowthYear> YearsOf(
        RunView own,
        RunView? with,
        Act act,
        GrowthVintage vintage,
        int periodSteps,
        string? gemeente
    )
    {
        if (GrowthFigures.Of(own, act, gemeente) is not { } money)
        {
            return [];
        }
        var assumed = vintage.Published.IsEmpty ? null : own.Card.Scenario.Growth.Of(act);
        var path = MoneyPath.Of(vintage, act, assumed, money.BaseYear + 1, own.LastProjected, periodSteps);
        return GrowthComparison.Of(money, with is null ? null : GrowthFigures.Of(with, act, gemeente), path);
    }
}
