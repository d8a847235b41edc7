using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Simulation.Scenarios.Notation;

namespace Populatie.Simulation.Scenarios.Levers;

/// <summary>
/// What can be said of the levers of a scenario without knowing areas and products: their figures, their choices, and whether
/// they contradict each other.
/// </summary>
internal static class LeverCheck
{
    /// <exception cref="SourceFormatException">A figure out of range, a missing or unknown choice, or levers that contradict.</exception>
    public static void Check(Scenario scenario)
    {
        foreach (var lever in scenario.Levers)
        {
            Check(lever, scenario.Name);
        }
        for (var later = 1; later < scenario.Levers.Length; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                CheckTogether(scenario.Levers[earlier], scenario.Levers[later], scenario.Name);
            }
        }
    }

    /// <summary>One lever by itself.</summary>
    public static void Check(Lever lever, string scenario)
    {
        var term = LeverCatalogue.Of(lever.Kind);
        CheckFigure(lever, scenario, "effect", lever.Effect, term.Effect);
        if (lever.Amount is { } amount)
        {
            CheckFigure(lever, scenario, "amount", amount, term.Amount);
        }
        else if (term.Amount is { Required: true } wanted)
        {
            throw Fault(
                lever,
                scenario,
                new($"no amount for '{term.Name}'", $"geen amount bij '{term.Name}'"),
                wanted.Meaning,
                new($"write for example amount: {Example(wanted)}", $"schrijf bijvoorbeeld amount: {Example(wanted)}")
            );
        }
        CheckDepth(lever, scenario, term);
        CheckChoice(lever, scenario, term);
        CheckWhere(lever, scenario, term);
    }

    /// <summary>Effect times amount may not take away more than everything, at any end of the ranges.</summary>
    private static void CheckDepth(Lever lever, string scenario, LeverTerm term)
    {
        foreach (var (_, size) in term.Moves)
        {
            if (
                size is not (LeverSize.EffectTimesAmount or LeverSize.EffectPerMillion)
                || lever.Amount is not { } amount
            )
            {
                continue;
            }
            var least = Math.Min(
                Math.Min(
                    LeverMath.SizeOf(size, lever.Effect.Low, amount.Low),
                    LeverMath.SizeOf(size, lever.Effect.Low, amount.High)
                ),
                Math.Min(
                    LeverMath.SizeOf(size, lever.Effect.High, amount.Low),
                    LeverMath.SizeOf(size, lever.Effect.High, amount.High)
                )
            );
            if (least < -1)
            {
                throw Fault(
                    lever,
                    scenario,
                    new(
                        $"'{term.Name}' that takes away more than everything",
                        $"'{term.Name}' die meer dan alles wegneemt"
                    ),
                    new(
                        "effect × amount of -100% at the least, over their whole ranges",
                        "effect × amount van ten minste -100%, over hun hele bereik"
                    ),
                    new("lower the effect or the amount", "verlaag het effect of het bedrag")
                );
            }
        }
    }

    /// <summary>A fault at the place of a lever: its line where it is known, else the scenario's name.</summary>
    public static SourceFormatException Fault(
        Lever lever,
        string scenario,
        Bilingual found,
        Bilingual expected,
        Bilingual mend
    ) =>
        lever.Position is { } at
            ? new(at.File, at.Line, at.Column, found, expected, mend)
            : new($"scenario {scenario}", null, null, found, expected, mend);

    /// <summary>"did you mean …?", or other advice where nothing is near.</summary>
    public static Bilingual Meant(string word, IEnumerable<string> known, Bilingual otherwise) =>
        Spelling.Nearest(word, known) is { } meant
            ? new($"did you mean '{meant}'?", $"bedoelde u '{meant}'?")
            : otherwise;

    private static void CheckFigure(Lever lever, string scenario, string key, Assumption figure, LeverFigure? known)
    {
        var name = LeverCatalogue.Of(lever.Kind).Name;
        if (known is null)
        {
            if (figure is not { Low: 0, High: 0 })
            {
                throw Fault(
                    lever,
                    scenario,
                    new($"an {key} for '{name}'", $"een {key} bij '{name}'"),
                    new($"none: '{name}' has no {key}", $"geen: '{name}' heeft geen {key}"),
                    new($"leave {key} out", $"laat {key} weg")
                );
            }
            return;
        }
        if (!(figure.Low >= known.Least && figure.High <= known.Most))
        {
            throw Fault(
                lever,
                scenario,
                new(
                    $"an {key} from {Show(figure.Low, known)} to {Show(figure.High, known)} for '{name}'",
                    $"een {key} van {Show(figure.Low, known)} tot {Show(figure.High, known)} bij '{name}'"
                ),
                new(
                    $"{Show(known.Least, known)} to {Show(known.Most, known)} ({known.Meaning.English})",
                    $"{Show(known.Least, known)} tot {Show(known.Most, known)} ({known.Meaning.Dutch})"
                ),
                new($"keep the value and its whole range within that", $"houd de waarde en het hele bereik daarbinnen")
            );
        }
    }

    private static void CheckChoice(Lever lever, string scenario, LeverTerm term)
    {
        if (term.Choice is not { } choice)
        {
            if (lever.Choice is not null)
            {
                throw Fault(
                    lever,
                    scenario,
                    new(
                        $"the choice '{lever.Choice}' for '{term.Name}'",
                        $"de keuze '{lever.Choice}' bij '{term.Name}'"
                    ),
                    new("none", "geen"),
                    new("leave choice out", "laat choice weg")
                );
            }
            return;
        }
        var words = string.Join(", ", choice.Words.Words.Select(w => w.Name));
        if (lever.Choice is null && choice.Required)
        {
            throw Fault(
                lever,
                scenario,
                new($"no choice for '{term.Name}'", $"geen keuze bij '{term.Name}'"),
                new($"one of {words} ({choice.Meaning.English})", $"een van {words} ({choice.Meaning.Dutch})"),
                new(
                    $"write for example choice: {choice.Words.Words[0].Name}",
                    $"schrijf bijvoorbeeld choice: {choice.Words.Words[0].Name}"
                )
            );
        }
        if (lever.Choice is { } word && !choice.Words.Spellings.Contains(word, StringComparer.OrdinalIgnoreCase))
        {
            throw Fault(
                lever,
                scenario,
                new($"the unknown choice '{word}' for '{term.Name}'", $"de onbekende keuze '{word}' bij '{term.Name}'"),
                new($"one of {words}", $"een van {words}"),
                Meant(word, choice.Words.Spellings, new("choose one", "kies er een"))
            );
        }
    }

    private static void CheckWhere(Lever lever, string scenario, LeverTerm term)
    {
        if (term.Where == LeverWhere.Everywhere && !lever.Areas.IsEmpty)
        {
            throw Fault(
                lever,
                scenario,
                new($"areas for '{term.Name}'", $"gebieden bij '{term.Name}'"),
                new("none: it holds everywhere", "geen: het geldt overal"),
                new("leave areas out", "laat areas weg")
            );
        }
        if (term.Where == LeverWhere.OneWijk && lever.Areas.Length != 1)
        {
            throw Fault(
                lever,
                scenario,
                new(
                    $"{lever.Areas.Length} areas for '{term.Name}'",
                    $"{lever.Areas.Length} gebieden bij '{term.Name}'"
                ),
                new("one wijk", "één wijk"),
                new("name one wijk, and use one lever per wijk", "noem één wijk, en gebruik per wijk een eigen knop")
            );
        }
        if (term.Subject == LeverSubject.All && !string.Equals(lever.Subject, "all", StringComparison.Ordinal))
        {
            throw Fault(
                lever,
                scenario,
                new($"'{term.Name}' for '{lever.Subject}'", $"'{term.Name}' voor '{lever.Subject}'"),
                new("all: it holds for all care", "all: het geldt voor alle zorg"),
                new("leave for out", "laat for weg")
            );
        }
    }

    /// <summary>Two choices for the same thing from the same year on. (From different years, the later one takes over.)</summary>
    private static void CheckTogether(Lever first, Lever second, string scenario)
    {
        var same =
            first.Kind == second.Kind
            && first.Start + first.LagYears == second.Start + second.LagYears
            && string.Equals(first.Subject, second.Subject, StringComparison.Ordinal)
            && first.Areas.SequenceEqual(second.Areas);
        var term = LeverCatalogue.Of(first.Kind);
        if (same && term.Choice is not null && !IsSame(first, second, term))
        {
            throw Contradiction(first, second, scenario);
        }
    }

    /// <summary>Two levers that cannot both hold.</summary>
    public static SourceFormatException Contradiction(Lever first, Lever second, string scenario)
    {
        var term = LeverCatalogue.Of(first.Kind);
        var (one, other) = (WordOf(first, term), WordOf(second, term));
        return Fault(
            second,
            scenario,
            new(
                $"'{term.Name}' {other} beside {one} from {first.Start} on, both for {second.Subject}",
                $"'{term.Name}' {other} naast {one} vanaf {first.Start}, beide voor {second.Subject}"
            ),
            new("one of the two in a year", "een van beide in een jaar"),
            new(
                "remove one, or let them start in different years",
                "haal er een weg, of laat ze in andere jaren beginnen"
            )
        );
    }

    private static string WordOf(Lever lever, LeverTerm term) => lever.Choice ?? term.Choice!.Words.Words[0].Name;

    /// <summary>Whether two words mean the same: in Dutch and in English, say.</summary>
    private static bool IsSame(Lever first, Lever second, LeverTerm term)
    {
        Word Of(Lever lever) =>
            term.Choice!.Words.Words.First(w =>
                w.Also.Prepend(w.Name).Contains(WordOf(lever, term), StringComparer.OrdinalIgnoreCase)
            );
        return Of(first) == Of(second);
    }

    private static string Show(double value, LeverFigure figure) => figure.Unit.Format(value);

    private static string Example(LeverFigure figure) =>
        figure.Unit.IsMoney ? figure.Unit.Format(2e6)
        : figure.Unit == Unit.Number ? "-0.3"
        : figure.Unit.Format(figure.Unit == Unit.Years ? 4 : 0.3);
}
