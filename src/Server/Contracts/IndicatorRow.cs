using System.Text.Json.Serialization;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Need.Indicators;
using Populatie.Server.SignIn;

namespace Populatie.Server.Contracts;

/// <summary>One indicator of one area, beside its peers: to follow, to mirror, to learn; no target, no score.</summary>
/// <param name="Title">In the language of the request.</param>
/// <param name="Value">Null where it is not known, or where the reason says why.</param>
/// <param name="Peers">Null when no other area has a value that may be told to who asks.</param>
/// <param name="Note">The last note on the area; empty when there is none.</param>
internal sealed record IndicatorRow(
    string Area,
    string Name,
    string Level,
    int Year,
    [property: JsonConverter(typeof(KebabCase<IndicatorGroup>))] IndicatorGroup Group,
    string Indicator,
    string Title,
    string Unit,
    double? Value,
    double? Low,
    double? High,
    IndicatorPeers? Peers,
    string Basis,
    string? Evidence,
    string? Reason,
    string Note
)
{
    /// <param name="row">Without a value where that would tell of a few people.</param>
    /// <param name="reason">Why it is not told; null when it is.</param>
    public static IndicatorRow Of(Indicator row, string? reason, string note, Language language) =>
        new(
            row.Area.Code,
            row.Area.Name,
            row.Level.ToName(),
            row.Year,
            row.Kind.Group,
            row.Kind.Code,
            row.Kind.Name.In(language),
            row.Kind.Unit.English,
            IsUnseen(reason) ? null : row.Value,
            IsUnseen(reason) ? null : row.Low,
            IsUnseen(reason) ? null : row.High,
            row.Peers is { } band && !IsUnseen(reason) ? IndicatorPeers.Of(band) : null,
            row.Basis.ToString().ToLowerInvariant(),
            IsUnseen(reason) ? null : row.Evidence,
            reason,
            IsUnseen(reason) ? "" : note
        );

    private static bool IsUnseen(string? reason) => string.Equals(reason, Sight.Reason, StringComparison.Ordinal);
}

/// <summary>Where the values of its peers lie, those that may not be told left out.</summary>
/// <param name="Type">How urban and how vulnerable they are, as it is; or all.</param>
/// <param name="Count">How many they are.</param>
internal sealed record IndicatorPeers(string Type, int Count, double P5, double P25, double P50, double P75, double P95)
{
    public static IndicatorPeers Of(PeerBand band) =>
        new(
            band.Type is { } type ? $"{type.Urbanity}, {type.Vulnerability}" : "all",
            band.Count,
            band.P5,
            band.P25,
            band.P50,
            band.P75,
            band.P95
        );
}

/// <summary>Names of choices as the command line writes them.</summary>
internal sealed class KebabCase<T>() : JsonStringEnumConverter<T>(System.Text.Json.JsonNamingPolicy.KebabCaseLower)
    where T : struct, Enum;
