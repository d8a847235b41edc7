using Populatie.Analytics.Faults;

namespace Populatie.Cli.Shell;

/// <summary>Units as people read them; programs get the names of the contract, and cents.</summary>
internal static class UnitWords
{
    private const double CentsPerEuro = 100;

    private static readonly Dictionary<string, Bilingual> Words = new(StringComparer.Ordinal)
    {
        ["persons"] = new("persons", "personen"),
        ["households"] = new("households", "huishoudens"),
        ["spells"] = new("spells of care", "trajecten"),
        ["requests"] = new("requests", "aanvragen"),
        ["requests/yr"] = new("requests per year", "aanvragen per jaar"),
        ["requests/1000 person-years"] = new("requests per 1,000 person-years", "aanvragen per 1.000 persoonsjaren"),
        ["months"] = new("months", "maanden"),
        ["needs"] = new("needs", "behoeften"),
        ["days"] = new("days", "dagen"),
        ["weeks"] = new("weeks", "weken"),
        ["person_weeks"] = new("person-weeks", "persoonsweken"),
        ["hours"] = new("hours", "uren"),
        ["fte"] = new("FTE", "fte"),
        ["eur_cents"] = new("euros", "euro"),
        ["ratio"] = new("ratio", "verhouding"),
    };

    /// <summary>The unit in the reader's language; one that has no words yet goes by its own name.</summary>
    public static string Unit(this Session session, string unit) =>
        Words.TryGetValue(unit, out var words) ? session.Say(words) : unit;

    /// <summary>A value in the unit that people read.</summary>
    public static double InUnit(double value, string unit) =>
        string.Equals(unit, "eur_cents", StringComparison.Ordinal) ? value / CentsPerEuro : value;
}
