using System.Collections.Immutable;
using Populatie.Analytics.Evidence;
using Populatie.Simulation.Scenarios.Notation;

namespace Populatie.Simulation.Scenarios.Levers;

/// <summary>Reads levers; what each kind takes is said by the catalogue of levers.</summary>
internal static class LeverReader
{
    /// <summary>
    /// The kinds as words. They stand here and not with the other words, because the catalogue itself uses those.
    /// </summary>
    public static readonly WordShape<LeverKind> Kinds = new([
        .. LeverCatalogue.All.Select(t => (new Word(t.Name, t.Sentence, []), t.Kind)),
    ]);

    private static readonly Assumption Nothing = new(0, 0, 0, "neutral", 1);

    /// <param name="year">Base year: amounts are at its prices.</param>
    public static ImmutableArray<Lever> Read(Section root, int year) =>
        [.. root.Items("levers").Select(n => One(Section.Of(n, LeverGrammar.Lever), year))];

    /// <summary>A figure that a kind takes, as an example.</summary>
    public static string ExampleOf(LeverFigure figure) =>
        figure.Unit switch
        {
            { IsMoney: true } => "EUR 4 mln (2025)",
            _ when ReferenceEquals(figure.Unit, Unit.Number) => "-0.3 (assumed, -0.6 to 0)",
            _ when ReferenceEquals(figure.Unit, Unit.Years) => "8 years",
            _ when figure.Least >= 0 && figure.Most <= 1 => "50% (assumed, 25% to 75%)",
            _ when figure.Most <= 0 => "-30% (assumed, -45% to -15%)",
            _ when figure.Most <= 0.5 && figure.Required => "-0.5% (assumed, -1.5% to 0%)",
            _ when figure.Most <= 0.5 => "3% (assumed, 0% to 6%)",
            _ when figure.Most <= 1 => "-10% (assumed, -20% to 0%)",
            _ => "5% (assumed, 0% to 10%)",
        };

    private static Lever One(Section section, int year)
    {
        var term = LeverCatalogue.Of(section.Word("lever", Kinds));
        return new(
            term.Kind,
            section.Text("for", "all"),
            Areas(section),
            section.Whole("start"),
            section.Whole("ramp-years", 1),
            section.Word("ramp", ScenarioWords.Ramps, Ramp.Linear),
            Figure(section, "effect", term, term.Effect, year) ?? Nothing,
            Figure(section, "amount", term, term.Amount, year),
            section.Whole("lag-years", 0),
            section.Has("choice") ? section.Text("choice") : null
        )
        {
            Name = section.Has("name") ? section.Text("name") : null,
            Position = new(section.Place.File, section.Place.Line ?? 1, section.Place.Column ?? 1),
        };
    }

    /// <summary>Codes; none stands for everywhere, which nobody means by an empty list.</summary>
    private static ImmutableArray<string> Areas(Section section)
    {
        var codes = section.Texts("areas");
        return codes.IsEmpty && section.Find("areas") is { } empty
            ? throw empty.Place.Fault(
                new("an empty list", "een lege lijst"),
                new("areas where the lever works", "gebieden waar de hefboom werkt"),
                new(
                    "name one, or leave areas out: then it works everywhere",
                    "noem er een, of laat areas weg: dan werkt die overal"
                )
            )
            : codes;
    }

    private static Assumption? Figure(Section section, string key, LeverTerm term, LeverFigure? figure, int year)
    {
        if (section.Find(key) is { } node)
        {
            return Quantities.Read(node, key, new(figure?.Unit ?? Unit.Percent), year);
        }
        return figure is not { Required: true }
            ? null
            : throw section.Place.Fault(
                new($"no {key} for '{term.Name}'", $"geen {key} bij '{term.Name}'"),
                figure.Meaning,
                new($"add for example {key}: {ExampleOf(figure)}", $"voeg bijvoorbeeld toe {key}: {ExampleOf(figure)}")
            );
    }
}
