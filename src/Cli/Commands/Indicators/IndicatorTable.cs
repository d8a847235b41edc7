using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Need.Indicators;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands.Indicators;

/// <summary>Indicators on a screen and in JSON. Where a value lies among its peers is said in words, never as a score.</summary>
internal static class IndicatorTable
{
    /// <summary>One area: every indicator beside the band of its peers, and the notes.</summary>
    public static void PrintOne(Session session, IReadOnlyList<Indicator> shown, IReadOnlyList<string> notes)
    {
        var first = shown[0];
        session.Output.WriteLine($"{first.Area.Name} ({first.Area.Code}), {first.Year}");
        session.Output.WriteLine(Peers(session, shown));
        session.Output.WriteLine();
        var table = new TablePrinter(
            new(session.Say("Question", "Vraag")),
            new(session.Say("Indicator", "Indicator")),
            new(session.Say("here (90%)", "hier (90%)"), Right: true),
            new(session.Say("half of the peers", "helft van de vergelijkbare"), Right: true),
            new(session.Say("nearly all", "bijna alle"), Right: true),
            new(session.Say("unit", "eenheid")),
            new(session.Say("lies", "ligt")),
            new(session.Say("basis", "grondslag")),
            new(session.Say("evidence", "bewijs"))
        );
        IndicatorGroup? last = null;
        foreach (var row in shown)
        {
            table.Add(
                row.Kind.Group == last ? "" : Name(session, row.Kind.Group),
                session.Say(row.Kind.Name),
                Here(session, row),
                row.Peers is { } half ? $"{Show(session, half.P25)}–{Show(session, half.P75)}" : "–",
                row.Peers is { } all ? $"{Show(session, all.P5)}–{Show(session, all.P95)}" : "–",
                session.Say(row.Kind.Unit),
                Place(session, row),
                session.Name(row.Basis),
                row.Evidence
            );
            last = row.Kind.Group;
        }
        table.Print(session.Output);
        session.Output.WriteLine();
        foreach (var note in notes)
        {
            session.Output.WriteLine(session.Say("Note: ", "Notitie: ") + note);
        }
        if (notes.Count == 0)
        {
            session.Output.WriteLine(
                session.Say(
                    $"No note yet. Add what the figures do not say: populatie indicators note {first.Area.Code} \"…\"",
                    $"Nog geen notitie. Voeg toe wat de cijfers niet zeggen: populatie indicators note {first.Area.Code} \"…\""
                )
            );
        }
        session.Output.WriteLine(
            session.Say(
                "To follow, to mirror, to learn: other is not better or worse, and there are no targets.",
                "Volgen, spiegelen, leren: anders is niet beter of slechter, en er zijn geen doelen."
            )
        );
    }

    /// <summary>All areas of a level, one row each.</summary>
    public static void PrintAll(Session session, IReadOnlyList<Indicator> shown, Func<string, bool> hasNote)
    {
        var kinds = IndicatorFrame.Kinds;
        session.Output.WriteLine(
            session.Say(
                $"Reach, availability, quality, within budget: {shown[0].Year}",
                $"Bereik, beschikbaarheid, kwaliteit, binnen budget: {shown[0].Year}"
            )
        );
        session.Output.WriteLine();
        var table = new TablePrinter([
            new(session.Say("Area", "Gebied")),
            new("code"),
            .. kinds.Select(k => new TablePrinter.Column(session.Say(k.Short), Right: true)),
            new(session.Say("evidence", "bewijs")),
            new(session.Say("note", "notitie")),
        ]);
        foreach (var area in shown.GroupBy(s => s.Area.Code, StringComparer.Ordinal))
        {
            var rows = area.ToList();
            table.Add([
                rows[0].Area.Name,
                area.Key,
                .. rows.Select(r => r.Value is { } value ? Show(session, value) + Unit(r.Kind) : "–"),
                Grades(rows),
                hasNote(area.Key) ? session.Say("yes", "ja") : "",
            ]);
        }
        table.Print(session.Output);
        session.Output.WriteLine();
        session.Output.WriteLine(
            session.Say(
                $"Basis: {Bases(session, shown)}. An area beside its peers: populatie indicators --area {shown[0].Area.Code}",
                $"Grondslag: {Bases(session, shown)}. Een gebied naast vergelijkbare: populatie indicators --area {shown[0].Area.Code}"
            )
        );
    }

