using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Cubes;

/// <summary>
/// Reads figures out of a cube: per area, period and product, in that order. Every area of the level is listed, its
/// <c>onbekend</c> children too, so that a column adds up to the level above (law A1; distinct clients excepted). Products
/// without a single record in the whole cube are left out unless they are asked for. Values are exact.
/// </summary>
public static class CubeFigures
{
    /// <summary>Names of the measures, as contract and commands spell them.</summary>
    public static IReadOnlyList<string> Measures { get; } = [.. CubeMeasure.All.Select(m => m.Name)];

    /// <summary>Those of the measures that a cube can answer for.</summary>
    public static IReadOnlyList<string> MeasuresOf(Cube cube) =>
        cube.Published is null
            ? [.. CubeMeasure.All.Where(m => IsKnown(cube, m)).Select(m => m.Name)]
            : [CubeMeasure.Clients];

    /// <summary>The figures that a query asks for, made as they are taken.</summary>
    /// <exception cref="UsageException">The query names a measure, level, area, year or product that the cube does not have.</exception>
    public static IEnumerable<Figure> Select(Cube cube, FigureQuery query)
    {
        var areas = AreasOf(cube, query);
        var periods = PeriodsOf(cube, query);
        if (cube.Published is { } published)
        {
            return PublishedFigures(cube, published, query, areas, periods);
        }
        var measures = MeasuresOf(cube, query);
        var reading = new AreaReading(cube, measures);
        var products = ProductsOf(cube, query, reading.IsUsed);
        return Figures(cube, query.Level, measures, areas, periods, products, reading);
    }

    private static IEnumerable<Figure> Figures(
        Cube cube,
        AreaLevel level,
        CubeMeasure[] measures,
        int[] areas,
        int[] periods,
        int[] products,
        AreaReading reading
    )
    {
        var leaves = cube
            .Axes.Areas.OfLeaf(level)
            .Select((area, leaf) => (area, leaf))
            .ToLookup(x => x.area, x => x.leaf);
        foreach (var ordinal in areas)
        {
            var area = cube.Axes.Areas.AreasAt(level)[ordinal];
            reading.Read(leaves[ordinal]);
            var divided = HoldsPartOfASplit(cube, [.. leaves[ordinal]]);
            foreach (var p in periods)
            {
                var period = cube.Axes.Periods[p];
                foreach (var product in products)
                {
                    for (var m = 0; m < measures.Length; m++)
                    {
                        yield return new Figure
                        {
                            Area = area.Code,
                            AreaName = area.Name,
                            Level = level,
                            Year = period.Year,
                            Period = period.Level == PeriodLevel.Year ? null : period.ToString(),
                            Product = cube.Axes.Products.Codes[product],
                            Measure = measures[m].Name,
                            Unit = measures[m].Unit,
                            Value = reading.Value(m, p, product, measures[m].IsStock) / measures[m].Divisor,
                            Basis = divided ? Basis.Allocated : BasisOf(cube, measures[m], product, reading),
                        };
                    }
                }
            }
        }
    }

    /// <summary>Published tables give clients only; where they give nothing at all there is no figure, not even a 0.</summary>
    private static IEnumerable<Figure> PublishedFigures(
        Cube cube,
        CountIntervals published,
        FigureQuery query,
        int[] areas,
        int[] periods
    )
    {
        if (query.Measure is { } asked && !string.Equals(asked, CubeMeasure.Clients, StringComparison.Ordinal))
        {
            throw Unknown("measure", "maat", asked, [CubeMeasure.Clients]);
        }
        var products = ProductsOf(cube, query, published.Holds);
        return from ordinal in areas
            from period in periods
            from product in products
            let count = published.FindAt(cube.Axes.Areas, query.Level, ordinal, period, product)
            where count is not null
            let area = cube.Axes.Areas.AreasAt(query.Level)[ordinal]
            select new Figure
            {
                Area = area.Code,
                AreaName = area.Name,
                Level = query.Level,
                Year = cube.Axes.Periods[period].Year,
                Product = cube.Axes.Products.Codes[product],
                Measure = CubeMeasure.Clients,
                Unit = "persons",
                Value = count.Value.Value,
                Low = count.Value.Low,
                High = count.Value.High,
                Basis = count.Value.Basis,
            };
    }

