using Populatie.Analytics.Areas;
using Populatie.Analytics.Need;
using Populatie.Analytics.Records;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Levers;
using Populatie.Simulation.Scenarios.Notation;

namespace Populatie.Simulation.Levers;

/// <summary>
/// The levers that choose rather than multiply: rules, forms of contract, pools. The same for all replicates; years are
/// ordinals of projected years. Immutable; thread-safe.
/// </summary>
internal sealed class LeverChoices
{
    private readonly int firstYear;
    private readonly AllocationRule baseRule;
    private readonly Timeline<AllocationRule> allocation;
    private readonly Dictionary<(Act, Track), Timeline<ContractForm>> forms = [];
    private readonly Dictionary<string, Timeline<AreaLevel>> levels = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Group, int Wijk), Timeline<bool>> own = [];
    private readonly int[] wijkOfBuurt;
    private readonly string scenario;

    /// <exception cref="Analytics.Faults.SourceFormatException">Two levers contradict each other.</exception>
    public LeverChoices(Scenario scenario, Fit fit, LeverScope scope)
    {
        (firstYear, baseRule, this.scenario) = (scenario.FirstYear, scenario.Money.Allocation, scenario.Name);
        wijkOfBuurt = [.. fit.Areas.OfLeaf(AreaLevel.Wijk).Take(fit.Areas.BuurtCount)];
        allocation = new(scenario.Name);
        foreach (var lever in scenario.Levers)
        {
            switch (lever.Kind)
            {
                case LeverKind.Allocation:
                    allocation.Add(lever, Meant(ScenarioWords.Rules, lever));
                    break;
                case LeverKind.Contract:
                    AddForm(lever, scope);
                    break;
                case LeverKind.Consolidation:
                    AddLevel(scenario, lever, scope, Meant(ScenarioWords.Levels, lever));
                    break;
                case LeverKind.Regelarm:
                    AddOwn(scenario, lever, scope);
                    break;
                default:
                    break;
            }
        }
        ChangesPools =
            scenario.Groups.Any(g => levels.TryGetValue(g.Name, out var line) && line.Any(l => l != g.Pool))
            || own.Values.Any(line => line.Any(isOwn => isOwn));
    }

    /// <summary>Whether any lever changes who shares capacity with whom, compared with the groups of the scenario.</summary>
    public bool ChangesPools { get; }

    public AllocationRule AllocationIn(int year) => allocation.In(firstYear + year) ?? baseRule;

    public ContractForm? FormOf(Act act, Track track, int year) =>
        forms.TryGetValue((act, track), out var line) ? line.In(firstYear + year) : null;

    public AreaLevel? PoolLevelOf(string group, int year) =>
        levels.TryGetValue(group, out var line) ? line.In(firstYear + year) : null;

    /// <summary>Whether the wijk of a buurt has staff and money of its own for a group (<c>regelarm</c>).</summary>
    public bool HasOwnPool(string group, int buurt, int year) =>
        own.TryGetValue((group, wijkOfBuurt[buurt]), out var line) && line.In(firstYear + year) == true;

    private void AddForm(Lever lever, LeverScope scope)
    {
        var end = lever.Amount is { } length ? lever.Start + lever.LagYears + (int)length.Value : int.MaxValue;
        foreach (var act in Enum.GetValues<Act>())
        {
            foreach (var track in Enum.GetValues<Track>().Where(t => scope.Covers(lever, act, t)))
            {
                forms.TryAdd((act, track), new(scenario));
                forms[(act, track)].Add(lever, Meant(ScenarioWords.Forms, lever), end);
            }
        }
    }

    private void AddOwn(Scenario whole, Lever lever, LeverScope scope)
    {
        var wijk = wijkOfBuurt[Array.IndexOf(scope.BuurtenOf(lever)!, true)];
        var isOwn = Meant(LeverCatalogue.Pools, lever);
        foreach (var group in whole.Groups.Where(g => scope.Covers(lever, g)))
        {
            own.TryAdd((group.Name, wijk), new(scenario));
            own[(group.Name, wijk)].Add(lever, isOwn);
        }
    }

    private void AddLevel(Scenario whole, Lever lever, LeverScope scope, AreaLevel level)
    {
        foreach (var group in whole.Groups.Where(g => scope.Covers(lever, g)))
        {
            levels.TryAdd(group.Name, new(scenario));
            levels[group.Name].Add(lever, level);
        }
    }

    /// <summary>The first of the words where none is chosen.</summary>
    private static T Meant<T>(WordShape<T> words, Lever lever) =>
        lever.Choice is { } word && words.TryFind(word, out var value) ? value : words.Choices[0].Value;
}
