using System.Collections.Immutable;
using Populatie.Analytics.Evidence;
using Populatie.Cli.Shell;
using Populatie.Simulation.Store.Export;

namespace Populatie.Cli.Commands.Export;

/// <summary>Figures as a workbook: a sheet per measure, so that a column has one unit, and a sheet of sources.</summary>
internal static class FigureSheets
{
    private const double CentsPerEuro = 100;
    private const int Wide = 60;

    /// <param name="figures">Figures of one measure.</param>
    /// <param name="sources">What the figures rest on: a name and what it is.</param>
    public static Workbook Of(
        Session session,
        IEnumerable<string> measures,
        Func<string, IEnumerable<Figure>> figures,
        IReadOnlyList<FigureColumn> columns,
        IEnumerable<(string Name, string What)> sources
    ) => new([.. measures.Select(m => Sheet(m, figures(m), columns)), Sources(session, sources)]);

    private static Sheet Sheet(string measure, IEnumerable<Figure> figures, IReadOnlyList<FigureColumn> columns)
    {
        var money = measure.StartsWith("cost", StringComparison.Ordinal) || IsAmount(measure);
        ImmutableArray<SheetColumn> heads =
        [
            .. columns.Select(c => new SheetColumn(c.Name, c.IsMeasured ? Kind(measure, money) : c.Kind)),
        ];
        return new(measure, heads, figures.Select(f => Row(f, columns, money)));
    }

    private static bool IsAmount(string measure) =>
        measure.StartsWith("budget", StringComparison.Ordinal)
        || measure.StartsWith("gap", StringComparison.Ordinal)
        || measure.StartsWith("payment", StringComparison.Ordinal);

    private static CellKind Kind(string measure, bool money) =>
        money ? CellKind.Euro
        : measure.StartsWith("wait_", StringComparison.Ordinal)
        || measure.StartsWith("fte", StringComparison.Ordinal)
        || measure.StartsWith("relative", StringComparison.Ordinal)
            ? CellKind.Decimal
        : CellKind.Whole;

    /// <summary>Money is kept in cents, and shown in euros: the unit says so.</summary>
    private static IReadOnlyList<object?> Row(Figure figure, IReadOnlyList<FigureColumn> columns, bool money) =>
        [
            .. columns.Select(c =>
                !money ? c.Value(figure)
                : c.IsMeasured ? (c.Value(figure) as double?) / CentsPerEuro
                : string.Equals(c.Name, "unit", StringComparison.Ordinal) ? "eur"
                : c.Value(figure)
            ),
        ];

    private static Sheet Sources(Session session, IEnumerable<(string Name, string What)> sources) =>
        new(
            session.Say("Sources", "Bronnen"),
            [
                new(session.Say("name", "naam"), CellKind.Text, Wide / 2),
                new(session.Say("what", "wat"), CellKind.Text, Wide),
            ],
            sources.Select(s => (IReadOnlyList<object?>)[s.Name, s.What])
        );
}
