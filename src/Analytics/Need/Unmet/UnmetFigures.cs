using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Need.Unmet;

/// <summary>Unmet need as figures, by area and product, the <c>onbekend</c> children of a level included where they hold anything.</summary>
public static class UnmetFigures
{
    /// <summary>The figures that a query asks for, ordered by area, product, measure.</summary>
    /// <param name="cube">The cube that the fit was made from.</param>
    /// <exception cref="UsageException">The query names a measure, level, area or product that there is not.</exception>
    public static IEnumerable<Figure> Select(Cube cube, Fit fit, UnmetSettings settings, FigureQuery query)
    {
        var measures = UnmetMeasures.All.Where(m => query.Measure is null || Same(m, query.Measure)).ToList();
        if (measures.Count == 0)
        {
            throw Unknown("measure", "maat", query.Measure!);
        }
        if (!fit.Areas.Has(query.Level))
        {
            throw Unknown("level", "niveau", query.Level.ToName());
        }
        var ordinals = ProductsOf(cube, fit, query);
        if (query.Area is { } code && !fit.Areas.AreasAt(query.Level).Any(a => Same(a.Code, code)))
        {
            throw fit.Areas.NoArea(code, query.Level);
        }
        return query.Year is { } year && year != fit.LastYear
            ? []
            : Figures(fit, new UnmetModel(cube, fit, settings), query, measures, ordinals);
    }

    private static IEnumerable<Figure> Figures(
        Fit fit,
        UnmetModel model,
        FigureQuery query,
        List<string> measures,
        List<int> ordinals
    )
    {
        var areas = fit.Areas.AreasAt(query.Level);
        var leaves = fit
            .Areas.OfLeaf(query.Level)
            .Select((area, leaf) => (area, leaf))
            .ToLookup(x => x.area, x => x.leaf);
        for (var area = 0; area < areas.Length; area++)
        {
            if (query.Area is not null && !Same(areas[area].Code, query.Area))
            {
                continue;
            }
            int[] members = [.. leaves[area]];
            var needs = members.Length > 0 ? model.Of(members, ordinals) : [];
            for (var i = 0; i < needs.Length; i++)
            {
                foreach (var measure in measures)
                {
                    if (Part(needs[i], measure) is { } part && !(areas[area].IsUnknown && needs[i].Total.Value == 0))
                    {
                        yield return FigureOf(fit, areas[area], query.Level, members, ordinals[i], measure, part);
                    }
                }
            }
        }
    }

    private static Figure FigureOf(
        Fit fit,
        Area area,
        AreaLevel level,
        int[] members,
        int ordinal,
        string measure,
        UnmetPart part
    )
    {
        int[] buurten = [.. members.Where(m => m < fit.Areas.BuurtCount)];
        int[] products =
        [
            .. Enumerable.Range(0, fit.Products.ProductCount).Where(p => fit.Products.Contains(ordinal, p)),
        ];
        return new Figure
        {
            Area = area.Code,
            AreaName = area.Name,
            Level = level,
            Year = fit.LastYear,
            Product = fit.Products.Codes[ordinal],
            Measure = measure,
            Unit = "persons",
            Value = part.Value,
            Low = part.Low,
            High = part.High,
            Basis = part.Basis,
            Evidence = FitEvidence.Of(fit, buurten, products, part.Basis),
        };
    }

    private static UnmetPart? Part(UnmetNeed need, string measure) =>
        measure switch
        {
            UnmetMeasures.Waiting => need.Waiting,
            UnmetMeasures.Held => need.Held,
            UnmetMeasures.Foregone => need.Foregone,
            UnmetMeasures.Hidden => need.Hidden,
            _ => need.Total,
        };

    /// <summary>Products that cube or fit hold anything of, and their totals; or the one that is asked for.</summary>
    private static List<int> ProductsOf(Cube cube, Fit fit, FigureQuery query)
    {
        var products = cube.Axes.Products;
        if (query.Product is { } code)
        {
            return products.TryFind(code, out var ordinal) ? [ordinal] : throw Unknown("product", "product", code);
        }
        var used = new bool[products.ProductCount];
        foreach (var bits in cube.Flows.Keys)
        {
            used[new CellKey(bits).Product] = true;
        }
        for (var i = 0; i < fit.Observed.Length; i++)
        {
            used[i % used.Length] |= fit.Observed[i] > 0;
        }
        return
        [
            .. Enumerable
                .Range(0, products.Count)
                .Where(o => Enumerable.Range(0, used.Length).Any(p => used[p] && products.Contains(o, p))),
        ];
    }

    private static UsageException Unknown(string english, string dutch, string found) =>
        new(
            new(
                $"there is no {english} '{found}' of unmet need here; see populatie show --help",
                $"er is hier geen {dutch} '{found}' van onvervulde behoefte; zie populatie show --help"
            )
        );

    private static bool Same(string left, string? right) => string.Equals(left, right, StringComparison.Ordinal);
}
