using Populatie.Analytics.Evidence;
using Populatie.Analytics.Need.Features;
using Populatie.Analytics.Need.Sources;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Need.Unmet;

/// <summary>What unmet need assumes; defaults from <c>geodata/need/unmet.yaml</c> and <c>segments.yaml</c>.</summary>
public sealed record UnmetSettings
{
    private static readonly Lazy<UnmetSettings> Shipped = new(() => Of(AssumptionFile.Embedded("need/unmet.yaml")));

    /// <summary>The assumptions that come with the program, and the features of Utrecht.</summary>
    public static UnmetSettings Embedded => Shipped.Value;

    /// <summary>By act; weeks from request to decision, and from decision to start.</summary>
    public required IReadOnlyDictionary<Act, (Assumption Decision, Assumption Start)> NormWeeks { get; init; }

    /// <summary>Share of referrals that come before the moment from which somebody is late.</summary>
    public required Assumption HeldTiming { get; init; }

    /// <summary>Share of the referrals still to come that come too late.</summary>
    public required Assumption HeldShare { get; init; }

    /// <summary>By act; unit: 1/yr, &gt; 0.</summary>
    public required IReadOnlyDictionary<Act, Assumption> ForegoneExit { get; init; }

    /// <summary>By act; unit: 1/yr, &gt; 0.</summary>
    public required IReadOnlyDictionary<Act, Assumption> HiddenExit { get; init; }

    /// <summary>By segment; share of those in need who ask, in (0, 1]; 1 hides nothing.</summary>
    public required IReadOnlyDictionary<Segment, Assumption> TakeUp { get; init; }

    public SegmentSettings Segments { get; init; } = SegmentSettings.Embedded;

    /// <summary>Features of the areas; null when none are known.</summary>
    public AreaFeatures? Features { get; init; } = AreaFeatures.Embedded;

    internal static UnmetSettings Of(AssumptionFile file) =>
        new()
        {
            NormWeeks = new Dictionary<Act, (Assumption, Assumption)>
            {
                [Act.Wmo] = (file["norm_decision_weeks_wmo"], file["norm_start_weeks_wmo"]),
                [Act.Jeugd] = (file["norm_decision_weeks_jeugd"], file["norm_start_weeks_jeugd"]),
            },
            HeldTiming = file["held_timing"],
            HeldShare = file["held_share"],
            ForegoneExit = ByAct(file, "foregone_exit"),
            HiddenExit = ByAct(file, "hidden_exit"),
            TakeUp = new Dictionary<Segment, Assumption>
            {
                [Segment.Ample] = file["take_up_ample"],
                [Segment.Economic] = file["take_up_economic"],
                [Segment.Social] = file["take_up_social"],
                [Segment.Cultural] = file["take_up_cultural"],
                [Segment.Personal] = file["take_up_personal"],
            },
        };

    private static Dictionary<Act, Assumption> ByAct(AssumptionFile file, string name) =>
        new() { [Act.Wmo] = file[$"{name}_wmo"], [Act.Jeugd] = file[$"{name}_jeugd"] };
}
