using System.Collections.Immutable;
using System.Text;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Need;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Levers;

namespace Populatie.Simulation.Capacity;

/// <summary>
/// Which buurten can feel each other: those that share a pool, or a budget that is not divided beforehand. What a
/// lever does in a buurt changes nothing outside its set (law P3). Demography is no tie: its factors come from the central
/// path, which no lever touches.
/// </summary>
internal sealed class CouplingSets
{
    private readonly int[] parent;

    private CouplingSets(int buurten) => parent = [.. Enumerable.Range(0, buurten)];

    /// <summary>Shape [Buurt]: the lowest ordinal in the set of each buurt.</summary>
    public ImmutableArray<int> SetOf { get; private set; }

    public int Count => SetOf.Distinct().Count();

    /// <param name="eras">At least one: ties of any time hold.</param>
    public static CouplingSets Of(params ReadOnlySpan<CapacityPlan> eras)
    {
        var (first, all) = (eras[0], new CouplingSets(eras[0].Fit.Areas.BuurtCount));
        foreach (var era in eras)
        {
            all.Join(era.Pools.BuurtenOfPool);
        }
        if (first.Scenario.Capacity.Money && SharesBudget(first.Scenario, first.Money.Contracts))
        {
            all.Join(first.Pools.Sets.Select(s => s.Buurten));
        }
        all.SetOf = [.. Enumerable.Range(0, all.parent.Length).Select(all.Find)];
        return all;
    }

    /// <summary>For people: which wijken stand together.</summary>
    public string Describe(Fit fit)
    {
        if (Count == SetOf.Length)
        {
            return "none: each buurt stands by itself";
        }
        var gemeenteOf = fit.Areas.OfLeaf(AreaLevel.Gemeente);
        var (gemeenten, wijken) = (fit.Areas.AreasAt(AreaLevel.Gemeente), fit.Areas.AreasAt(AreaLevel.Wijk));
        var wijkOf = fit.Areas.OfLeaf(AreaLevel.Wijk);
        var text = new StringBuilder();
        foreach (var gemeente in Enumerable.Range(0, SetOf.Length).GroupBy(b => gemeenteOf[b]).OrderBy(g => g.Key))
        {
            var sets = gemeente.GroupBy(b => SetOf[b]).OrderBy(s => s.Key).ToList();
            text.Append(text.Length > 0 ? "; " : "").Append(gemeenten[gemeente.Key].Code);
            if (sets.Count > 1)
            {
                var named = sets.Select(s => s.Select(b => wijken[wijkOf[b]].Code).Distinct(StringComparer.Ordinal))
                    .Select(codes => string.Join('+', codes))
                    .Distinct(StringComparer.Ordinal);
                text.Append(": ").AppendJoin(", ", named);
            }
        }
        return text.ToString();
    }

    /// <summary>
    /// A lump sum is divided over pools once and for all. What is paid for volume or results stops at one ceiling for the
    /// gemeente; and under <c>reallocate</c> one pool gets what another leaves.
    /// </summary>
    private static bool SharesBudget(Scenario scenario, ImmutableArray<Contract> contracts) =>
        scenario.Levers.Any(l => l.Kind == LeverKind.Contract)
        || contracts.Any(c =>
            c.Policy == BudgetPolicy.Reallocate || (c.Policy == BudgetPolicy.Queue && c.Form != ContractForm.LumpSum)
        );

    private void Join(IEnumerable<ImmutableArray<int>> together)
    {
        foreach (var buurten in together)
        {
            foreach (var buurt in buurten)
            {
                var (a, b) = (Find(buurten[0]), Find(buurt));
                parent[Math.Max(a, b)] = Math.Min(a, b);
            }
        }
    }

    private int Find(int buurt)
    {
        while (parent[buurt] != buurt)
        {
            buurt = parent[buurt] = parent[parent[buurt]];
        }
        return buurt;
    }
}
