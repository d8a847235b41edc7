using System.Collections.Immutable;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Need;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Products;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Steps;

namespace Populatie.Simulation.Capacity;

/// <summary>Which group delivers which product, and which team takes in the requests of an act. Immutable.</summary>
internal sealed class Delivery
{
    private readonly int[] teamOfAct;

    private Delivery(ImmutableArray<int> groupOfSlot, int[] teams) => (GroupOfSlot, teamOfAct) = (groupOfSlot, teams);

    /// <summary>Shape [Slot]: ordinal of the group that delivers the product; −1: nobody's capacity bounds it.</summary>
    public ImmutableArray<int> GroupOfSlot { get; }

    /// <exception cref="SourceFormatException">A group names a code that is no product, track or act.</exception>
    public static Delivery Of(Scenario scenario, Fit fit, CellPlan plan)
    {
        var products = fit.Products;
        var groupOf = new int[products.ProductCount];
        Array.Fill(groupOf, -1);
        for (var group = scenario.Groups.Length - 1; group >= 0; group--)
        {
            foreach (var code in scenario.Groups[group].Products)
            {
                // A product of the shipped catalogue that this base does not have needs no capacity here.
                if (!products.TryFind(code, out _) && ProductCatalogue.Embedded.TryFind(code, out _))
                {
                    continue;
                }
                var subject = Find(scenario, products, code);
                for (var product = 0; product < groupOf.Length; product++)
                {
                    groupOf[product] = products.Contains(subject, product) ? group : groupOf[product];
                }
            }
        }
        return new(
            [.. plan.Used.Select(p => groupOf[p])],
            [Team(scenario, products, groupOf, Act.Wmo), Team(scenario, products, groupOf, Act.Jeugd)]
        );
    }

    /// <summary>Ordinal of the group that takes in the requests for a product; −1 when nobody does.</summary>
    public int TeamFor(Product product) => product.Track == Track.SocialeBasis ? -1 : teamOfAct[(int)product.Act];

    private static int Team(Scenario scenario, ProductAxis products, int[] groupOf, Act act) =>
        Enumerable
            .Range(0, scenario.Groups.Length)
            .Where(g => scenario.Groups[g].Intake)
            .Where(g =>
                Enumerable.Range(0, groupOf.Length).Any(p => groupOf[p] == g && products.Products[p].Act == act)
            )
            .Append(-1)
            .First();

    private static int Find(Scenario scenario, ProductAxis products, string code)
    {
        if (products.TryFind(code, out var ordinal))
        {
            return ordinal;
        }
        var meant = Spelling.Nearest(code, products.Codes);
        throw new SourceFormatException(
            $"scenario {scenario.Name}",
            null,
            null,
            new($"a group with the product '{code}'", $"een groep met het product '{code}'"),
            new("a product, a track or an act", "een product, een spoor of een wet"),
            meant is null ? new("choose one", "kies er een") : new($"did you mean '{meant}'?", $"bedoelde u '{meant}'?")
        );
    }
}
