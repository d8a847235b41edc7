using System.Text.Json;
using Populatie.Analytics.Areas;
using Populatie.Cli.Shell;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Runs;

namespace Populatie.Cli.Commands;

/// <summary>The values of one replicate: for people the totals of a few years, for programs everything.</summary>
internal static class ReplicatePrinter
{
    /// <param name="number">Of the replicate, from 1.</param>
    /// <param name="finest">As given with --levels; null for gemeenten alone.</param>
    public static void Print(Session session, ReplicateValues values, int number, string? finest, bool json)
    {
        var levels = values.Levels.Where(l => l == AreaLevel.Gemeente || IsAsked(l, finest)).ToList();
        if (json)
        {
            PrintJson(session, values, number, levels);
            return;
        }
        foreach (var level in levels)
        {
            PrintTable(session, values, level);
        }
        session.Note(
            $"one possible future, number {number}: no forecast; --json prints all products and years",
            $"één mogelijke toekomst, nummer {number}: geen voorspelling; --json geeft alle producten en jaren"
        );
    }

    private static bool IsAsked(AreaLevel level, string? finest) =>
        finest is not null && (level != AreaLevel.Buurt || string.Equals(finest, "buurt", StringComparison.Ordinal));

    private static void PrintJson(Session session, ReplicateValues values, int number, List<AreaLevel> levels)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartArray();
            foreach (var (level, area, measure, product, year) in Cells(values, levels, Years(values)))
            {
                json.WriteStartObject();
                json.WriteString("area", AreasAt(values, level)[area].Code);
                json.WriteString("level", level.ToName());
                json.WriteNumber("year", year);
                json.WriteString("product", values.Products[product]);
                json.WriteString("measure", measure.Name);
                json.WriteString("unit", measure.Unit);
                json.WriteNumber("replicate", number);
                json.WriteNumber("value", values.At(level, measure, area, product, year) / (double)measure.Scale);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        session.Output.WriteLine(System.Text.Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
    }

    private static void PrintTable(Session session, ReplicateValues values, AreaLevel level)
    {
        var scenario = values.Inputs.Scenario;
        var years = new[] { scenario.FirstYear, (scenario.FirstYear + scenario.Horizon) / 2, scenario.Horizon }
            .Distinct()
            .ToArray();
        var table = new TablePrinter([
            new(session.Say("area", "gebied")),
            new(session.Say("product", "product")),
            new(session.Say("measure", "maat")),
            new(session.Say("unit", "eenheid")),
            .. years.Select(y => new TablePrinter.Column(y.ToString(session.Culture), Right: true)),
        ]);
        string[] totals = ["Wmo", "Jeugd", "all"];
        var rows = Cells(values, [level], [years[0]])
            .Where(c => totals.Contains(values.Products[c.Product], StringComparer.Ordinal));
        foreach (var (_, area, measure, product, _) in rows)
        {
            table.Add([
                AreasAt(values, level)[area].Code,
                values.Products[product],
                measure.Name,
                measure.Unit,
                .. years.Select(y =>
                    session.Decimal(
                        values.At(level, measure, area, product, y) / (double)measure.Scale,
                        measure.Scale > 1 ? 1 : 0
                    )
                ),
            ]);
        }
        table.Print(session.Output);
    }

    private static int[] Years(ReplicateValues values) =>
        [.. Enumerable.Range(values.Inputs.Scenario.FirstYear, values.Inputs.Scenario.YearCount)];

    private static IReadOnlyList<Area> AreasAt(ReplicateValues values, AreaLevel level) =>
        values.Inputs.Fit.Areas.AreasAt(level);

    private static IEnumerable<(AreaLevel Level, int Area, Measure Measure, int Product, int Year)> Cells(
        ReplicateValues values,
        IEnumerable<AreaLevel> levels,
        int[] years
    ) =>
        from level in levels
        from area in Enumerable.Range(0, AreasAt(values, level).Count)
        where !AreasAt(values, level)[area].IsUnknown
        from product in Enumerable.Range(0, values.Products.Length)
        from measure in values.MeasureList
        where measure != Measures.Population || product == values.Products.Length - 1
        from year in years
        select (level, area, measure, product, year);
}
