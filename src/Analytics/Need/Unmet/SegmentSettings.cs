using Populatie.Analytics.Evidence;
using Populatie.Analytics.Need.Sources;

namespace Populatie.Analytics.Need.Unmet;

/// <summary>Segments of the population by the capital that people are short of; everybody is in one.</summary>
public enum Segment
{
    /// <summary>Short of none.</summary>
    Ample,
    Economic,
    Social,
    Cultural,
    Personal,
}

/// <summary>How large the segments are: factors on published features, or what is usual where none are known.</summary>
public sealed record SegmentSettings
{
    private static readonly Lazy<SegmentSettings> Shipped = new(() =>
        Of(AssumptionFile.Embedded("need/segments.yaml"))
    );

    public static SegmentSettings Embedded => Shipped.Value;

    /// <summary>A segment's share is the sum of factor × feature per resident.</summary>
    public required IReadOnlyList<(Segment Segment, string Feature, Assumption Factor)> Factors { get; init; }

    /// <summary>Shares of residents where no features are known.</summary>
    public required IReadOnlyDictionary<Segment, Assumption> Usual { get; init; }

    internal static SegmentSettings Of(AssumptionFile file) =>
        new()
        {
            Factors =
            [
                (Segment.Economic, "assistance", file["economic_per_assistance"]),
                (Segment.Social, "one_person_households", file["social_per_one_person_household"]),
                (Segment.Cultural, "assistance", file["cultural_per_assistance"]),
                (Segment.Personal, "disability", file["personal_per_disability"]),
                (Segment.Personal, "age_65_plus", file["personal_per_age_65_plus"]),
            ],
            Usual = new Dictionary<Segment, Assumption>
            {
                [Segment.Economic] = file["usual_economic"],
                [Segment.Social] = file["usual_social"],
                [Segment.Cultural] = file["usual_cultural"],
                [Segment.Personal] = file["usual_personal"],
            },
        };
}
