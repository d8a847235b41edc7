using System.Globalization;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Store;
using Populatie.Cli.Shell;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Commands;

/// <summary>What binds where, as a page: a row per area and year, in words that need no manual.</summary>
internal static class BindingPage
{
    private const double Most = 0.5;

    /// <summary>From here on the percentage would read 100: it is left out.</summary>
    private const double Whole = 0.995;

    private static readonly ArtefactKind[] Known = [ArtefactKind.Run, ArtefactKind.Cube, ArtefactKind.Fit];

    /// <summary>The run that is meant; <c>latest</c> is the newest run.</summary>
    /// <exception cref="UsageException">It is no run.</exception>
    public static RunView Find(Workspace workspace, string reference)
    {
        var isLatest = string.Equals(reference, "latest", StringComparison.Ordinal);
        var (kind, id) = workspace.Resolve(isLatest ? [ArtefactKind.Run] : Known, reference);
        return kind == ArtefactKind.Run
            ? RunStore.Load(workspace, id)
            : throw new UsageException(
                new(
                    $"{id} is a {(kind == ArtefactKind.Cube ? "cube" : "fit")}; this page tells of a run: name one, or latest",
                    $"{id} is een {(kind == ArtefactKind.Cube ? "kubus" : "schatting")}; deze pagina gaat over een projectie: noem er een, of latest"
                )
            );
    }

    /// <param name="area">Null for all of the level.</param>
    /// <param name="year">Null for every fifth projected year and the last.</param>
    public static void Show(Session session, RunView run, AreaLevel level, string? area, int? year, bool json)
    {
        var rows = BindingTable.Of(run, level, year is { } one ? [one] : BindingTable.YearsOf(run), area);
        if (json)
        {
            JsonPrinter.Print(session, rows);
            return;
        }
        Print(session, rows);
        session.Output.WriteLine();
        Explain(session, run.Card.Replicates);
    }

    public static void Print(Session session, IReadOnlyList<BindingRow> rows)
    {
        var table = new TablePrinter(
            new(session.Say("Area", "Gebied")),
            new(session.Say("Year", "Jaar"), Right: true),
            new(session.Say("waiting", "wachtend"), Right: true),
            new(session.Say("over the norm", "boven de norm"), Right: true),
            new(session.Say("weeks waited", "weken gewacht"), Right: true),
            new(session.Say("What binds", "Wat knelt")),
            new(session.Say("Most of all in", "Het meest bij"))
        );
        foreach (var row in rows)
        {
            table.Add(
                row.Name,
                row.Year.ToString(CultureInfo.InvariantCulture),
                session.Count(row.Waiting),
                session.Count(row.OverNorm),
                session.Decimal(row.WaitMeanWeeks),
                Words(session, row),
                row.Binding == Binding.None ? "" : Name(session, row.Product)
            );
        }
        table.Print(session.Output);
    }

    public static void Explain(Session session, int replicates) =>
        session.Output.WriteLine(
            session.Say(
                $"""
                waiting       persons on the last day of the year; over the norm: longer than the scenario's norm
                weeks waited  by those whose care began in that year, on average
                What binds    what kept the next in line from starting; its share of all weeks waited in the year
                Basis: {session.Name(Basis.Estimated)}, the median of {session.Count(replicates)} futures each.
                """,
                $"""
                wachtend       personen op de laatste dag van het jaar; boven de norm: langer dan de norm van het scenario
                weken gewacht  door wie dat jaar met zorg begon, gemiddeld
                Wat knelt      waardoor de volgende niet kon beginnen; het aandeel in alle weken die dat jaar is gewacht
                Grondslag: {session.Name(Basis.Estimated)}, telkens de mediaan van {session.Count(
                    replicates
                )} toekomsten.
                """
            )
        );

    /// <summary>Such as "mostly staff (87%)".</summary>
    public static string Words(Session session, BindingRow row)
    {
        var name = session.Say(
            row.Binding switch
            {
                Binding.Staff => new Bilingual("staff", "personeel"),
                Binding.Space => new("places", "plaatsen"),
                Binding.Money => new("money", "geld"),
                _ => new("nothing", "niets"),
            }
        );
        var share = session.Percent(row.Share, 0);
        return row.Binding == Binding.None ? name
            : row.Share >= Whole ? session.Say($"only {name}", $"alleen {name}")
            : row.Share >= Most ? session.Say($"mostly {name} ({share})", $"vooral {name} ({share})")
            : session.Say($"{name} most ({share})", $"{name} het meest ({share})");
    }

    /// <summary>Tracks by what they are; acts by their name.</summary>
    private static string Name(Session session, string product) =>
        product switch
        {
            "track-1" => session.Say("track 1, sociale basis", "spoor 1, sociale basis"),
            "track-2" => session.Say("track 2, basiszorg", "spoor 2, basiszorg"),
            "track-3" => session.Say("track 3, aanvullende zorg", "spoor 3, aanvullende zorg"),
            _ => product,
        };
}
