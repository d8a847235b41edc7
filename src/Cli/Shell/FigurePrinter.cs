using System.Globalization;
using System.Text.Json;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;

namespace Populatie.Cli.Shell;

/// <summary>How figures are printed: a table for people, JSON and CSV for programs. Field names are the contract's.</summary>
internal static class FigurePrinter
{
    public static void Print(Session session, IReadOnlyList<Figure> figures, bool json, bool csv)
    {
        if (json)
        {
            PrintJson(session.Output, figures);
        }
        else if (csv)
        {
            PrintCsv(session.Output, figures);
        }
        else
        {
            PrintTable(session, figures);
        }
    }

    /// <summary>The basis in the reader's language.</summary>
    public static string Name(this Session session, Basis basis) => session.Say(basis.ToWords());

    private static void PrintJson(TextWriter output, IReadOnlyList<Figure> figures)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartArray();
            foreach (var figure in figures)
            {
                json.WriteStartObject();
                foreach (var (name, value) in Fields(figure))
                {
                    Write(json, name, value);
                }
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumber(name, number);
                break;
            case double:
                json.WriteNull(name);
                break;
            default:
                json.WriteString(name, (string)value);
                break;
        }
    }

    private static void PrintCsv(TextWriter output, IReadOnlyList<Figure> figures)
    {
        var names = figures
            .SelectMany(Fields)
            .Where(f => f.Value is not null)
            .Select(f => f.Name)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        output.WriteLine(string.Join(',', names));
        foreach (var figure in figures)
        {
            var fields = Fields(figure).ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal);
            output.WriteLine(string.Join(',', names.Select(n => Cell(fields.GetValueOrDefault(n)))));
        }
    }

    private static string Cell(object? value) =>
        value switch
        {
            null => "",
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            int number => number.ToString(CultureInfo.InvariantCulture),
            string text when text.AsSpan().IndexOfAny(",\"\n") >= 0 =>
                $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
            _ => (string)value,
        };

    private static IEnumerable<(string Name, object? Value)> Fields(Figure figure)
    {
        yield return ("area", figure.Area);
        yield return ("level", figure.Level.ToName());
        yield return ("year", figure.Year);
        yield return ("period", figure.Period);
        yield return ("product", figure.Product);
        yield return ("measure", figure.Measure);
        yield return ("unit", figure.Unit);
        yield return ("value", figure.Value);
        yield return ("low", figure.Low);
        yield return ("high", figure.High);
        yield return ("mean", figure.Spread?.Mean);
        yield return ("sd", figure.Spread?.Sd);
        yield return ("mcse", figure.Spread?.Mcse);
        yield return ("p5", figure.Spread?.P5);
        yield return ("p25", figure.Spread?.P25);
        yield return ("p50", figure.Spread?.P50);
        yield return ("p75", figure.Spread?.P75);
        yield return ("p95", figure.Spread?.P95);
        yield return ("reliability", figure.Reliability);
        yield return ("evidence", figure.Evidence);
        yield return ("basis", JsonNamingPolicy.SnakeCaseLower.ConvertName(figure.Basis.ToString()));
    }

    private static void PrintTable(Session session, IReadOnlyList<Figure> figures)
    {
        // Counts of published tables stand between certain bounds: what was rounded or hidden, not what chance does.
        var certain = figures.Any(f => f.Spread is null && f.Low is not null && f.Basis == Basis.Published);
        var interval = certain ? session.Say("between", "tussen") : session.Say("90% interval", "90%-interval");
        // A column of grades only where there are any.
        var graded = figures.Any(f => f.Evidence is not null);
        TablePrinter.Column[] evidence = graded ? [new(session.Say("Evidence", "Bewijs"))] : [];
        var table = new TablePrinter([
            new(session.Say("Area", "Gebied")),
            new(session.Say("Period", "Periode")),
            new(session.Say("Product", "Product")),
            new(session.Say("Measure", "Maat")),
            new(session.Say("Value", "Waarde"), Right: true),
            new(interval, Right: true),
            new(session.Say("Unit", "Eenheid")),
            new(session.Say("Basis", "Grondslag")),
            .. evidence,
        ]);
        foreach (var figure in figures)
        {
            var (middle, low, high) = figure.Spread is { } spread
                ? (spread.P50, spread.P5, spread.P95)
                : (figure.Value ?? double.NaN, figure.Low ?? double.NaN, figure.High ?? double.NaN);
            (middle, low, high) = (
                UnitWords.InUnit(middle, figure.Unit),
                UnitWords.InUnit(low, figure.Unit),
                UnitWords.InUnit(high, figure.Unit)
            );
            var digits = Digits(middle, figure.Unit);
            table.Add([
                figure.AreaName,
                figure.Period ?? figure.Year.ToString(CultureInfo.InvariantCulture),
                figure.Product,
                figure.Measure,
                session.Decimal(middle, digits),
                double.IsNaN(low) || low == high
                    ? ""
                    : $"{session.Decimal(low, digits)} – {session.Decimal(high, digits)}",
                session.Unit(figure.Unit),
                session.Name(figure.Basis),
                .. graded ? new[] { figure.Evidence ?? "" } : [],
            ]);
        }
        table.Print(session.Output);
    }

    /// <summary>Whole numbers as they are, and so are ten persons or more; small ones with two digits after the point.</summary>
    private static int Digits(double value, string unit) =>
        Math.Abs(value) >= 100 || value == Math.Truncate(value) ? 0
        : Math.Abs(value) >= 10 && string.Equals(unit, "persons", StringComparison.Ordinal) ? 0
        : 2;
}
