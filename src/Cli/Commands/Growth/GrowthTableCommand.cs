using System.CommandLine;
using System.Globalization;
using Populatie.Analytics.Faults;
using Populatie.Cli.Shell;
using Populatie.Simulation.Growth;
using Populatie.Simulation.Store;
using Populatie.Simulation.Store.Export;

namespace Populatie.Cli.Commands.Growth;

/// <summary><c>populatie growth table</c>: the workbench of a financier.</summary>
internal static class GrowthTableCommand
{
    public static Command Create(Session session)
    {
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
        var own = new Option<string[]>("--own")
        {
            HelpName = session.Say("LINE=RATE", "POST=GROEI"),
            Description = session.Say(
                "A growth of your own, real and per year, beside the others; for example --own wmo=2.5%",
                "Een eigen groei, reëel en per jaar, naast de andere; bijvoorbeeld --own wmo=2.5%"
            ),
        };
        var run = Text(
            "--run",
            session.Say("RUN", "PROJECTIE"),
            session.Say(
                "A run whose own growth stands beside the vintage: what the money buys, and what it cannot buy",
                "Een projectie waarvan de eigen groei naast de reeks staat: wat het geld koopt, en wat het niet kan kopen"
            )
        );
        var without = Text(
            "--without-shift",
            session.Say("RUN", "PROJECTIE"),
            session.Say(
                "The same run without the lever shift-in: what moves to the municipality is then shown as an extra",
                "Dezelfde projectie zonder de maatregel shift-in: wat naar de gemeente verschuift staat dan apart"
            )
        );
        var vintage = Text(
            "--vintage",
            session.Say("CODE", "REEKS"),
            session.Say(
                "The vintage that the run stands beside (default: that of its scenario); own for that of --own",
                "De reeks waar de projectie naast staat (standaard die van het scenario); own voor die van --own"
            )
        );
        var area = Text(
            "--area",
            "GM0344",
            session.Say(
                "The gemeente, where a run has several (default: the first)",
                "De gemeente, als een projectie er meer heeft (standaard de eerste)"
            )
        );
        var output = Text(
            "--out",
            session.Say("FILE.xlsx", "BESTAND.xlsx"),
            session.Say(
                "Also write all of it as a workbook with typed cells and a sheet of sources",
                "Schrijf alles ook als werkmap met getypeerde cellen en een bronnenblad"
            )
        );
        var json = CommonOptions.Json(session);
        var workspace = CommonOptions.Workspace(session);
        var command = new Command(
            "table",
            session.Say(
                "Growth per year, side by side; * marks an assumption of ours, – that nothing is given. "
                    + "Example: populatie growth table --years 2025-2035 --period-convention 7\n"
                    + "populatie growth table --run latest --out growth.xlsx",
                "Groei per jaar, naast elkaar; * is een eigen aanname, – betekent niet gegeven. "
                    + "Voorbeeld: populatie growth table --years 2025-2035 --period-convention 7\n"
                    + "populatie growth table --run latest --out groei.xlsx"
            )
        )
        {
            years,
            convention,
            own,
            run,
            without,
            vintage,
            area,
            output,
            json,
            workspace,
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
                if (parsed.GetValue(run) is null && parsed.GetValue(without) is not null)
                {
                    throw new UsageException(new("--without-shift goes with --run", "--without-shift hoort bij --run"));
                }
                RunView? Load(string? reference) =>
                    reference is null
                        ? null
                        : RunStore.Load(session.ReadWorkspace(parsed.GetValue(workspace)), reference);
                var (view, base0) = (Load(parsed.GetValue(run)), Load(parsed.GetValue(without)));
                var ours = Rates(session, parsed.GetValue(own) ?? [], from, to);
                var query = new GrowthQuery(from, to, steps, parsed.GetValue(vintage), parsed.GetValue(area));
                var answer = GrowthAnswer.Of(query, ours, view, base0);
                if (parsed.GetValue(json))
                {
                    var document = GrowthDocument.Of(answer);
                    JsonPrinter.Print(session, document.Run is null ? (object)document.Rates : document);
                }
                else
                {
                    new GrowthPage(session, answer).Print();
                }
                if (parsed.GetValue(output) is { } file)
                {
                    var book = new GrowthSheets(answer, session.Language).ToWorkbook();
                    OutputFile.Write(file, stream => WorkbookWriter.Write(stream, book));
                }
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Option<string?> Text(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description };

    /// <summary>What <c>--own</c> says, as a vintage; null when it says nothing.</summary>
    private static GrowthVintage? Rates(Session session, string[] texts, int from, int to)
    {
        var rates = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            const double hundred = 100;
            var (line, rate) = text.Split('=') is [var l, var r] ? (l, r) : ("", "");
            var number = rate.TrimEnd('%').Replace(',', '.');
            if (
                !VintageGrid.Lines.Contains(line, StringComparer.Ordinal)
                || !rate.EndsWith('%')
                || !double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var percent)
                || percent is <= -100 or > 100
            )
            {
                var lines = string.Join(", ", VintageGrid.Lines);
                throw new UsageException(
                    new(
                        $"--own {text} is no growth; write LINE=RATE% with a line of {lines}, for example wmo=2.5%",
                        $"--own {text} is geen groei; schrijf POST=GROEI% met een post uit {lines}, bijvoorbeeld wmo=2.5%"
                    )
                );
            }
            rates[line] = percent / hundred;
        }
        var source = session.Say("stated with --own", "opgegeven met --own");
        return rates.Count == 0 ? null : GrowthVintage.Own(rates, from, to, source);
    }

    private static (int From, int To) YearsOf(string text)
    {
        var parts = text.Split('-');
        var isRange =
            parts.Length == 2
            & int.TryParse(parts[0], CultureInfo.InvariantCulture, out var from)
            & int.TryParse(parts[^1], CultureInfo.InvariantCulture, out var to);
        if (isRange && from <= to && to - from < 200)
        {
            return (from, to);
        }
        throw new UsageException(
            isRange && from > to
                ? new(
                    $"--years {text} ends before it begins; write --years {to}-{from}",
                    $"--years {text} eindigt voor het begint; schrijf --years {to}-{from}"
                )
                : new(
                    $"--years {text} is not a range; write for example 2025-2040",
                    $"--years {text} is geen reeks jaren; schrijf bijvoorbeeld 2025-2040"
                )
        );
    }
}
