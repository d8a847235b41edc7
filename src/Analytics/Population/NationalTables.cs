using System.Globalization;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Tables;

namespace Populatie.Analytics.Population;

/// <summary>
/// Death and birth of the Netherlands by single age: the part of demography that a gemeente does not have of its own.
/// Immutable; thread-safe. Sources: geodata/README.md.
/// </summary>
public sealed class NationalTables
{
    public const int FirstDeathYear = 2015;
    public const int LastDeathYear = 2060;
    public const int FirstBirthYear = 2023;
    public const int LastBirthYear = 2045;
    public const int FirstMotherAge = 15;
    public const int LastMotherAge = 49;
    private const int LastPublishedAge = 98;
    private const int Ages = AgeBands.AgeCount;
    private static readonly Lazy<NationalTables> Shipped = new(Read);
    private readonly double[] deaths;
    private readonly double[] births;

    private NationalTables(double[] deaths, double[] births, Assumption boys) =>
        (this.deaths, this.births, BoysPerBirth) = (deaths, births, boys);

    public static NationalTables Embedded => Shipped.Value;

    /// <summary>Share of boys among live births.</summary>
    public Assumption BoysPerBirth { get; }

    /// <summary>Probability that a person of this age on 1 January dies before the next; in (0, 1).</summary>
    /// <param name="age">0 … 105; clamped. From 99 on extended by constant growth of the odds.</param>
    /// <param name="year">Clamped to 2015 … 2060. A forecast of 2015 throughout: observed years differ by some percents.</param>
    public double DeathProbability(Sex sex, int age, int year) =>
        DeathProbabilities(year)[((int)sex * Ages) + ClampAge(age)];

    /// <summary>All of one year: shape [Sex V M, Age 0…105]; probability per year.</summary>
    public ReadOnlySpan<double> DeathProbabilities(int year)
    {
        var index = Math.Clamp(year, FirstDeathYear, LastDeathYear) - FirstDeathYear;
        return deaths.AsSpan(index * PopulationTable.CellsPerBuurt, PopulationTable.CellsPerBuurt);
    }

    /// <summary>Live births per woman of this age per year; 0 outside 15 … 49.</summary>
    /// <param name="year">Clamped to 2023 … 2045.</param>
    public double BirthRate(int age, int year) =>
        age is < FirstMotherAge or > LastMotherAge ? 0 : BirthRates(year)[age - FirstMotherAge];

    /// <summary>All of one year: shape [Age 15…49]; births per woman per year. Mothers of 50 and older count at 49.</summary>
    public ReadOnlySpan<double> BirthRates(int year)
    {
        const int Width = LastMotherAge - FirstMotherAge + 1;
        var index = Math.Clamp(year, FirstBirthYear, LastBirthYear) - FirstBirthYear;
        return births.AsSpan(index * Width, Width);
    }

    private static int ClampAge(int age) => Math.Clamp(age, 0, Ages - 1);

    private static NationalTables Read()
    {
        var deathCells = new double[(LastDeathYear - FirstDeathYear + 1) * PopulationTable.CellsPerBuurt];
        foreach (var row in PublishedTable.Embedded("national/mortality.csv").Rows)
        {
            var sex = string.Equals(row.Text("sex"), "V", StringComparison.Ordinal) ? Sex.V : Sex.M;
            for (var year = FirstDeathYear; year <= LastDeathYear; year++)
            {
                deathCells[Cell(year, sex, row.Whole("age"))] = row.Real(Name(year));
            }
        }
        for (var year = FirstDeathYear; year <= LastDeathYear; year++)
        {
            Extend(deathCells.AsSpan(Cell(year, Sex.V, 0), Ages));
            Extend(deathCells.AsSpan(Cell(year, Sex.M, 0), Ages));
        }

        const int Width = LastMotherAge - FirstMotherAge + 1;
        var birthCells = new double[(LastBirthYear - FirstBirthYear + 1) * Width];
        foreach (var row in PublishedTable.Embedded("national/fertility.csv").Rows)
        {
            var age = Math.Min(row.Whole("age"), LastMotherAge) - FirstMotherAge;
            for (var year = FirstBirthYear; year <= LastBirthYear; year++)
            {
                birthCells[((year - FirstBirthYear) * Width) + age] += row.Real(Name(year));
            }
        }
        return new(deathCells, birthCells, AssumptionTable.Embedded("national/assumptions.csv")["boys_per_birth"]);
    }

    private static int Cell(int year, Sex sex, int age) =>
        ((year - FirstDeathYear) * PopulationTable.CellsPerBuurt) + ((int)sex * Ages) + age;

    private static string Name(int year) => year.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// The published class of 99 and older is a mean over its ages. Instead the odds of dying grow on, per year of age, as
    /// they did between 90 and 98: the eighth root is three square roots, so no logarithm is needed.
    /// </summary>
    private static void Extend(Span<double> ages)
    {
        const int From = LastPublishedAge - 8;
        var growth = Math.Sqrt(Math.Sqrt(Math.Sqrt(Odds(ages[LastPublishedAge]) / Odds(ages[From]))));
        var odds = Odds(ages[LastPublishedAge]);
        for (var age = LastPublishedAge + 1; age < ages.Length; age++)
        {
            odds *= growth;
            ages[age] = odds / (1 + odds);
        }
    }

    private static double Odds(double probability) => probability / (1 - probability);
}
