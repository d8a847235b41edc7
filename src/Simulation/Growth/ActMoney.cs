using System.Collections.Immutable;
using Populatie.Analytics.Records;

namespace Populatie.Simulation.Growth;

/// <summary>What a run says of one act in one area, per replicate: the bottom-up side of the comparison.</summary>
/// <param name="BaseYear">Last observed year; where no cost was observed, the first projected one.</param>
/// <param name="BaseCost">What it cost, per replicate, the same in all where it was observed; cents.</param>
/// <param name="Real">Cost of the years after it at the general prices of the base year; shape [Year, Replicate]; cents.</param>
/// <param name="Volume">The same at the unit prices of the base year; cents.</param>
/// <param name="Minutes">Hours of care; minutes.</param>
public sealed record ActMoney(
    Act Act,
    int BaseYear,
    long[] BaseCost,
    ImmutableArray<long[]> Real,
    ImmutableArray<long[]> Volume,
    ImmutableArray<long[]> Minutes
);
