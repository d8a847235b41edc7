using System.CommandLine;
using System.Globalization;
using Populatie.Analytics.Faults;
using Populatie.Cli.Shell;
using Populatie.Simulation.Growth;

namespace Populatie.Cli.Commands;

/// <summary><c>populatie growth</c>: what financiers assumed, side by side, each with its source.</summary>
internal static class GrowthCommand
{
    private static readonly string[] Lines = ["wmo", "jeugd", "wlz", "zvw", "care"];

    public static Command Create(Session session) =>
        new(
            "growth",
            session.Say(
                "Growth vintages: paths that financiers published. Example: populatie growth table --years 2025-2035",
                "Groeireeksen: paden die financiers publiceerden. Voorbeeld: populatie growth table --years 2025-2035"
            )
        )
        {
            List(session),
            Table(session),
        };

    private static Command List(Session session)
    {
        var json = CommonOptions.Json(session);
        var command = new Command(
            "list",
            session.Say(
                "The vintages that can be named in a scenario. Example: populatie growth list",
                "De reeksen die een scenario kan noemen. Voorbeeld: populatie growth list"
            )
        )
        {
            json,
        };
        command.Does(
            session,
            (parsed, _) =>
            {
                if (parsed.GetValue(json))
                {
                    JsonPrinter.Print(session, VintageTable.Embedded.Vintages.Select(v => Row(session, v)).ToList());
                    return ExitCode.Done;
                }
                var table = new TablePrinter(
                    new(session.Say("vintage", "reeks")),
                    new(session.Say("years", "jaren")),
                    new(session.Say("real growth a year", "reële groei per jaar")),
                    new(session.Say("of which", "waarvan")),
                    new(session.Say("source", "bron"))
                );
                foreach (var vintage in VintageTable.Embedded.Vintages)
                {
                    table.Add(
                        vintage.Code,
                        FormattableString.Invariant($"{vintage.FirstYear}-{vintage.LastYear}"),
                        string.Join(", ", vintage.Published.Select(p => $"{p.Key} {session.Percent(p.Value)}")),
                        vintage.Components.IsEmpty
                            ? session.Say("not published", "niet gepubliceerd")
                            : string.Join(" + ", vintage.Components.Select(p => $"{p.Key} {session.Percent(p.Value)}")),
                        vintage.Source
                    );
                }
                table.Print(session.Output);
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static object Row(Session session, GrowthVintage vintage) =>
        new
        {
            vintage.Code,
            Title = session.Say(vintage.Title),
            vintage.Basis,
            From = vintage.FirstYear,
            To = vintage.LastYear,
            vintage.Published,
            Components = vintage.Components.IsEmpty ? null : vintage.Components,
            vintage.Nominal,
            vintage.Source,
            vintage.Confidence,
            Index6 = vintage.Published.Keys.ToDictionary(k => k, k => vintage.Index(k, 6), StringComparer.Ordinal),
            Index7 = vintage.Published.Keys.ToDictionary(k => k, k => vintage.Index(k, 7), StringComparer.Ordinal),
        };

    private static Command Table(Session session)
    {
        var json = CommonOptions.Json(session);
        var years = new Option<string>("--years")
        {
            HelpName = session.Say("FROM-TO", "VAN-TOT"),
            DefaultValueFactory = _ => "2018-2040",
            Description = session.Say("Years to show (default 2018-2040)", "Jaren om te tonen (standaard 2018-2040)"),
        };
        var convention = new Option<int>("--period-convention")
        {
            HelpName = "6|7",
            DefaultValueFactory = _ => 6,
            Description = session.Say(
                "Whether 2027-2033 is 6 steps (from 2027) or 7 (to 2027); default 6",
                "Of 2027-2033 telt als 6 stappen (vanaf 2027) of 7 (tot 2027); standaard 6"
            ),
        };
        var command = new Command(
            "table",
            session.Say(
                "Growth per year, side by side; * marks an assumption of ours, – that nothing is given. "
                    + "Example: populatie growth table --years 2025-2035 --period-convention 7",
                "Groei per jaar, naast elkaar; * is een eigen aanname, – betekent niet gegeven. "
                    + "Voorbeeld: populatie growth table --years 2025-2035 --period-convention 7"
            )
        )
        {
            years,
            convention,
            json,
        };
        command.Does(
            session,
            (parsed, _) =>
            {
                var (from, to) = YearsOf(parsed.GetValue(years)!);
                var steps = parsed.GetValue(convention);
                if (steps is not (6 or 7))
                {
                    throw new UsageException(new("--period-convention is 6 or 7", "--period-convention is 6 of 7"));
                }
                var rows = Rows(from, to, steps).ToList();
                if (parsed.GetValue(json))
                {
                    JsonPrinter.Print(session, rows);
                }
                else
                {
                    Print(session, rows, from, to);
                }
                return ExitCode.Done;
            }
        );
        return command;
    }

    private sealed record GrowthRow(string Vintage, string Line, int Year, double Growth, string Basis, string Source);

    private static IEnumerable<GrowthRow> Rows(int from, int to, int steps)
    {
        foreach (var vintage in VintageTable.Embedded.Vintages)
        {
            foreach (var line in Lines.Where(vintage.Published.ContainsKey))
            {
                for (var year = from; year <= to; year++)
                {
                    if (vintage.Gives(year, steps))
                    {
                        yield return new(
                            vintage.Code,
                            line,
                            year,
                            vintage.Published[line],
                            "published",
                            vintage.Source
                        );
                    }
                    else if (vintage.Assumed.GetValueOrDefault(line) is { } assumed && year > vintage.FirstYear - 2)
                    {
                        yield return new(vintage.Code, line, year, assumed.Value, "assumed", assumed.Source);
                    }
                }
            }
        }
    }

    private static void Print(Session session, List<GrowthRow> rows, int from, int to)
    {
        var columns = rows.Select(r => (r.Vintage, r.Line)).Distinct().ToList();
        var table = new TablePrinter([
            new(session.Say("year", "jaar")),
            .. columns.Select(c => new TablePrinter.Column($"{c.Vintage} {c.Line}", Right: true)),
        ]);
        for (var year = from; year <= to; year++)
        {
            table.Add([
                year.ToString(CultureInfo.InvariantCulture),
                .. columns.Select(c =>
                    rows.FirstOrDefault(r => (r.Vintage, r.Line) == c && r.Year == year) switch
                    {
                        null => "–",
                        { Basis: "assumed" } row => session.Percent(row.Growth) + "*",
                        var row => session.Percent(row.Growth) + " ",
                    }
                ),
            ]);
        }
        table.Print(session.Output);
        session.Note(
            "real growth a year; * own assumption, not the source's",
            "reële groei per jaar; * eigen aanname, niet van de bron"
        );
    }

    private static (int From, int To) YearsOf(string text)
    {
        var parts = text.Split('-');
        return
            parts.Length == 2
            && int.TryParse(parts[0], CultureInfo.InvariantCulture, out var from)
            && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var to)
            && from <= to
            && to - from < 200
            ? (from, to)
            : throw new UsageException(
                new(
                    $"--years {text} is not a range; write for example 2025-2040",
                    $"--years {text} is geen reeks jaren; schrijf bijvoorbeeld 2025-2040"
                )
            );
    }
}