    /// <summary>One object per indicator and area.</summary>
    public static object Row(Session session, Indicator row, IReadOnlyList<string> notes) =>
        new
        {
            Area = row.Area.Code,
            Name = row.Area.Name,
            Level = row.Level.ToName(),
            row.Year,
            row.Kind.Group,
            Indicator = row.Kind.Code,
            Unit = row.Kind.Unit.English,
            row.Value,
            row.Low,
            row.High,
            Peers = row.Peers is { } band
                ? new
                {
                    Type = band.Type is { } type ? $"{type.Urbanity}, {type.Vulnerability}" : "all",
                    band.Count,
                    band.P5,
                    band.P25,
                    band.P50,
                    band.P75,
                    band.P95,
                }
                : null,
            row.Basis,
            row.Evidence,
            Note = notes.Count > 0 ? notes[^1] : "",
        };

    private static string Peers(Session session, IReadOnlyList<Indicator> shown)
    {
        var band = shown.Select(s => s.Peers).FirstOrDefault(p => p is not null);
        return band switch
        {
            null => session.Say("no area to compare with", "geen gebied om mee te vergelijken"),
            { Type: { } type } => session.Say(
                $"beside {band.Count} areas of its type: {Name(session, type)}; itself left out",
                $"naast {band.Count} gebieden van dit type: {Name(session, type)}; zichzelf niet meegeteld"
            ),
            _ => session.Say(
                $"beside all {band.Count} other areas: too few are of its type",
                $"naast alle {band.Count} andere gebieden: te weinig zijn van dit type"
            ),
        };
    }

    private static string Here(Session session, Indicator row) =>
        row switch
        {
            { Value: null } => session.Say("unknown", "onbekend"),
            { Value: { } value, Low: { } low, High: { } high } => session.Interval(
                value,
                low,
                high,
                v => Show(session, v)
            ),
            _ => Show(session, row.Value.Value),
        };

    private static string Place(Session session, Indicator row)
    {
        if (row is not { Value: { } value, Peers: { } band })
        {
            return "–";
        }
        return session.Say(
            value < band.P5 ? new Bilingual("below nearly all", "onder bijna alle")
            : value < band.P25 ? new("low among them", "laag ertussen")
            : value <= band.P75 ? new("in the middle", "in het midden")
            : value <= band.P95 ? new("high among them", "hoog ertussen")
            : new("above nearly all", "boven bijna alle")
        );
    }

    private static string Name(Session session, IndicatorGroup group) =>
        session.Say(
            group switch
            {
                IndicatorGroup.Reach => new Bilingual("Reach", "Bereik"),
                IndicatorGroup.Availability => new("Availability", "Beschikbaarheid"),
                IndicatorGroup.Quality => new("Quality", "Kwaliteit"),
                _ => new("Within budget", "Binnen budget"),
            }
        );

    private static string Name(Session session, WijkType type) =>
        session.Say(
            type.Urbanity switch
            {
                Urbanity.VeryUrban => new Bilingual("very urban", "zeer stedelijk"),
                Urbanity.Urban => new("urban", "stedelijk"),
                _ => new("spacious", "ruim"),
            }
        )
        + ", "
        + session.Say(
            type.Vulnerability switch
            {
                Vulnerability.Vulnerable => new Bilingual("vulnerable", "kwetsbaar"),
                Vulnerability.Middle => new("neither vulnerable nor well off", "niet kwetsbaar, niet welgesteld"),
                _ => new("well off", "welgesteld"),
            }
        );

    private static string Unit(IndicatorKind kind) =>
        string.Equals(kind.Unit.English, "%", StringComparison.Ordinal) ? "%" : "";

    /// <summary>The grade of all, or the worst and the best.</summary>
    private static string Grades(List<Indicator> rows)
    {
        var grades = rows.Select(r => r.Evidence).Order(StringComparer.Ordinal).ToList();
        return string.Equals(grades[0], grades[^1], StringComparison.Ordinal) ? grades[0] : $"{grades[0]}–{grades[^1]}";
    }

    private static string Bases(Session session, IReadOnlyList<Indicator> shown) =>
        string.Join(", ", shown.Select(s => s.Basis).Distinct().Order().Select(b => session.Name(b)));

    private static string Show(Session session, double value) =>
        Math.Abs(value) >= 100 ? session.Count(value) : session.Decimal(value);
}
