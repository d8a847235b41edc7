using Populatie.Analytics.Evidence;
using Populatie.Analytics.Need.Dynamics;
using Populatie.Analytics.Need.Features;
using Populatie.Analytics.Need.Sources;

namespace Populatie.Analytics.Need;

/// <summary>What the user chooses about a fit.</summary>
public sealed record FitSettings
{
    /// <summary>Last year to learn from; null for the last year that cube and population share.</summary>
    public int? Until { get; init; }

    public RateReference Reference { get; init; } = RateReference.City;

    /// <summary>Years in the window of the rates; ≥ 1. Clipped to the years that the cube has.</summary>
    public int WindowYears { get; init; } = 3;

    /// <summary>The user's table; needed when <see cref="Reference"/> is <see cref="RateReference.National"/>.</summary>
    public NationalRates? National { get; init; }

    /// <summary>Features of buurten for the prior mean of θ; null: 1 everywhere.</summary>
    public AreaFeatures? Features { get; init; }

    /// <summary>Names and digests of cube and population as the caller knows them; they go into <see cref="Fit.Inputs"/>.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; init; } =
        new SortedDictionary<string, string>(StringComparer.Ordinal);

    public FitAssumptions Assumptions { get; init; } = FitAssumptionsReader.Embedded;
}

/// <summary>What the fit assumes where records say too little. Source: geodata/catalogue/fit.yaml.</summary>
/// <param name="RateVolatility">Standard deviation of the yearly change of log rate; 1/√yr.</param>
/// <param name="RateVolatilityYears">Weight of that assumption, in yearly changes.</param>
/// <param name="RateVolatilityFloor">Smallest volatility that is ever reported; 1/√yr.</param>
/// <param name="StayPriorEnds">Weight of the catalogue's mean stay, in ended spells.</param>
/// <param name="StayShapeEnds">Ended spells below which a stay is one exponential phase, shrunk to the catalogue.</param>
/// <param name="EighteenPriorEnds">Weight of an act's rate of ends at eighteen in each of its products, in such ends.</param>
/// <param name="JeugdFirstYear">First year of Jeugd that is comparable with later ones.</param>
/// <param name="WaitGrowth">How much longer people wait each year, where the records hardly tell; years per year.</param>
/// <param name="ClientRatioSpells">Weight of the city's clients per spell in each area, in spells.</param>
/// <param name="Dynamics">What is believed of yearly changes.</param>
/// <param name="Inquiry">Weeks from request to decision that it takes at least, where records do not tell of waits.</param>
/// <param name="InquiryStarts">Weight of that beside the waits on record, in starts.</param>
/// <param name="DropOut">Rate at which who waits leaves the list, where records do not tell; 1/yr.</param>
/// <param name="GaveUp">The part of it that gets no help; 1/yr.</param>
/// <param name="GaveUpYears">Weight of that beside the records, in years of waiting.</param>
/// <param name="HelpedShare">Of who leaves a list: helped informally, where records do not tell who left.</param>
/// <param name="Worsening">Rate at which who waits comes to need heavier help, where records do not tell who left; 1/yr.</param>
/// <param name="HoursGrowth">Yearly growth of the hours that staff delivers.</param>
/// <param name="HoursNoise">How far the growth of one year is off the lasting one: standard deviation.</param>
/// <param name="HoursYears">Yearly changes looked back at, at most.</param>
/// <param name="WaitGrowthStarts">Starts with a known request that are needed to tell how waits changed.</param>
public sealed record FitAssumptions(
    Assumption RateVolatility,
    Assumption RateVolatilityYears,
    Assumption RateVolatilityFloor,
    Assumption StayPriorEnds,
    Assumption StayShapeEnds,
    Assumption EighteenPriorEnds,
    Assumption JeugdFirstYear,
    Assumption WaitGrowth,
    Assumption WaitGrowthStarts,
    Assumption ClientRatioSpells,
    Assumption Inquiry,
    Assumption InquiryStarts,
    Assumption DropOut,
    Assumption GaveUp,
    Assumption GaveUpYears,
    Assumption HelpedShare,
    Assumption Worsening,
    Assumption HoursGrowth,
    Assumption HoursNoise,
    Assumption HoursYears,
    DynamicsAssumptions Dynamics
);
