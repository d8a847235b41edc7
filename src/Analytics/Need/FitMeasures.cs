namespace Populatie.Analytics.Need;

/// <summary>Names of the measures that a fit can show.</summary>
public static class FitMeasures
{
    /// <summary>Reference rate × person-years; new requests per year.</summary>
    public const string Expected = "expected";

    /// <summary>New requests per year, those of unknown place included.</summary>
    public const string Observed = "observed";

    /// <summary>θ with its 90% interval; ratio to the reference.</summary>
    public const string RelativeRisk = "relative_risk";

    /// <summary>Verwacht minus waargenomen, with a 90% interval; requests per year.</summary>
    public const string ExpectedMinusObserved = "expected_minus_observed";

    /// <summary>Requests per 1,000 person-years by the reference, for the people who live there.</summary>
    public const string RequestRate = "request_rate";

    /// <summary>Mean stay with its 90% interval; months; the same everywhere.</summary>
    public const string MeanStayMonths = "mean_stay_months";

    /// <summary>Of care on 1 January of the year of the eighteenth birthday, or begun later: the share that the birthday ends, with its 90% interval; the same everywhere.</summary>
    public const string EndsAtEighteen = "ends_at_eighteen";

    public static readonly IReadOnlyList<string> All =
    [
        Expected,
        Observed,
        ExpectedMinusObserved,
        RelativeRisk,
        RequestRate,
        MeanStayMonths,
        EndsAtEighteen,
    ];
}
