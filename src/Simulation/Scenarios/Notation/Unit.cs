using System.Collections.Immutable;
using System.Globalization;
using Populatie.Analytics.Faults;

namespace Populatie.Simulation.Scenarios.Notation;

/// <summary>
/// A unit that stands in the text beside its figure: how it is spelt in both languages, and what one of it is in the unit
/// that the engine counts in.
/// </summary>
internal sealed record Unit
{
    /// <summary>Days in a year and weeks in a year, by the mean year of the Gregorian calendar rounded to a quarter.</summary>
    private const decimal DaysPerYear = 365.25m;

    /// <summary>A share or a growth rate; kept as a fraction.</summary>
    public static readonly Unit Percent = new()
    {
        Name = new("a rate with its sign", "een percentage met het teken erbij"),
        Sign = "%",
        Example = "1.0% (assumed, 0.0% to 2.0%)",
        Spellings = [("%", 0.01m), ("percent", 0.01m), ("procent", 0.01m)],
        Periods = [("year", 1), ("jaar", 1)],
    };

    public static readonly Unit Fte = new()
    {
        Name = new("a number of FTE", "een aantal FTE"),
        Sign = " FTE",
        Example = "450 FTE",
        Spellings = [("FTE", 1), ("fte's", 1)],
        Periods = [],
    };

    public static readonly Unit Places = new()
    {
        Name = new("a number of places", "een aantal plaatsen"),
        Sign = " places",
        Example = "120 places",
        Spellings = [("places", 1), ("place", 1), ("plaatsen", 1), ("plaats", 1)],
        Periods = [],
    };

    public static readonly Unit Hours = new()
    {
        Name = new("a number of hours", "een aantal uren"),
        Sign = " hours",
        Example = "6 hours",
        Spellings = HourSpellings(),
        Periods = [],
    };

    /// <summary>Hours in a year; per week and per month are turned into it.</summary>
    public static readonly Unit HoursPerYear = new()
    {
        Name = new("a number of hours per year", "een aantal uren per jaar"),
        Sign = " hours per year",
        Example = "1878 hours per year",
        Spellings = HourSpellings(),
        Periods = YearlyPeriods(),
    };

    public static readonly Unit Weeks = new()
    {
        Name = new("a number of weeks", "een aantal weken"),
        Sign = " weeks",
        Example = "8 weeks",
        Spellings =
        [
            ("weeks", 1),
            ("week", 1),
            ("weken", 1),
            ("days", 1m / 7),
            ("day", 1m / 7),
            ("dagen", 1m / 7),
            ("dag", 1m / 7),
        ],
        Periods = [],
    };

    public static readonly Unit Years = new()
    {
        Name = new("a number of years", "een aantal jaren"),
        Sign = " years",
        Example = "5 years",
        Spellings = [("years", 1), ("year", 1), ("jaar", 1), ("jaren", 1)],
        Periods = [],
        BareIsClear = true,
    };

    /// <summary>Euros per year.</summary>
    public static readonly Unit Euro = new()
    {
        Name = new("an amount in euros", "een bedrag in euro's"),
        Sign = " EUR",
        Example = "EUR 12.5 mln (2025)",
        Spellings = [("EUR", 1), ("€", 1), ("euro", 1), ("euros", 1), ("euro's", 1)],
        Periods = YearlyPeriods(),
        Scales =
        [
            ("thousand", 1_000),
            ("duizend", 1_000),
            ("k", 1_000),
            ("mln", 1_000_000),
            ("million", 1_000_000),
            ("miljoen", 1_000_000),
            ("m", 1_000_000),
            ("mld", 1_000_000_000),
            ("bn", 1_000_000_000),
            ("billion", 1_000_000_000),
            ("miljard", 1_000_000_000),
        ],
        IsMoney = true,
    };

    /// <summary>A plain figure: an elasticity, a confidence.</summary>
    public static readonly Unit Number = new()
    {
        Name = new("a number", "een getal"),
        Sign = "",
        Example = "1.5",
        Spellings = [],
        Periods = [],
        BareIsClear = true,
    };

    public static readonly ImmutableArray<Unit> All =
    [
        Percent,
        Fte,
        Places,
        Hours,
        HoursPerYear,
        Weeks,
        Years,
        Euro,
        Number,
    ];

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>What messages ask for.</summary>
    public required Bilingual Name { get; init; }

    /// <summary>What stands behind a figure in our own spelling.</summary>
    public required string Sign { get; init; }

    public required string Example { get; init; }

    /// <summary>Spellings, whatever the case of their letters, and what one is in the engine's unit.</summary>
    public required ImmutableArray<(string Text, decimal Factor)> Spellings { get; init; }

    /// <summary>Periods that may follow "per", and how many of them a year holds.</summary>
    public required ImmutableArray<(string Text, decimal PerYear)> Periods { get; init; }

    /// <summary>Words for thousands and millions.</summary>
    public ImmutableArray<(string Text, decimal Factor)> Scales { get; init; } = [];

    public bool IsMoney { get; init; }

    /// <summary>Whether a figure without the unit cannot be misread.</summary>
    public bool BareIsClear { get; init; }

    /// <summary>A value in our own spelling, such as <c>2.1%</c> or <c>EUR 12.5 mln</c>.</summary>
    public string Format(double value)
    {
        var exact = (decimal)value;
        if (!IsMoney)
        {
            return Plain(exact / (Spellings.IsEmpty ? 1 : Spellings[0].Factor)) + Sign;
        }
        return Math.Abs(exact) >= 100_000 ? $"EUR {Plain(exact / 1_000_000)} mln" : $"EUR {Plain(exact)}";
    }

    private static string Plain(decimal value)
    {
        var text = value.ToString("0.############", Invariant);
        // Three decimals might be read as thousands; a fourth cannot.
        return text.IndexOf('.', StringComparison.Ordinal) is var point and > 0 && text.Length - point == 4
            ? $"{text}0"
            : text;
    }

    private static ImmutableArray<(string, decimal)> HourSpellings() =>
        [("hours", 1), ("hour", 1), ("uur", 1), ("uren", 1)];

    private static ImmutableArray<(string, decimal)> YearlyPeriods() =>
        [
            ("year", 1),
            ("jaar", 1),
            ("quarter", 4),
            ("kwartaal", 4),
            ("month", 12),
            ("maand", 12),
            ("week", DaysPerYear / 7),
        ];
}
