using System.Globalization;
using System.Text.RegularExpressions;
using Populatie.Analytics.Faults;
using Populatie.Simulation.Analysis.Points;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Notation;

namespace Populatie.Simulation.Analysis.BreakEven;

/// <summary>What a figure should come to: such as <c>waiting 2035 &lt;= 500</c>.</summary>
/// <param name="AtMost">At most the value; else at least.</param>
/// <param name="Value">In the unit of the measure.</param>
public sealed partial record Target(Measure Measure, int Year, bool AtMost, double Value)
{
    private const int PatienceMs = 1000;

    private static readonly Unit Persons = new()
    {
        Name = new("a number", "een getal"),
        Sign = "",
        Example = "500",
        Spellings =
        [
            ("persons", 1),
            ("person", 1),
            ("people", 1),
            ("personen", 1),
            ("mensen", 1),
            ("cliënten", 1),
            ("clients", 1),
        ],
        Periods = [],
        BareIsClear = true,
    };

    /// <summary>Whether a value meets it; no value (NaN) meets none.</summary>
    public bool IsMetBy(double value) => AtMost ? value <= Value : value >= Value;

    /// <summary>Reads a measure, a year, <c>&lt;=</c> or <c>&gt;=</c>, and a value with its unit.</summary>
    /// <exception cref="UsageException">It is not written so; or the runs of the scenario do not have the measure.</exception>
    public static Target Parse(string text, Scenario scenario)
    {
        var match = Form().Match(text);
        if (!match.Success)
        {
            throw Fault(
                text,
                "write measure, year, <= or >=, value; for example \"waiting 2035 <= 500\"",
                "schrijf maat, jaar, <= of >=, waarde; bijvoorbeeld \"waiting 2035 <= 500\""
            );
        }
        var measure = FigureChoice.MeasureOf(match.Groups["measure"].Value, scenario);
        var year = int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
        var atMost = match.Groups["sign"].Value is "<=" or "≤";
        var (unit, each) = UnitOf(measure);
        var written = match.Groups["value"].Value;
        var fault = QuantityText.Parse(written, unit, out var quantity, out _);
        if (fault != QuantityFault.None || quantity.Low is not null)
        {
            throw Fault(
                text,
                $"'{written}' should be {unit.Name.English}, for example {ExampleOf(unit)}",
                $"'{written}' moet {unit.Name.Dutch} zijn, bijvoorbeeld {ExampleOf(unit)}"
            );
        }
        return new(measure, year, atMost, quantity.Value * each);
    }

    /// <summary>As it is written, with the value in its own unit.</summary>
    public override string ToString()
    {
        var (unit, each) = UnitOf(Measure);
        return FormattableString.Invariant(
            $"{Measure.Name} {Year} {(AtMost ? "<=" : ">=")} {unit.Format(Value / each)}"
        );
    }

    private static string ExampleOf(Unit unit) => unit.IsMoney ? "EUR 320 mln" : unit.Example;

    private static (Unit Unit, double Each) UnitOf(Measure measure) =>
        measure.Unit switch
        {
            "eur_cents" => (Unit.Euro, 100),
            "hours" => (Unit.Hours, 1),
            "weeks" => (Unit.Weeks, 1),
            "fte" => (Unit.Fte, 1),
            _ => (Persons, 1),
        };

    private static UsageException Fault(string text, string english, string dutch) =>
        new(new($"--target \"{text}\": {english}", $"--target \"{text}\": {dutch}"));

    [GeneratedRegex(
        @"^\s*(?<measure>[a-z][a-z0-9_]*)\s+(?<year>[0-9]{4})\s*(?<sign><=|>=|≤|≥)\s*(?<value>\S.*)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        PatienceMs
    )]
    private static partial Regex Form();
}
