using Populatie.Simulation.Scenarios;

namespace Populatie.Server.Contracts;

/// <summary>A scenario in a list.</summary>
/// <param name="Id">What it is asked for by: the name of a shipped one, or the digest of its text.</param>
internal sealed record ScenarioSummary(string Id, string Name, bool Shipped, int BaseYear, int Horizon)
{
    public static ScenarioSummary Of(string id, Scenario scenario, bool isShipped) =>
        new(id, scenario.Name, isShipped, scenario.Base.Year, scenario.Horizon);
}
