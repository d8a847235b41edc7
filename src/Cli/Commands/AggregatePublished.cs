using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Population;
using Populatie.Analytics.Published;
using Populatie.Analytics.Sources.Published;
using Populatie.Analytics.Store;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands;

/// <summary><c>populatie aggregate --published DIR</c>: a cube and a population from published tables, without a record.</summary>
internal sealed class AggregatePublished(Session session)
{
    private const int FewBreaks = 5;

    private readonly Option<string?> published = new("--published")
    {
        HelpName = session.Say("DIR", "MAP"),
        Description = session.Say(
            "Build the cube from published tables of CBS in this folder instead of records",
            "Maak de kubus van gepubliceerde CBS-tabellen in deze map in plaats van registraties"
        ),
    };

    private readonly Option<string?> gemeente = new("--gemeente")
    {
        HelpName = "GM0344",
        Description = session.Say(
            "With --published: only this gemeente (default: all in the tables)",
            "Bij --published: alleen deze gemeente (standaard: alle in de tabellen)"
        ),
    };

    public void AddTo(Command command)
    {
        command.Options.Add(published);
        command.Options.Add(gemeente);
    }

    public bool IsAsked(ParseResult parsed) => parsed.GetValue(published) is not null;

    public int Run(ParseResult parsed, Workspace workspace, bool json)
    {
        var only = parsed.GetValue(gemeente);
        if (only is not null && (only.Length != 6 || !only.StartsWith("GM", StringComparison.Ordinal)))
        {
            throw new UsageException(
                new($"--gemeente {only}: give a code like GM0344", $"--gemeente {only}: geef een code als GM0344")
            );
        }
        PublishedTables tables;
        using (var progress = new ProgressLine(session, session.Say("files", "bestanden"), 0))
        {
            tables = PublishedFolder.Read(parsed.GetValue(published)!, only, n => progress.Report(n));
        }
        var built = PublishedCube.Build(tables);
        var origin = built.Cube.Origin;
        var last = Math.Max(origin.LastYear + 1, tables.Residents.Select(r => r.Year).DefaultIfEmpty(0).Max());
        var (people, residents) = PublishedPopulation.Build(tables, built.Cube.Axes.Areas, origin.FirstYear, last);
        var title = FormattableString.Invariant($"published tables {origin.FirstYear}-{origin.LastYear}");
        var population = PopulationStore.Save(workspace, people, title);
        var id = CubeStore.Save(workspace, built.Cube, only is null ? title : $"{title}, {only}");
        if (json)
        {
            PrintJson(id, population, tables, built);
            return ExitCode.Done;
        }
        PrintFiles(tables);
        PrintYears(built);
        PrintOddities(tables, built, residents);
        session.Note(
            $"residents of {session.Count(people.BuurtCodes.Length)} wijken are kept as population {population}",
            $"inwoners van {session.Count(people.BuurtCodes.Length)} wijken zijn bewaard als bevolking {population}"
        );
        session.Output.WriteLine(id);
        return ExitCode.Done;
    }

    private void PrintFiles(PublishedTables tables)
    {
        var table = new TablePrinter(
            new(session.Say("File", "Bestand")),
            new(session.Say("holds", "bevat")),
            new(session.Say("years", "jaren")),
            new(session.Say("rows", "regels"), Right: true),
            new(session.Say("passed over", "overgeslagen"), Right: true),
            new(session.Say("cells not printed", "cellen niet afgedrukt"), Right: true)
        );
        foreach (var report in tables.Reports.Where(r => r.Holds.Count > 0))
        {
            table.Add(
                report.File,
                string.Join(", ", report.Holds.Select(Name)),
                Years(report.Years),
                session.Count(report.Rows),
                session.Count(report.OtherRows),
                session.Count(report.Unprinted)
            );
        }
        table.Print(session.Output);
        session.Output.WriteLine();
        var others = tables.Reports.Count(r => r.Holds.Count == 0);
        if (others > 0)
        {
            session.Note(
                $"{others} other files are not about clients or residents of regions",
                $"{others} andere bestanden gaan niet over cliënten of inwoners van gebieden"
            );
        }
    }

    private void PrintYears(PublishedCube built)
    {
        var table = new TablePrinter(
            new(session.Say("Clients", "Cliënten")),
            new(session.Say("gemeenten", "gemeenten"), Right: true),
            new(session.Say("wijken printed", "wijken afgedrukt"), Right: true),
            new(session.Say("wijken hidden", "wijken verborgen"), Right: true),
            new(session.Say("clients", "cliënten"), Right: true),
            new(session.Say("in no wijk", "in geen wijk"), Right: true)
        );
        foreach (var year in built.Years)
        {
            table.Add(
                FormattableString.Invariant($"{year.Act} {year.Year}"),
                session.Count(year.Gemeenten),
                session.Count(year.Printed),
                session.Count(year.Hidden),
                session.Count(year.Clients),
                year.Clients > 0 ? session.Percent((double)year.Unplaced / year.Clients, 1) : "–"
            );
        }
        table.Print(session.Output);
        session.Output.WriteLine();
        session.Output.WriteLine(
            session.Say(
                "Published numbers are rounded to 5, so each stands for an interval; hidden ones (suppressed, or printed as 0) "
                    + "are an interval alone. What is in no wijk is the child onbekend of its gemeente.",
                "Gepubliceerde aantallen zijn afgerond op 5 en staan dus voor een interval; verborgen aantallen (onderdrukt, of "
                    + "afgedrukt als 0) zijn alleen een interval. Wat in geen wijk valt is het kind onbekend van de gemeente."
            )
        );
        session.Output.WriteLine();
    }

