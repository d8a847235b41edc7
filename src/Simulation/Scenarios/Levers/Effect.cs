namespace Populatie.Simulation.Scenarios.Levers;

/// <summary>What levers act on. Each effect is a factor; 1 changes nothing.</summary>
public enum Effect
{
    /// <summary>The rate at which needs arise.</summary>
    Need,

    /// <summary>The share of needs that becomes a request.</summary>
    TakeUp,

    /// <summary>Direct care minutes per client-week.</summary>
    Minutes,

    /// <summary>The chance that an end is a step down.</summary>
    StepDown,

    /// <summary>The share of requests within the scope of the act.</summary>
    InScope,

    /// <summary>Requests that come from elsewhere, on top.</summary>
    Entry,

    /// <summary>The rate at which vacancies are filled.</summary>
    Fill,

    /// <summary>The rate at which staff leaves.</summary>
    Attrition,

    /// <summary>The share of contract hours lost to sickness.</summary>
    Absence,

    /// <summary>The share of hours at work that is spent with clients.</summary>
    DirectTime,

    /// <summary>The budget of the year.</summary>
    Budget,

    /// <summary>The number of places.</summary>
    Places,

    /// <summary>The number of homes that become available.</summary>
    Dwellings,

    /// <summary>The price of care.</summary>
    Price,
}