    /// <summary>Whether some of what a buurt of an older vintage held is in this area, and some of it elsewhere.</summary>
    private static bool HoldsPartOfASplit(Cube cube, HashSet<int> leaves) =>
        cube.Splits.Any(split => split.Any(leaves.Contains) && !split.All(leaves.Contains));

    /// <summary>A cost that holds any lump sum is allocated: nobody declared it per client.</summary>
    private static Basis BasisOf(Cube cube, CubeMeasure measure, int product, AreaReading reading) =>
        string.Equals(measure.Name, CubeMeasure.Cost, StringComparison.Ordinal) && reading.HoldsLumpSum(product)
            ? Basis.Allocated
            : cube.Origin.Basis;

    private static CubeMeasure[] MeasuresOf(Cube cube, FigureQuery query)
    {
        var named = CubeMeasure
            .All.Where(m => query.Measure is null || string.Equals(m.Name, query.Measure, StringComparison.Ordinal))
            .ToArray();
        var measures = named.Where(m => IsKnown(cube, m)).ToArray();
        return measures.Length > 0 ? measures
            : named.Length > 0 ? throw NoHouseholds()
            : throw Unknown(
                "measure",
                "maat",
                query.Measure!,
                [.. MeasuresOf(cube), "expected", "relative_risk", "unmet", "…"]
            );
    }

    /// <summary>Records that name no household tell nothing of households, which is not the same as none.</summary>
    private static bool IsKnown(Cube cube, CubeMeasure measure) =>
        measure.Table != CubePart.Households || cube.Households.Count > 0;

    private static UsageException NoHouseholds() =>
        new(
            new(
                "this cube knows no households: no record of it names one; use --measure clients",
                "deze kubus kent geen huishoudens: geen registratie noemt er een; gebruik --measure clients"
            )
        );

    private static int[] AreasOf(Cube cube, FigureQuery query)
    {
        var index = cube.Axes.Areas;
        if (!index.Has(query.Level))
        {
            throw Unknown("level", "niveau", query.Level.ToName(), [.. index.Levels.Select(l => l.ToName())]);
        }
        var areas = index.AreasAt(query.Level);
        var chosen = Enumerable
            .Range(0, areas.Length)
            .Where(a => query.Area is null || string.Equals(areas[a].Code, query.Area, StringComparison.Ordinal))
            .ToArray();
        return chosen.Length > 0 ? chosen : throw index.NoArea(query.Area!, query.Level);
    }

    /// <summary>Years first, then what is shorter, each in order of time.</summary>
    private static int[] PeriodsOf(Cube cube, FigureQuery query)
    {
        var periods = cube.Axes.Periods;
        var chosen = Enumerable
            .Range(0, periods.Length)
            .Where(p => query.Year is null || periods[p].Year == query.Year)
            .OrderByDescending(p => periods[p].Level)
            .ThenBy(p => p)
            .ToArray();
        return chosen.Length > 0 || query.Year is null
            ? chosen
            : throw Unknown(
                "year",
                "jaar",
                FormattableString.Invariant($"{query.Year}"),
                [.. periods.Select(p => FormattableString.Invariant($"{p.Year}")).Distinct(StringComparer.Ordinal)]
            );
    }

    private static int[] ProductsOf(Cube cube, FigureQuery query, Func<int, bool> isUsed)
    {
        var products = cube.Axes.Products;
        if (query.Product is null)
        {
            return [.. Enumerable.Range(0, products.Count).Where(isUsed)];
        }
        return products.TryFind(query.Product, out var ordinal)
            ? [ordinal]
            : throw Unknown("product", "product", query.Product, products.Codes);
    }

    private static UsageException Unknown(string english, string dutch, string found, IReadOnlyList<string> known)
    {
        const int shown = 14;
        var list = string.Join(", ", known.Take(shown)) + (known.Count > shown ? ", …" : "");
        var mend = Spelling.Advice(found, known);
        return new(
            new(
                $"this cube has no {english} '{found}'; it has {list}{mend.English}",
                $"deze kubus heeft geen {dutch} '{found}'; wel {list}{mend.Dutch}"
            )
        );
    }
}