    private void PrintOddities(PublishedTables tables, PublishedCube built, PublishedPopulationReport residents)
    {
        var opposite = built.Breaks.Count(b => b.Opposite is not null);
        if (built.Breaks.Count > 0)
        {
            var some = string.Join(
                ", ",
                built
                    .Breaks.OrderByDescending(b => Math.Abs(b.After - b.Before))
                    .Take(FewBreaks)
                    .Select(b => FormattableString.Invariant($"{b.Act} {b.Code} {b.Year} ({b.Before} → {b.After})"))
            );
            session.Note(
                $"{session.Count(built.Breaks.Count)} jumps from one year to the next, {session.Count(opposite)} with a neighbour that jumps back (a redivision under the same codes?); kept as they are: {some}",
                $"{session.Count(built.Breaks.Count)} sprongen van jaar op jaar, {session.Count(opposite)} met een buur die terugspringt (herindeling onder dezelfde codes?); gelaten zoals ze zijn: {some}"
            );
        }
        var broken = built.Years.Sum(y => y.Contradictions);
        if (broken + tables.Contradictions.Count > 0)
        {
            session.Note(
                $"{broken} sums cannot hold whatever was rounded off; {tables.Contradictions.Count} figures differ between two files: the first file counts",
                $"{broken} sommen kunnen niet kloppen, wat er ook is afgerond; {tables.Contradictions.Count} cijfers verschillen tussen twee bestanden: het eerste bestand telt"
            );
        }
        session.Note(
            $"residents: tables of {string.Join(", ", residents.TableYears)}; {session.Count(residents.Carried)} wijk-years carried from the nearest ({session.Count(residents.Moved)} moved to fit clients per 1,000), {session.Count(residents.Implied)} from clients per 1,000 alone",
            $"inwoners: tabellen van {string.Join(", ", residents.TableYears)}; {session.Count(residents.Carried)} wijkjaren overgenomen van de dichtstbijzijnde ({session.Count(residents.Moved)} verschoven naar cliënten per 1.000), {session.Count(residents.Implied)} alleen uit cliënten per 1.000"
        );
    }

    private void PrintJson(string id, string population, PublishedTables tables, PublishedCube built) =>
        session.Output.WriteLine(
            JsonSerializer.Serialize(
                new
                {
                    id,
                    population,
                    basis = "published",
                    first_year = built.Cube.Origin.FirstYear,
                    last_year = built.Cube.Origin.LastYear,
                    gemeenten = built.Cube.Axes.Areas.GemeenteCount,
                    wijken = built.Cube.Axes.Areas.WijkCount,
                    files = tables
                        .Reports.Where(r => r.Holds.Count > 0)
                        .Select(r => new
                        {
                            file = r.File,
                            rows = r.Rows,
                            years = r.Years,
                            passed_over = r.OtherRows,
                            not_printed = r.Unprinted,
                        }),
                    years = built.Years.Select(y => new
                    {
                        act = y.Act.ToString(),
                        year = y.Year,
                        gemeenten = y.Gemeenten,
                        wijken_printed = y.Printed,
                        wijken_hidden = y.Hidden,
                        wijken_recovered = y.Recovered,
                        clients = y.Clients,
                        in_no_wijk = y.Unplaced,
                        contradictions = y.Contradictions,
                    }),
                    breaks = built.Breaks.Select(b => new
                    {
                        act = b.Act.ToString(),
                        area = b.Code,
                        year = b.Year,
                        before = b.Before,
                        after = b.After,
                        opposite = b.Opposite,
                    }),
                }
            )
        );

    private string Name(PublishedSubject subject) =>
        subject switch
        {
            PublishedSubject.Wmo => "Wmo",
            PublishedSubject.Jeugd => "Jeugd",
            _ => session.Say("residents", "inwoners"),
        };

    private static string Years(IReadOnlyList<int> years) =>
        years.Count == 0 ? "–"
        : years[^1] - years[0] == years.Count - 1 && years.Count > 1
            ? FormattableString.Invariant($"{years[0]}–{years[^1]}")
        : string.Join(", ", years.Select(y => y.ToString(CultureInfo.InvariantCulture)));
}
