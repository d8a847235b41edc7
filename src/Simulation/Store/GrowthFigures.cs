using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Growth;
using Populatie.Simulation.Scenarios.Levers;

namespace Populatie.Simulation.Store;

/// <summary>Takes out of a run what the growth workbench compares.</summary>
public static class GrowthFigures
{
    /// <summary>
    /// The year from which money grows: the last observed one. Published tables tell no cost, so there it is the first
    /// year that is projected.
    /// </summary>
    public static int BaseYearOf(RunView run) =>
        run.Past(AreaLevel.Gemeente, Measures.CostReal) is null ? run.FirstProjected : run.LastObserved;

    /// <summary>One act of one gemeente; null when the run does not have that act.</summary>
    /// <exception cref="UsageException">The run does not know the gemeente.</exception>
    public static ActMoney? Of(RunView run, Act act, string? gemeente = null)
    {
        var position = Array.IndexOf(run.Card.Axis, act.ToString());
        if (position < 0)
        {
            return null;
        }
        var area = RunFigures.AreasOf(run, AreaLevel.Gemeente, gemeente)[0];
        ImmutableArray<long[]> Values(Measure measure)
        {
            var table = run.Table(AreaLevel.Gemeente, measure);
            return
            [
                .. Enumerable
                    .Range(0, run.LastProjected - run.LastObserved)
                    .Select(t => table.Values(area, position, t, run.Card.Replicates).ToArray()),
            ];
        }
        var (real, volume, minutes) = (Values(Measures.CostReal), Values(Measures.CostVolume), Values(Measures.Hours));
        if (run.Past(AreaLevel.Gemeente, Measures.CostReal) is not { } past)
        {
            return new(act, run.FirstProjected, real[0], real[1..], volume[1..], minutes[1..]);
        }
        var observed = run.LastObserved - run.FirstObserved + 1;
        var cost = past[(((area * run.Products.Count) + run.Axis[position]) * observed) + observed - 1];
        var known = Enumerable.Repeat(Math.Max(0, cost), run.Card.Replicates).ToArray();
        return new(act, run.LastObserved, known, real, volume, minutes);
    }

    /// <summary>Levers by which care moves to the municipality.</summary>
    public static ImmutableArray<Lever> Moves(RunView run) =>
        [.. run.Card.Scenario.Levers.Where(l => l.Kind == LeverKind.ShiftIn)];

    /// <summary>Refuses a run that is no partner for a comparison future by future.</summary>
    /// <exception cref="UsageException">Another seed, number of futures, base or horizon; or care moves in here too.</exception>
    public static void CheckPair(RunView run, RunView without)
    {
        var (a, b) = (run.Card, without.Card);
        var same =
            (a.Seed, a.Replicates, a.Scenario.Base.Year, a.Scenario.Horizon)
                == (b.Seed, b.Replicates, b.Scenario.Base.Year, b.Scenario.Horizon)
            && string.Equals(a.Digests["cube"], b.Digests["cube"], StringComparison.Ordinal)
            && string.Equals(a.Digests["population"], b.Digests["population"], StringComparison.Ordinal);
        if (!same)
        {
            throw new UsageException(
                new(
                    $"{b.Id} cannot stand beside {a.Id}: give it the same base, horizon, --seed and --replicates",
                    $"{b.Id} kan niet naast {a.Id} staan: geef dezelfde basis, horizon, --seed en --replicates"
                )
            );
        }
        if (!Moves(without).IsEmpty)
        {
            throw new UsageException(
                new(
                    $"in {b.Id} care moves to the municipality too; name a run without the lever shift-in",
                    $"ook in {b.Id} verschuift zorg naar de gemeente; noem een projectie zonder de maatregel shift-in"
                )
            );
        }
    }
}
