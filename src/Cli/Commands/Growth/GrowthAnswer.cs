using System.Collections.Immutable;
using Populatie.Analytics.Records;
using Populatie.Simulation.Growth;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Commands.Growth;

/// <summary>All that a growth table tells: rates of every vintage and, of a run, top-down against bottom-up.</summary>
/// <param name="Vintage">The one that the run stands beside.</param>
/// <param name="Run">The run whose growth is the own growth; null when none is named. Care that moves in is not in it if it can be told apart.</param>
/// <param name="With">The run with care that moves to the municipality; null when there is none, or nothing to tell it apart by.</param>
internal sealed record GrowthAnswer(
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

    public static GrowthAnswer Of(
        int from,
        int to,
        int periodSteps,
        ImmutableArray<GrowthVintage> vintages,
        GrowthVintage vintage,
        RunView? run,
        RunView? without,
        string? gemeente
    )
    {
        if (run is not null && without is not null)
        {
            GrowthFigures.CheckPair(run, without);
        }
        var (own, with) = without is null ? (run, null) : (without, run);
        return new(
            from,
            to,
            periodSteps,
            vintages,
            [.. VintageGrid.Rates(vintages, from, to, periodSteps)],
            vintage,
            own,
            with,
            own is null
                ? []
                : [.. Enum.GetValues<Act>().SelectMany(a => YearsOf(own, with, a, vintage, periodSteps, gemeente))]
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
        var path = MoneyPath.Of(vintage, act, assumed, own.FirstProjected, own.LastProjected, periodSteps);
        return GrowthComparison.Of(money, with is null ? null : GrowthFigures.Of(with, act, gemeente), path);
    }
}
