using System.Globalization;
using System.Text;
using Populatie.Analytics.Faults;
using Populatie.Simulation.Scenarios.Levers;
using Populatie.Simulation.Scenarios.Notation;

namespace Populatie.Simulation.Scenarios;

/// <summary>
/// A scenario to begin with: what it must have, and behind a <c>#</c> every other setting at its default, with what it means.
/// Made from the language itself, so that nothing can be missing.
/// </summary>
public static class ScenarioTemplate
{
    /// <summary>Begins a line that explains; a line that begins with one sign is a setting.</summary>
    private const string Remark = "## ";
    private const string Off = "# ";

    public static string Text(string name, Language language)
    {
        var text = new StringBuilder();
        Explain(
            text,
            "",
            new Bilingual(
                "A scenario: what is assumed about the years to come. Lines with ## explain. Lines with one # are settings at "
                    + "their default: remove the # to change one. Figures carry their unit; a range and a source go in brackets.",
                "Een scenario: wat over de komende jaren wordt aangenomen. Regels met ## leggen uit. Regels met één # zijn "
                    + "instellingen op hun standaard: haal de # weg om er een te wijzigen. Getallen dragen hun eenheid; een bereik "
                    + "en een bron staan tussen haakjes."
            ).In(language)
        );
        foreach (var key in ScenarioGrammar.Root.Keys)
        {
            text.Append('\n');
            Explain(text, "", Describe(key, language));
            if (string.Equals(key.Name, "name", StringComparison.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"name: {Quoted(name)}\n");
            }
            else if (key.Required)
            {
                text.Append(KeyText.Line(key)).Append('\n');
                ExplainKeys(text, key, language);
            }
            else
            {
                Setting(text, key, Defaults.Text.Find(key.Name), language, 0);
            }
        }
        return text.ToString();
    }

    private static void Setting(StringBuilder text, KeyShape key, SettingNode? value, Language language, int depth)
    {
        var indent = new string(' ', depth * 2);
        if (SectionOf(key.Value) is { } section)
        {
            text.Append(Off).Append(indent).Append(key.Name).Append(":\n");
            foreach (var part in section.Keys)
            {
                Explain(text, indent + "  ", Describe(part, language));
                Setting(text, part, (value as MapNode)?.Find(part.Name), language, depth + 1);
            }
            return;
        }
        switch (key.Value)
        {
            case NamedShape named:
                ExplainKeys(text, named.Each, language, indent + "  ");
                text.Append(Off).Append(indent).Append(key.Name).Append(":\n");
                foreach (var entry in ((MapNode)value!).Entries)
                {
                    text.Append(Off)
                        .Append(CultureInfo.InvariantCulture, $"{indent}  {entry.Key}: {Flow(entry.Value)}\n");
                }
                break;
            case ListShape { Each: SectionShape each } when string.Equals(key.Name, "levers", StringComparison.Ordinal):
                ExplainKeys(text, each, language, indent + "  ");
                text.Append(Off).Append("levers:\n");
                Levers(text, language);
                break;
            case ListShape { Each: SectionShape each }:
                ExplainKeys(text, each, language, indent + "  ");
                text.Append(Off).Append(indent).Append(key.Name).Append(":\n");
                text.Append(Off)
                    .Append(indent)
                    .Append(
                        "  - {act: Wmo, track: 3, form: taakgericht, policy: queue, budget: EUR 90 mln (2025), indexation: 0%}\n"
                    );
                break;
            default:
                var shown = value is null ? KeyText.Line(key) : $"{key.Name}: {Flow(value)}";
                text.Append(Off).Append(indent).Append(shown).Append('\n');
                break;
        }
    }

    /// <summary>One example of every kind.</summary>
    private static void Levers(StringBuilder text, Language language)
    {
        foreach (var term in LeverCatalogue.All)
        {
            Explain(text, "  ", term.Sentence.In(language));
            var line = new StringBuilder(FormattableString.Invariant($"  - {{lever: {term.Name}"));
            if (term.Where == LeverWhere.OneWijk)
            {
                line.Append(", areas: [WK034403]");
            }
            line.Append(", start: 2027, ramp-years: 5 years");
            if (term.Effect is { } effect)
            {
                line.Append(CultureInfo.InvariantCulture, $", effect: \"{LeverReader.ExampleOf(effect)}\"");
            }
            if (term.Amount is { } amount)
            {
                line.Append(CultureInfo.InvariantCulture, $", amount: \"{LeverReader.ExampleOf(amount)}\"");
            }
            if (term.Choice is { } choice)
            {
                line.Append(CultureInfo.InvariantCulture, $", choice: {choice.Words.Words[0].Name}");
            }
            text.Append(Off).Append(line).Append("}\n");
        }
    }

    private static SectionShape? SectionOf(ValueShape shape) =>
        shape switch
        {
            SectionShape section => section,
            EitherShape { Second: SectionShape section } => section,
            _ => null,
        };

    private static void ExplainKeys(StringBuilder text, KeyShape key, Language language)
    {
        if (key.Value is SectionShape section)
        {
            ExplainKeys(text, section, language, "  ");
        }
    }

    private static void ExplainKeys(StringBuilder text, SectionShape section, Language language, string indent)
    {
        foreach (var part in section.Keys)
        {
            Explain(text, indent, $"{part.Name}: {Describe(part, language)}");
        }
    }

    private static string Describe(KeyShape key, Language language)
    {
        var words = key.Value switch
        {
            WordShape<LeverKind> => null,
            WordShape choice => choice,
            EitherShape { First: WordShape choice } => choice,
            _ => null,
        };
        var known = words is null ? "" : $" ({string.Join(", ", words.Words.Select(w => w.Name))})";
        return key.Meaning.In(language) + known;
    }

    private static void Explain(StringBuilder text, string indent, string sentence)
    {
        const int width = 110;
        var line = new StringBuilder();
        foreach (var word in sentence.Split(' '))
        {
            if (line.Length > 0 && line.Length + word.Length >= width - indent.Length)
            {
                text.Append(Remark).Append(indent).Append(line).Append('\n');
                line.Clear();
            }
            line.Append(line.Length > 0 ? " " : "").Append(word);
        }
        text.Append(Remark).Append(indent).Append(line).Append('\n');
    }

    /// <summary>A value on one line.</summary>
    private static string Flow(SettingNode node) =>
        node switch
        {
            MapNode map => $"{{{string.Join(", ", map.Entries.Select(e => $"{e.Key}: {Flow(e.Value)}"))}}}",
            ListNode list => $"[{string.Join(", ", list.Items.Select(Item))}]",
            _ => Quoted(node.Shown),
        };

    /// <summary>In a list stand codes, and a code of figures only is no number.</summary>
    private static string Item(SettingNode node) =>
        node is TextNode { Text: var code } && code.All(char.IsAsciiDigit) ? $"\"{code}\"" : Flow(node);

    /// <summary>In quotes where YAML would read something else than a plain text.</summary>
    private static string Quoted(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
        || (text.Length > 0 && char.IsAsciiLetterOrDigit(text[0]) && text.All(IsPlain))
            ? text
            : $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static bool IsPlain(char sign) => char.IsLetterOrDigit(sign) || sign is ' ' or '-' or '%' or '.' or '_';
}
