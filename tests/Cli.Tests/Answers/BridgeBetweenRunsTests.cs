using Populatie.Analytics.Faults;
using Populatie.Analytics.Store;
using Populatie.Simulation.Analysis.Bridge;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Tests.Answers;

/// <summary>From what one scenario costs in a year to what another costs in the same futures.</summary>
public sealed class BridgeBetweenRunsTests(KeptTown town) : IClassFixture<KeptTown>
{
    private const int Year = 2030;

    [Theory]
    [InlineData(MoneyBasis.Nominal)]
    [InlineData(MoneyBasis.Real)]
    public void The_parts_sum_to_the_difference_of_the_runs_to_the_cent(MoneyBasis money)
    {
        var (from, to) = (Run(town.Without), Run(town.With));
        var bridge = BridgeTable.Between(from, to, new(To: Year, Money: money));
        (bridge.Run, bridge.Other, bridge.Scenario, bridge.OtherScenario).ShouldBe(
            (town.Without, town.With, "basis", "meer")
        );
        (bridge.From, bridge.To).ShouldBe((Year, Year));
        foreach (var part in bridge.Parts)
        {
            part.Residual.ShouldBe(0);
            part.Rows.Aggregate(1.0, (f, r) => f * r.Factor).ShouldBe(part.Factor, 1e-9);
        }
        // Both ends are those of the runs by themselves.
        var query = new BridgeQuery(From: 2026, To: Year, Money: money);
        bridge.Total.Begin.ShouldBe(BridgeTable.Of(from, query, null).Total.End);
        bridge.Total.End.ShouldBe(BridgeTable.Of(to, query, null).Total.End);
        // More people ask for help, and nobody moves and no price changes.
        Change(bridge, BridgeTerm.Residents).ShouldBe(0);
        bridge.Total.Rows.Single(r => r.Term == BridgeTerm.RelativePrice).Factor.ShouldBe(1, 1e-3);
        Change(bridge, BridgeTerm.Rate).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void The_way_back_is_the_same_with_the_other_sign()
    {
        var (there, back) = (Between(town.Without, town.With), Between(town.With, town.Without));
        there.Total.Change.ShouldBe(-back.Total.Change);
        foreach (var (one, other) in there.Total.Rows.Zip(back.Total.Rows))
        {
            ((double)one.Change).ShouldBe(-other.Change, 4, "cents are allotted anew");
        }
    }

    [Fact]
    public void Other_futures_and_other_years_are_refused()
    {
        var other = town.Keep(KeptTown.Plain, seed: 7);
        Should.Throw<UsageException>(() => Between(town.Without, other)).Text.English.ShouldContain("--seed 1");
        var early = Should.Throw<UsageException>(() =>
            BridgeTable.Between(Run(town.Without), Run(town.With), new(To: 2020))
        );
        early.Text.Dutch.ShouldContain("2026 tot en met 2030");
    }

    private static long Change(GrowthBridge bridge, BridgeTerm term) =>
        bridge.Total.Rows.Single(r => r.Term == term).Change;

    private GrowthBridge Between(string from, string to) => BridgeTable.Between(Run(from), Run(to), new(To: Year));

    private RunView Run(string id) => RunStore.Load(Workspace.Open(town.Folder), id);
}
