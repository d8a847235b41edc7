using System.Collections.Immutable;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;

namespace Populatie.Simulation.Scenarios.Notation;

/// <summary>From a quantity in a scenario, in short or in long form, to a stated assumption.</summary>
internal static class Quantities
{
    /// <summary>Confidence in what a scenario says without saying why.</summary>
    public const double StatedConfidence = 0.3;

    /// <summary>Source of a figure for which the scenario names none.</summary>
    public const string NoSource = "scenario";

    /// <summary>The long form of an assumption; its figures have the unit of the key that it stands behind.</summary>
    public static readonly ImmutableArray<string> LongKeys = ["value", "low", "high", "source", "confidence"];

    private static readonly QuantityShape Certainty = new(Unit.Number, 0, 1);

    /// <summary>Whether a table is an assumption in the long form: one thing, replaced as a whole.</summary>
    public static bool IsLongForm(SettingNode node) => node is MapNode map && map.Find("value") is not null;

    /// <param name="unit">Of the figures; null where it depends on another key.</param>
    public static SectionShape LongShape(Unit? unit) =>
        new([
            new("value", new FigureShape(unit), new("the central value", "de middenwaarde"), Required: true),
            new("low", new FigureShape(unit), new("lower end of the range", "ondergrens")),
            new("high", new FigureShape(unit), new("upper end of the range", "bovengrens")),
            new("source", new TextShape("own assumption"), new("who says so", "wie dat zegt")),
            new(
                "confidence",
                new FigureShape(Unit.Number),
                new("0 a guess … 1 published as such", "0 een gok … 1 zo gepubliceerd")
            ),
        ]);

    /// <param name="priceYear">Of money: the only year of prices that is understood; null: any.</param>
    /// <exception cref="SourceFormatException">No such quantity, or outside its bounds.</exception>
    public static Assumption Read(SettingNode node, string key, QuantityShape shape, int? priceYear = null)
    {
        var assumption = node is MapNode ? Long(node, shape, priceYear) : Short(node, key, shape, priceYear);
        if (assumption.Low < shape.Low || assumption.High > shape.High)
        {
            throw Outside(node, key, shape);
        }
        return assumption;
    }

    private static Assumption Short(SettingNode node, string key, QuantityShape shape, int? priceYear)
    {
        var quantity = Figure(node, key, shape.Unit, priceYear);
        var (least, most) = Widened(quantity.Value, shape);
        return new(
            quantity.Value,
            quantity.Low ?? least,
            quantity.High ?? most,
            quantity.Source ?? NoSource,
            StatedConfidence
        );
    }

    private static Assumption Long(SettingNode node, QuantityShape shape, int? priceYear)
    {
        var section = Section.Of(node, LongShape(shape.Unit));
        double Of(string key) => Figure(section.Get(key), key, shape.Unit, priceYear).Value;
        var value = Of("value");
        var (least, most) = Widened(value, shape);
        var low = section.Has("low") ? Of("low") : least;
        var high = section.Has("high") ? Of("high") : most;
        if (low > value || high < value)
        {
            throw OutsideRange(section.Get("value"));
        }
        var confidence = section.Has("confidence")
            ? Read(section.Get("confidence"), "confidence", Certainty).Value
            : StatedConfidence;
        return new(value, low, high, section.Text("source", NoSource), confidence);
    }

    /// <summary>A range that nobody stated must not lead outside the bounds.</summary>
    private static (double Low, double High) Widened(double value, QuantityShape shape) =>
        shape.Spread == 0
            ? (value, value)
            : (
                Math.Min(value, Math.Max(shape.Low, value - shape.Spread)),
                Math.Max(value, Math.Min(shape.High, value + shape.Spread))
            );

    private static Quantity Figure(SettingNode node, string key, Unit unit, int? priceYear)
    {
        var fault =
            node is TextNode
                ? QuantityText.Parse(node.Shown, unit, out var quantity, out var about)
                : Bad(out quantity, out about);
        if (fault != QuantityFault.None)
        {
            throw Explain(fault, node, key, unit, about);
        }
        if (quantity.PriceYear is { } stated && priceYear is { } meant && stated != meant)
        {
            throw node.Place.Fault(
                new($"prices of {stated}", $"prijzen van {stated}"),
                new($"prices of the base year, {meant}", $"prijzen van het basisjaar, {meant}"),
                new(
                    $"bring the amount to the prices of {meant} and write ({meant})",
                    $"breng het bedrag op prijzen van {meant} en schrijf ({meant})"
                )
            );
        }
        return quantity;
    }

    private static QuantityFault Bad(out Quantity quantity, out string about)
    {
        (quantity, about) = (null!, "");
        return QuantityFault.NoFigure;
    }

    private static SourceFormatException Explain(
        QuantityFault fault,
        SettingNode node,
        string key,
        Unit unit,
        string about
    )
    {
        var text = node.Shown.Trim();
        var example = Section.Advice($"{key}: {unit.Example}");
        return fault switch
        {
            QuantityFault.Bare => node.Place.Fault(
                new($"the bare number {text}", $"het kale getal {text}"),
                unit.Name,
                new($"write {key}: {WithUnit(text, unit)}", $"schrijf {key}: {WithUnit(text, unit)}")
            ),
            QuantityFault.Ambiguous => node.Place.Fault(
                Section.Quoted(node),
                new("a figure that can be read in one way", "een getal dat maar op één manier te lezen is"),
                new(
                    "write thousands with a space or without any sign, and decimals with a point",
                    "schrijf duizendtallen met een spatie of zonder teken, en decimalen met een punt"
                )
            ),
            QuantityFault.OtherUnit => node.Place.Fault(
                new($"'{text}', another unit", $"'{text}', een andere eenheid"),
                unit.Name,
                example
            ),
            QuantityFault.UnknownWord => node.Place.Fault(
                new($"the unknown word '{about}' in '{text}'", $"het onbekende woord '{about}' in '{text}'"),
                unit.Name,
                MeantUnit(about, unit) is { } meant ? Section.Meant(meant) : example
            ),
            QuantityFault.Range => OutsideRange(node),
            _ => node.Place.Fault(Section.Quoted(node), unit.Name, example),
        };
    }

    private static string? MeantUnit(string word, Unit unit) =>
        Spelling.Nearest(
            word,
            unit.Spellings.Select(s => s.Text)
                .Concat(unit.Scales.Select(s => s.Text))
                .Concat(unit.Periods.Select(p => p.Text))
                .Where(w => w.Length > 1)
        );

    private static string WithUnit(string text, Unit unit) => unit.IsMoney ? $"EUR {text}" : $"{text}{unit.Sign}";

    private static SourceFormatException OutsideRange(SettingNode node) =>
        node.Place.Fault(
            new("a value outside its own range", "een waarde buiten het eigen bereik"),
            new("low ≤ value ≤ high", "low ≤ value ≤ high"),
            new("widen the range or move the value", "verruim het bereik of verschuif de waarde")
        );

    private static SourceFormatException Outside(SettingNode node, string key, QuantityShape shape)
    {
        var (low, high) = (
            shape.Unit.Format(shape.Low),
            double.IsInfinity(shape.High) ? null : shape.Unit.Format(shape.High)
        );
        return node.Place.Fault(
            new($"'{node.Shown}', out of bounds", $"'{node.Shown}', buiten de grenzen"),
            high is null
                ? new($"{low} or more, range included", $"{low} of meer, ook het bereik")
                : new($"{low} to {high}, range included", $"{low} tot en met {high}, ook het bereik"),
            new($"mend the value or the range of {key}", $"herstel de waarde of het bereik van {key}")
        );
    }
}
