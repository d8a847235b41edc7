using Populatie.Analytics.Areas;
using Populatie.Analytics.Records;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Levers;

namespace Populatie.Simulation.Levers;

/// <summary>What the levers of a scenario come to, for eight replicates.</summary>
internal interface ILeverFactors
{
    /// <summary>True when every factor of this effect is exactly 1, in all years and everywhere.</summary>
    bool IsNeutral(Effect effect);

    /// <summary>The factor on one effect.</summary>
    /// <param name="year">Ordinal of the projected year.</param>
    /// <param name="factor">Shape [8]; overwritten; exactly 1 where nothing changes.</param>
    void Fill(Effect effect, int buurt, int slot, int year, Span<double> factor);

    /// <summary>The form of the contract in a year, when a lever changes it; else null.</summary>
    ContractForm? FormOf(Act act, Track track, int year);

    /// <summary>The level at which a group pools its capacity in a year, when a lever changes it; else null.</summary>
    AreaLevel? PoolLevelOf(string group, int year);
}
