using Populatie.Analytics.Areas;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Tables;

namespace Populatie.Analytics.Population;

/// <summary>
/// How the births and deaths of a gemeente stand to the national rates applied to its own residents: published ÷ expected.
/// 1 is as the national tables.
/// </summary>
/// <param name="Births">Factor on the birth rates. Utrecht: below 1, many of its young women study.</param>
/// <param name="Deaths">Factor on the death probabilities. Above 1 also because the national forecast of 2015 was too low.</param>
public sealed record VitalFactors(double Births, double Deaths)
{
    public static VitalFactors National { get; } = new(1, 1);

    /// <summary>
    /// The country itself: births as its tables say, deaths as observed in 2023 over what the forecast of 2015 expected,
    /// both on the shape of the country's residents; ages whose observation is not published are left out of both.
    /// </summary>
    public static VitalFactors Country() => Shipped.Value;

    private static readonly Lazy<VitalFactors> Shipped = new(() =>
    {
        const int Year = 2023;
        var national = NationalTables.Embedded;
        var shape = NationalShape.In(Year, national);
        var (observed, expected) = (0.0, 0.0);
        foreach (var row in PublishedTable.Embedded("national/mortality-observed.csv").Rows)
        {
            var age = row.Whole("age");
            if (row.Number("2023") is { } probability)
            {
                var (women, men) = (shape[age], shape[AgeBands.AgeCount + age]);
                observed += (women + men) * probability;
                expected += women * national.DeathProbability(Sex.V, age, Year);
                expected += men * national.DeathProbability(Sex.M, age, Year);
            }
        }
        return new(1, observed / expected);
    });

    /// <summary>The factors for a set of areas: Utrecht's own for its buurten, else <see cref="Country"/>.</summary>
    public static VitalFactors For(AreaIndex areas) => AreOfUtrecht(areas) ? UtrechtPopulation.Vital() : Country();

    /// <param name="published">Births and deaths of a year.</param>
    /// <param name="table">Residents on 1 January of that year.</param>
    public static VitalFactors From(
        (int Year, int Births, int Deaths) published,
        PopulationTable table,
        NationalTables national
    )
    {
        var (births, deaths) = (0.0, 0.0);
        for (var buurt = 0; buurt < table.BuurtCount; buurt++)
        {
            for (var age = 0; age < AgeBands.AgeCount; age++)
            {
                var (women, men) = (table[buurt, Sex.V, age], table[buurt, Sex.M, age]);
                births += women * national.BirthRate(age, published.Year);
                deaths += women * national.DeathProbability(Sex.V, age, published.Year);
                deaths += men * national.DeathProbability(Sex.M, age, published.Year);
            }
        }
        return births > 0 && deaths > 0 ? new(published.Births / births, published.Deaths / deaths) : National;
    }

    /// <summary>Whether all buurten belong to Utrecht, whose own figures then hold.</summary>
    internal static bool AreOfUtrecht(AreaIndex areas) =>
        areas.BuurtCount > 0 && areas.Buurten.All(b => IsUtrecht(b.GemeenteCode));

    private static bool IsUtrecht(string gemeente) =>
        string.Equals(gemeente, UtrechtPopulation.Gemeente, StringComparison.Ordinal);
}
