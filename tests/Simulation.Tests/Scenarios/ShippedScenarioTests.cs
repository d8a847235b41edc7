using Populatie.Analytics.Areas;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Maps;
using Populatie.Analytics.Sources.Products;
using Populatie.Simulation.Growth;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Levers;
using Populatie.Simulation.Scenarios.Notation;

namespace Populatie.Simulation.Tests.Scenarios;

public sealed class ShippedScenarioTests
{
    public static TheoryData<string> Names { get; } = [.. ShippedScenarios.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_shipped_scenario_is_whole(string name)
    {
        var scenario = ScenarioReader.Parse(ShippedScenarios.Read(name), name);
        scenario.Name.ShouldBe(name);
        ScenarioNames.Check(scenario, EmbeddedUtrecht.Areas().Index, ProductCatalogue.Embedded);
        GrowthPath.For(scenario, Enum.GetValues<Act>(), VintageTable.Embedded, name).Length.ShouldBe(2);
        // A figure of policy is an assumption of ours: it says so, and how far off it may be.
        scenario
            .Levers.Where(l => l.Effect.Value != 0)
            .ShouldAllBe(l => l.Effect.Source.Length > 0 && l.Effect.Low < l.Effect.High);
    }

    [Fact]
    public void The_scenarios_of_the_policy_documents_are_there() =>
        ShippedScenarios.Names.ShouldBe([
            "azwa-ambulantisering",
            "basis-2040",
            "budget-25",
            "consolidatie-2027",
            "cpb-top-down",
            "groep-voor-individueel",
            "kleine-gemeente",
            "ongelijk-investeren",
            "polis",
            "preventie-eerst",
            "published-2040",
            "regelarm-overvecht",
            "schaarse-zorgkrachten",
        ]);

    [Fact]
    public void The_effect_of_prevention_may_be_nothing() =>
        Lever("preventie-eerst", LeverKind.Prevention).Effect.High.ShouldBe(0);

    [Fact]
    public void Care_that_moves_in_is_a_lever_and_no_part_of_the_growth()
    {
        var (basis, azwa) = (Read("basis-2040"), Read("azwa-ambulantisering"));
        azwa.Growth.ShouldBe(basis.Growth);
        azwa.Levers.Count(l => l.Kind == LeverKind.ShiftIn).ShouldBe(3);
    }

    [Fact]
    public void The_regelarme_wijk_is_overvecht()
    {
        var code = Lever("regelarm-overvecht", LeverKind.Regelarm).Areas.ShouldHaveSingleItem();
        var wijken = EmbeddedUtrecht.Areas().Index.AreasAt(AreaLevel.Wijk);
        wijken.Single(w => string.Equals(w.Code, code, StringComparison.Ordinal)).Name.ShouldBe("Overvecht");
    }

    /// <summary>Every product of the catalogue is in one group at most; a code is where the product is that it is like.</summary>
    [Fact]
    public void The_default_groups_cover_the_catalogue()
    {
        var groups = Defaults.Scenario.Groups;
        var all = groups.SelectMany(g => g.Products).ToList();
        all.ShouldBeUnique();
        var products = ProductCatalogue.Embedded.Products;
        all.ShouldBeSubsetOf(products.Select(p => p.Code));
        products.Select(p => p.Code).Except(all).ShouldBe(["sociale-basis", "informele-steun"], ignoreOrder: true);
        foreach (var (code, like) in Likes())
        {
            groups
                .SingleOrDefault(g => g.Products.Contains(code))
                .ShouldBe(groups.SingleOrDefault(g => g.Products.Contains(like)), code);
        }
    }

    [Fact]
    public void Every_default_names_its_source_and_lies_in_its_range()
    {
        var stated = 0;
        Walk(Defaults.Text);
        stated.ShouldBeGreaterThan(20);

        void Walk(MapNode map)
        {
            foreach (var entry in map.Entries)
            {
                if (entry.Value is not MapNode inner)
                {
                    // A choice, no figure: what is uncertain is written in the long form.
                    entry.Value.Shown.ShouldNotContain("%", customMessage: entry.Key);
                }
                else if (Quantities.IsLongForm(inner))
                {
                    inner.Entries.Select(e => e.Key).ShouldBe(Quantities.LongKeys, entry.Key);
                    stated++;
                }
                else
                {
                    Walk(inner);
                }
            }
        }
    }

    private static Scenario Read(string name) => ScenarioReader.Parse(ShippedScenarios.Read(name), name);

    private static Lever Lever(string name, LeverKind kind) => Read(name).Levers.Single(l => l.Kind == kind);

    private static IEnumerable<(string Code, string Like)> Likes()
    {
        using var stream = typeof(ProductCatalogue).Assembly.GetManifestResourceStream(ProductCatalogue.EmbeddedName)!;
        using var reader = new StreamReader(stream);
        var root = (MapNode)SettingNode.Parse(reader.ReadToEnd(), "products", new("", ""));
        foreach (var node in ((ListNode)root.Find("codes")!).Items.Cast<MapNode>())
        {
            yield return (node.Find("code")!.Shown, node.Find("like")!.Shown);
        }
    }
}
