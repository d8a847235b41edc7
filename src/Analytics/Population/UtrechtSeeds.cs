using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Tables;

namespace Populatie.Analytics.Population;

/// <summary>
/// Seed shapes per wijk of Utrecht: five-year ages and sexes from its postcodes in 2021, single ages within them from the
/// city in 2020. From 45 on they follow their cohorts to the year asked, so that the many born in 1946 are 78 in 2024; below
/// that age coming and going keeps the shape. Shapes only: their level is set by the margins.
/// </summary>
internal static class UtrechtSeeds
{
    private const int Ages = AgeBands.AgeCount;
    private const int LastClass = 95;
    private const int SingleYear = 2020;
    private const int ClassYear = 2021;
    private const int FirstSettledAge = 45;

    /// <summary>So that a class which rounds to 0 in every postcode of a wijk can still hold somebody.</summary>
    private const double Smallest = 0.5;

    /// <returns>By wijk code: shape [Sex, Age]; every cell above 0.</returns>
    public static IReadOnlyDictionary<string, double[]> Read(int year, NationalTables national)
    {
        var single = new double[Ages];
        foreach (var row in PublishedTable.Embedded("utrecht/population-single-age-2020.csv").Rows)
        {
            single[Math.Min(row.Whole("age"), Ages - 1)] += Math.Max(row.Whole("total"), Smallest);
        }
        single = CohortShape.Follow(single, Sex.V, SingleYear, ClassYear, FirstSettledAge, national);
        var wijkOf = PublishedTable
            .Embedded("utrecht/pc4-wijk.csv")
            .Rows.ToDictionary(r => r.Text("postcode"), r => r.Text("wijk"), StringComparer.Ordinal);
        var seeds = new SortedDictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var row in PublishedTable.Embedded("utrecht/population-pc4-age5-sex-2021.csv").Rows)
        {
            if (!wijkOf.TryGetValue(row.Text("postcode"), out var wijk))
            {
                continue;
            }
            if (!seeds.TryGetValue(wijk, out var seed))
            {
                seeds.Add(wijk, seed = new double[PopulationTable.CellsPerBuurt]);
            }
            var first = row.Whole("age_from");
            seed[((int)Sex.V * Ages) + first] += row.Whole("women");
            seed[((int)Sex.M * Ages) + first] += row.Whole("men");
        }
        foreach (var seed in seeds.Values)
        {
            Spread(seed, single);
            foreach (var sex in (Sex[])[Sex.V, Sex.M])
            {
                var shape = seed.AsSpan((int)sex * Ages, Ages);
                CohortShape.Follow(shape.ToArray(), sex, ClassYear, year, FirstSettledAge, national).CopyTo(shape);
            }
        }
        return seeds;
    }

    /// <summary>Divides each five-year class, held at its first age, over its single ages.</summary>
    private static void Spread(double[] seed, double[] single)
    {
        for (var sex = 0; sex < PopulationTable.SexCount; sex++)
        {
            for (var first = 0; first <= LastClass; first += 5)
            {
                var end = first == LastClass ? Ages : first + 5;
                var total = Math.Max(seed[(sex * Ages) + first], Smallest);
                var sum = 0.0;
                for (var age = first; age < end; age++)
                {
                    sum += single[age];
                }
                for (var age = first; age < end; age++)
                {
                    seed[(sex * Ages) + age] = total * single[age] / sum;
                }
            }
        }
    }
}
