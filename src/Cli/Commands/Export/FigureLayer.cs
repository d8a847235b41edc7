using System.Collections.Immutable;
using System.Globalization;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Simulation.Store.Export;

namespace Populatie.Cli.Commands.Export;

/// <summary>
/// Figures as a map layer: an area is one feature, and every measure, product and year that was chosen is a few columns. Of a
/// single choice they are called as in a table (<c>p50</c>); of several <c>clients_Wmo_2035_p50</c>.
/// </summary>
internal static class FigureLayer
{
    /// <summary>A GeoPackage holds no more than 2,000 columns, and no reader wants as many.</summary>
    private const int MostColumns = 1000;

    private sealed record Choice(string Measure, string Product, string Period);

    /// <exception cref="UsageException">More columns than a map layer can hold, or areas that the map does not have.</exception>
    public static FeatureTable Of(
        AreaSet map,
        AreaLevel level,
        IReadOnlyList<Figure> figures,
        IReadOnlyList<FigureColumn> columns,
        IReadOnlyList<(string Name, string What)> about
    )
    {
        var told = columns.Where(c => c.IsMeasured || c.Name is "basis" or "unit").ToArray();
        var choices = figures.Select(ChoiceOf).Distinct().ToArray();
        if (choices.Length * told.Length > MostColumns)
        {
            throw new UsageException(
                new(
                    $"{choices.Length} combinations of measure, product and year do not fit in a map layer; "
                        + "narrow the choice with --measure, --product or --year",
                    $"{choices.Length} combinaties van maat, product en jaar passen niet in een kaartlaag; "
                        + "beperk de keuze met --measure, --product of --year"
                )
            );
        }
        var areas = map.Index.AreasAt(level);
        var borders = map.BordersOf(level);
        var ordinal = Enumerable
            .Range(0, areas.Length)
            .Where(a => !areas[a].IsUnknown)
            .ToDictionary(a => areas[a].Code, a => a, StringComparer.Ordinal);
        var features = figures
            .GroupBy(f => f.Area, StringComparer.Ordinal)
            .Where(own => !IsPlaceless(own.Key))
            .Select(own => new Feature(borders.ShapeOf(PlaceOf(own.Key, ordinal)), Values([.. own], choices, told)))
            .ToImmutableArray();
        return new(level.ToName().Replace('-', '_'), Heads(choices, told), features, [.. about]);
    }

    /// <summary>Records without a place are counted, and lie nowhere.</summary>
    private static bool IsPlaceless(string code) => code.StartsWith(AreaIndex.UnknownName, StringComparison.Ordinal);

    private static int PlaceOf(string code, Dictionary<string, int> ordinal) =>
        ordinal.TryGetValue(code, out var found)
            ? found
            : throw new UsageException(
                new(
                    $"the map of this workspace has no {code}; import the map that the figures were made with "
                        + "(populatie areas import)",
                    $"de kaart van deze werkmap heeft geen {code}; importeer de kaart waarmee de cijfers zijn gemaakt "
                        + "(populatie areas import)"
                )
            );

    private static Choice ChoiceOf(Figure figure) =>
        new(figure.Measure, figure.Product, figure.Period ?? figure.Year.ToString(CultureInfo.InvariantCulture));

    private static ImmutableArray<FeatureColumn> Heads(Choice[] choices, FigureColumn[] told)
    {
        ImmutableArray<FeatureColumn> area = [new("code", CellKind.Text), new("name", CellKind.Text)];
        return choices is [_]
            ?
            [
                .. area,
                new("measure", CellKind.Text),
                new("product", CellKind.Text),
                new("period", CellKind.Text),
                .. told.Select(c => new FeatureColumn(c.Name, c.Kind)),
            ]
            :
            [
                .. area,
                .. choices.SelectMany(choice =>
                    told.Select(c => new FeatureColumn(
                        $"{choice.Measure}_{choice.Product}_{choice.Period}_{c.Name}".Replace('-', '_'),
                        c.Kind
                    ))
                ),
            ];
    }

    private static ImmutableArray<object?> Values(Figure[] own, Choice[] choices, FigureColumn[] told)
    {
        var figureOf = own.ToDictionary(ChoiceOf);
        List<object?> values = [own[0].Area, own[0].AreaName];
        if (choices is [var only])
        {
            values.AddRange([only.Measure, only.Product, only.Period]);
        }
        foreach (var choice in choices)
        {
            values.AddRange(told.Select(c => figureOf.TryGetValue(choice, out var f) ? c.Value(f) : null));
        }
        return [.. values];
    }
}
