using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Need.Indicators;

/// <summary>The four questions that are asked of an area, together: none of them alone.</summary>
public enum IndicatorGroup
{
    Reach,
    Availability,
    Quality,
    WithinBudget,
}

/// <summary>What is measured.</summary>
/// <param name="Code">Name for programs.</param>
/// <param name="Name">For people.</param>
/// <param name="Short">Heading of a column.</param>
/// <param name="Unit">Of the value.</param>
public sealed record IndicatorKind(string Code, IndicatorGroup Group, Bilingual Name, Bilingual Short, Bilingual Unit);

/// <summary>One indicator of one area, beside its peers. No target, no score.</summary>
/// <param name="Value">Null where there is nothing to divide by, or where the cube cannot tell.</param>
/// <param name="Low">5% bound by chance; null where none is computed.</param>
/// <param name="High">95% bound by chance.</param>
/// <param name="Peers">Null when no other area has a value.</param>
/// <param name="Evidence"><c>A</c> … <c>D</c>.</param>
public sealed record Indicator(
    IndicatorKind Kind,
    Area Area,
    AreaLevel Level,
    int Year,
    double? Value,
    double? Low,
    double? High,
    PeerBand? Peers,
    Basis Basis,
    string Evidence
)
{
    /// <summary>The smallest count that the value tells of, given the others: who knows the rest could work it out.</summary>
    public double Fewest { get; init; }
}

/// <summary>Where the values of the peers lie, the area itself left out.</summary>
/// <param name="Type">Their type; null when all other areas are the peers.</param>
/// <param name="Count">How many have a value.</param>
public sealed record PeerBand(WijkType? Type, int Count, double P5, double P25, double P50, double P75, double P95)
{
    /// <summary>Quantiles between the values in order, straight lines from one to the next.</summary>
    /// <param name="values">Not empty.</param>
    public static PeerBand Of(WijkType? type, IEnumerable<double> values)
    {
        double[] ordered = [.. values.Order()];
        double At(double share)
        {
            var place = share * (ordered.Length - 1);
            var below = (int)place;
            var above = Math.Min(below + 1, ordered.Length - 1);
            return ordered[below] + ((place - below) * (ordered[above] - ordered[below]));
        }
        return new(type, ordered.Length, At(0.05), At(0.25), At(0.5), At(0.75), At(0.95));
    }
}
