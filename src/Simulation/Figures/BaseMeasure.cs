namespace Populatie.Simulation.Figures;

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

    /// <summary>Waiting on 31 December, for a decision or for care.</summary>
    Waiting,

    /// <summary>Of those: longer than the norm.</summary>
    WaitingOverNorm,

    /// <summary>Twice the weeks from request to start of those who began.</summary>
    DoubleWeeksWaited,

    /// <summary>Person-weeks waited while staff, places or money held up who was next.</summary>
    HeldByStaff,
    HeldBySpace,
    HeldByMoney,

    /// <summary>Thousandths of FTE that the hours of the year take, intake included.</summary>
    FteNeeded,

    /// <summary>Thousandths of FTE under contract at the end of the year.</summary>
    FteAvailable,
    Dropped,
    HelpedInformally,
    Worsened,
    OutOfScope,
    UnmetWaiting,
    UnmetHeld,
    UnmetForegone,
    UnmetHidden,

    /// <summary>What the municipality pays, where money is scarce; cents.</summary>
    PaidReal,
    PaidNominal,
}

internal static class BaseMeasures
{
    public const int Count = 30;
}
