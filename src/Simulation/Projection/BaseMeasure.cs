namespace Populatie.Simulation.Projection;

/// <summary>What is summed over areas and products, in whole numbers; every measure of a run is made of these.</summary>
internal enum BaseMeasure
{
    Need,
    Requests,
    Starts,
    Ends,
    InCare,

    /// <summary>Open on 1 January, after ageing.</summary>
    OpenAtBegin,
    Minutes,
    CostVolume,
    CostReal,
    CostNominal,
    BudgetReal,
    BudgetNominal,
}

internal static class BaseMeasures
{
    public const int Count = 12;
}
