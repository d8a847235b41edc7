using Populatie.Analytics.Records;

namespace Populatie.Analytics.Counting;

/// <summary>
/// What holds for a person throughout: birth year and sex. Where records differ the latest speaks. Without any birth year
/// the person is given the middle of the ages that the first product serves, on the day it began, and is counted as such.
/// </summary>
internal readonly record struct PersonFacts(int BirthYear, Sex Sex)
{
    public static PersonFacts Of(ReadOnlySpan<UseRow> rows, ProductAxis products, CleaningTally tally)
    {
        var birth = (Day: int.MinValue, Year: 0);
        var sex = (Day: rows[0].Day, rows[0].Sex);
        var (firstBirth, severalBirths, severalSexes) = (0, false, false);
        foreach (ref readonly var row in rows)
        {
            if (row.BirthYear != 0)
            {
                firstBirth = firstBirth == 0 ? row.BirthYear : firstBirth;
                severalBirths |= row.BirthYear != firstBirth;
                birth =
                    birth.Year == 0 || (row.Day, (int)row.BirthYear).CompareTo(birth) > 0
                        ? (row.Day, row.BirthYear)
                        : birth;
            }
            severalSexes |= row.Sex != rows[0].Sex;
            sex = (row.Day, (byte)row.Sex).CompareTo((sex.Day, (byte)sex.Sex)) > 0 ? (row.Day, row.Sex) : sex;
        }
        tally.Count(CleaningCount.PersonsWithSeveralBirthYears, severalBirths ? 1 : 0);
        tally.Count(CleaningCount.PersonsWithSeveralSexes, severalSexes ? 1 : 0);
        if (birth.Year != 0)
        {
            return new(birth.Year, sex.Sex);
        }
        tally.Count(CleaningCount.PersonsWithoutBirthYear);
        return new(AssumedBirthYear(rows, products), sex.Sex);
    }

    /// <summary>Age reached in a calendar year: ageing happens on 1 January.</summary>
    public int AgeIn(int year) => year - BirthYear;

    private static int AssumedBirthYear(ReadOnlySpan<UseRow> rows, ProductAxis products)
    {
        var first = (Day: int.MaxValue, Product: (short)0);
        foreach (ref readonly var row in rows)
        {
            if ((row.Day, row.Product).CompareTo(first) < 0)
            {
                first = (row.Day, row.Product);
            }
        }
        var product = products.Products[first.Product];
        var middle = (product.FirstAge + Math.Min(product.LastAge, AgeBands.AgeCount - 1)) / 2;
        return DateOnly.FromDayNumber(first.Day).Year - middle;
    }
}
