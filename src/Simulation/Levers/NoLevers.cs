using Populatie.Analytics.Areas;
using Populatie.Analytics.Records;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Levers;

namespace Populatie.Simulation.Levers;

/// <summary>Nothing is pulled: every factor is 1.</summary>
internal sealed class NoLevers : ILeverFactors
{
    public static readonly NoLevers Instance = new();

    public bool IsNeutral(Effect effect) => true;

    public void Fill(Effect effect, int buurt, int slot, int year, Span<double> factor) => factor.Fill(1);

    public ContractForm? FormOf(Act act, Track track, int year) => null;

    public AreaLevel? PoolLevelOf(string group, int year) => null;
}
