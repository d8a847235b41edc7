using System.CommandLine;
using System.Globalization;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Imports;
using Populatie.Analytics.Population;
using Populatie.Analytics.Sources.Published;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands.Population;

/// <summary><c>populatie population import FILE</c></summary>
internal static class PopulationImportCommand
{
    private const int FewCodes = 5;
    private const int EarliestYear = 1995;
    private const int LatestYear = 2060;

    public static Command Create(Session session)
    {
        var file = new Argument<string>("FILE")
        {
            Description = session.Say(
                "CBS table Kerncijfers wijken en buurten as CSV",
                "CBS-tabel Kerncijfers wijken en buurten als CSV"
            ),
        };
        var areas = new Option<string?>("--areas")
        {
            Description = session.Say(
                "Areas to fill: an id, its beginning, or latest (default: the latest import, else Utrecht)",
                "Gebieden om te vullen: een id, het begin ervan, of latest (standaard: de laatste import, anders Utrecht)"
            ),
            HelpName = "ID",
        };
        var of = new Option<int?>("--of")
        {
            Description = session.Say(
                "Year of the figures, when the table has no column year or has several years",
                "Jaar van de cijfers, als de tabel geen kolom jaar heeft of meer jaren"
            ),
            HelpName = "2020",
        };
        var years = new Option<string>("--years")
        {
            Description = session.Say(
                "Years to make; those without figures get the same residents and are called estimated",
                "Te maken jaren; die zonder cijfers krijgen dezelfde inwoners en heten geschat"
            ),
            HelpName = "2015-2026",
            DefaultValueFactory = _ => "2015-2026",
        };
        var workspace = CommonOptions.Workspace(session);
        var json = CommonOptions.Json(session);
        var command = new Command(
            "import",
            session.Say(
                "Make residents by buurt, sex and single age for the areas of the workspace from one published year. Example: populatie population import kwb-2020.csv --years 2015-2026",
                "Maak inwoners per buurt, geslacht en leeftijd voor de gebieden in de werkmap uit één gepubliceerd jaar. Voorbeeld: populatie population import kwb-2020.csv --years 2015-2026"
            )
        )
        {
            file,
            areas,
            of,
            years,
            workspace,
            json,
        };
        command.Does(
            session,
            (parsed, _) =>
            {
                var path = parsed.GetValue(file)!;
                var (first, last) = ReadYears(parsed.GetValue(years)!);
                var kept = session.MakeWorkspace(parsed.GetValue(workspace));
                var index = AreaChoice.LoadOrDefault(kept, parsed.GetValue(areas)).Index;
                var rows = OneYear(path, KerncijferFile.Read(path, parsed.GetValue(of)));
                var (series, report) = PopulationImport.Run(index, rows, first, last);
                if (report.Missing.Count == index.BuurtCount)
                {
                    throw NothingInCommon(path, index);
                }
                Tell(session, report, index.BuurtCount, first, last);
                var title = FormattableString.Invariant($"{Path.GetFileName(path)} ({report.Year})");
                JsonPrinter.PrintId(session, PopulationStore.Save(kept, series, title), parsed.GetValue(json));
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static void Tell(Session session, PopulationImportReport report, int buurten, int first, int last)
    {
        session.Note(
            FormattableString.Invariant($"residents in {buurten} buurten on 1 January {report.Year}: ")
                + session.Count(report.Residents),
            FormattableString.Invariant($"inwoners in {buurten} buurten op 1 januari {report.Year}: ")
                + session.Count(report.Residents)
        );
        if (report.Missing.Count > 0)
        {
            var some = string.Join(", ", report.Missing.Take(FewCodes));
            session.Note(
                $"{report.Missing.Count} buurten are not in the table and get 0 residents: {some} …",
                $"{report.Missing.Count} buurten staan niet in de tabel en krijgen 0 inwoners: {some} …"
            );
        }
        if (report.Unused > 0)
        {
            session.Note(
                $"{report.Unused} buurten of the table, with {session.Count(report.UnusedResidents)} residents, are not in the areas",
                $"{report.Unused} buurten van de tabel, met {session.Count(report.UnusedResidents)} inwoners, horen niet bij de gebieden"
            );
        }
        if (report.WithoutTotal + report.WithoutAges > 0)
        {
            session.Note(
                $"unpublished: the total of {report.WithoutTotal} buurten (0 residents) and the ages of {report.WithoutAges} (those of the wijk)",
                $"niet gepubliceerd: het totaal van {report.WithoutTotal} buurten (0 inwoners) en de leeftijden van {report.WithoutAges} (die van de wijk)"
            );
        }
        if (report.Contradictions.Count > 0)
        {
            var worst = report.Contradictions.MaxBy(f => Math.Abs(f.Found - f.Expected))!;
            session.Note(
                $"{report.Contradictions.Count} sums differ from their total by more than rounding; the total counts. The widest: {worst.Text.English}",
                $"{report.Contradictions.Count} sommen wijken meer dan de afronding van hun totaal af; het totaal telt. De grootste: {worst.Text.Dutch}"
            );
        }
        session.Note(
            FormattableString.Invariant(
                $"{first}-{last} all hold the residents of {report.Year}; only that year rests on published figures, and single ages follow the country"
            ),
            FormattableString.Invariant(
                $"{first}-{last} hebben alle de inwoners van {report.Year}; alleen dat jaar berust op gepubliceerde cijfers, en losse leeftijden volgen het land"
            )
        );
    }

    private static List<PublishedMargins> OneYear(string path, IReadOnlyList<PublishedMargins> rows)
    {
        if (rows.Count == 0)
        {
            throw new SourceFormatException(
                path,
                null,
                null,
                new("no rows of that year", "geen rijen van dat jaar"),
                new("rows of buurten", "rijen van buurten"),
                new(
                    "leave --of away, or give a year that the table has",
                    "laat --of weg, of geef een jaar dat de tabel heeft"
                )
            );
        }
        var latest = rows.Max(r => r.Year);
        return [.. rows.Where(r => r.Year == latest)];
    }

    private static (int First, int Last) ReadYears(string text)
    {
        var parts = text.Split('-');
        if (
            parts.Length is 1 or 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && first >= EarliestYear
            && last <= LatestYear
            && first <= last
        )
        {
            return (first, last);
        }
        throw new UsageException(
            new($"--years {text}: give years like 2015-2026", $"--years {text}: geef jaren als 2015-2026")
        );
    }

    private static SourceFormatException NothingInCommon(string path, AreaIndex index) =>
        new(
            path,
            null,
            null,
            new("none of the buurten of the areas", "geen van de buurten van de gebieden"),
            new($"codes like {index.Buurten[0].Code}", $"codes als {index.Buurten[0].Code}"),
            new(
                "take a table of the same year as the map, or name other areas with --areas",
                "neem een tabel van hetzelfde jaar als de kaart, of noem andere gebieden met --areas"
            )
        );
}
