using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Populatie.Analytics.Records;

/// <summary>
/// The words of the native record layout: its columns, and the tokens for sex, delivery and outcome. Readers and writers
/// both take them from here. Tokens are read without regard to case; the first of each list is the one that is written.
/// </summary>
public static class RecordTokens
{
    /// <summary>Columns in the order in which they are written; a reader finds them by name.</summary>
    public static ImmutableArray<string> Columns { get; } =
    [
        "person",
        "household",
        "birth_year",
        "sex",
        "x",
        "y",
        "pc6",
        "buurt",
        "product",
        "delivery",
        "provider",
        "track",
        "referrer",
        "requested",
        "started",
        "ended",
        "hours",
        "cost_cents",
        "outcome",
    ];

    /// <summary>Provider codes of records that a generator made begin with this.</summary>
    public const string SyntheticProvider = "SYN";

    internal static FrozenDictionary<string, Sex> Sexes { get; } =
        Tokens((Sex.V, ["V", "F", "2"]), (Sex.M, ["M", "1"]), (Sex.O, ["O", "X", "0", "9"]));

    internal static FrozenDictionary<string, Delivery> Deliveries { get; } =
        Tokens(
            (Delivery.Zin, ["ZIN"]),
            (Delivery.Pgb, ["PGB"]),
            (Delivery.Both, ["BOTH", "BEIDE", "ZIN+PGB", "PGB+ZIN"])
        );

    /// <summary>Our own names, Dutch ones, and the reasons for ending of the iStandaard list WMO588.</summary>
    internal static FrozenDictionary<string, Outcome> Outcomes { get; } =
        Tokens<Outcome>(
            (Outcome.Unknown, ["unknown", "onbekend"]),
            (Outcome.Recovered, ["recovered", "hersteld", "19"]),
            (Outcome.StepUp, ["step-up", "opgeschaald"]),
            (Outcome.StepDown, ["step-down", "afgeschaald"]),
            (Outcome.Died, ["died", "overleden", "02"]),
            (Outcome.Moved, ["moved", "verhuisd", "31"]),
            (Outcome.Wlz, ["wlz"]),
            (Outcome.TurnedEighteen, ["turned-eighteen", "turned-18", "achttien"]),
            (Outcome.DroppedOut, ["dropped-out", "uitgevallen", "21", "22", "23"]),
            (Outcome.Other, ["other", "anders", "20", "36", "37", "38", "39"])
        );

    /// <summary>Token as written for a sex.</summary>
    public static string Of(Sex sex) =>
        sex switch
        {
            Sex.V => "V",
            Sex.M => "M",
            _ => "O",
        };

    /// <summary>Token as written for a delivery form.</summary>
    public static string Of(Delivery delivery) =>
        delivery switch
        {
            Delivery.Zin => "ZIN",
            Delivery.Pgb => "PGB",
            _ => "BOTH",
        };

    /// <summary>Token as written for an outcome; empty when unknown.</summary>
    public static string Of(Outcome outcome) =>
        outcome switch
        {
            Outcome.Recovered => "recovered",
            Outcome.StepUp => "step-up",
            Outcome.StepDown => "step-down",
            Outcome.Died => "died",
            Outcome.Moved => "moved",
            Outcome.Wlz => "wlz",
            Outcome.TurnedEighteen => "turned-eighteen",
            Outcome.DroppedOut => "dropped-out",
            Outcome.Other => "other",
            _ => "",
        };

    private static FrozenDictionary<string, T> Tokens<T>(params ReadOnlySpan<(T Value, string[] Words)> choices)
    {
        var all = new List<KeyValuePair<string, T>>();
        foreach (var (value, words) in choices)
        {
            all.AddRange(words.Select(w => KeyValuePair.Create(w, value)));
        }
        return all.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
