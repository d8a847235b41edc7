using System.Collections.Immutable;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Synthesis;

/// <summary>
/// Everything that the synthetic city is made from, as read from <c>geodata/synthesis/truth.yaml</c>. All of it is
/// assumed; each value carries its range, source and confidence. Immutable; thread-safe.
/// </summary>
public sealed record TruthSettings
{
    public required AgeBands Bands { get; init; }

    /// <summary>Year at which the request rates hold; other years follow each product's trend.</summary>
    public required int ReferenceYear { get; init; }

    public required ImmutableArray<ProductTruth> Products { get; init; }

    /// <summary>Shares in kind and by personal budget of care that is declared per client; the rest has both.</summary>
    public required Assumption InKind { get; init; }

    public required Assumption PersonalBudget { get; init; }

    /// <summary>Of all persons: the share placed by buurt code, by wijk code, by gemeente code, not at all. The rest has coordinates.</summary>
    public required Assumption OnlyBuurt { get; init; }

    public required Assumption OnlyWijk { get; init; }

    public required Assumption OnlyGemeente { get; init; }

    public required Assumption Nowhere { get; init; }

    /// <summary>Shape [Band]; unit: 1/yr; rate of leaving the area altogether.</summary>
    public required ImmutableArray<double> LeaveRate { get; init; }

    /// <summary>Shape [Band]; probability, each 1 January, of moving to another buurt of the gemeente.</summary>
    public required ImmutableArray<double> MoveShare { get; init; }

    /// <summary>Mortality of clients against that of all residents of their age and sex.</summary>
    public required Assumption ClientMortality { get; init; }

    /// <summary>Share of running youth care that ends at the eighteenth birthday.</summary>
    public required Assumption EndsAtEighteen { get; init; }

    /// <summary>Hours and costs of a spell lie evenly within ± this share of the product's mean.</summary>
    public required Assumption Spread { get; init; }

    /// <summary>
    /// Share of youth care that reaches the records, by year; 1 in years not named. A factor of its own: need and care
    /// were there, their providers did not report yet.
    /// </summary>
    public required ImmutableSortedDictionary<int, double> JeugdReporting { get; init; }

    /// <summary>The same truth without what hides records (reporting, unknown places) or moves demand between products: for scoring estimators of rates.</summary>
    public TruthSettings WithoutLoss() =>
        this with
        {
            OnlyWijk = None(OnlyWijk),
            OnlyGemeente = None(OnlyGemeente),
            Nowhere = None(Nowhere),
            JeugdReporting = ImmutableSortedDictionary<int, double>.Empty,
        };

    private static Assumption None(Assumption some) => some with { Value = 0, Low = 0 };
}

/// <summary>The truth about one product.</summary>
public sealed record ProductTruth
{
    public required string Code { get; init; }

    public required CareLines Lines { get; init; }

    /// <summary>Shape [Band, Sex V M]; unit: new requests per person-year in the reference year, without returns and steps.</summary>
    public required ImmutableArray<double> RequestRate { get; init; }

    /// <summary>Where the rates come from.</summary>
    public required string Source { get; init; }

    public required double Confidence { get; init; }

    /// <summary>Yearly change of the rate as a share of the reference year's; linear.</summary>
    public required Assumption Trend { get; init; }

    /// <summary>θ of a buurt ~ Gamma(α, α): the larger α, the more alike the buurten.</summary>
    public required Assumption Alpha { get; init; }

    /// <summary>Unit: 1/yr; rate at which someone whose care ended within the last year asks again.</summary>
    public required Assumption ReturnRate { get; init; }

    /// <summary>Mean of request to start, in weeks.</summary>
    public required Assumption WaitWeeks { get; init; }

    /// <summary>Share of requests that end before care began.</summary>
    public required Assumption DropsWhileWaiting { get; init; }

    /// <summary>Share of new requests by someone who already is a client of something.</summary>
    public required Assumption Joins { get; init; }

    /// <summary>Share of the mean stay that the first phase takes, and share of stays that go on to the second.</summary>
    public required Assumption EarlyShare { get; init; }

    public required Assumption LastingShare { get; init; }

    /// <summary>Shares of ends; the rest recovered.</summary>
    public required EndShares Ends { get; init; }

    /// <summary>Where steps lead: code and weight.</summary>
    public required ImmutableArray<(string Code, double Weight)> UpTo { get; init; }

    public required ImmutableArray<(string Code, double Weight)> DownTo { get; init; }
}

/// <summary>Shares of natural ends by reason; what is left is recovery. Each in [0, 1], together ≤ 1.</summary>
public readonly record struct EndShares(double StepUp, double StepDown, double Wlz, double DroppedOut, double Other);
