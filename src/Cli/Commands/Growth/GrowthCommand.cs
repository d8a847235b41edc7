using System.CommandLine;
using Populatie.Analytics.Evidence;
using Populatie.Cli.Shell;
using Populatie.Simulation.Growth;

namespace Populatie.Cli.Commands.Growth;

/// <summary><c>populatie growth</c>: what financiers assumed, side by side, and beside what a run finds.</summary>
internal static class GrowthCommand
{
    public static Command Create(Session session) =>
        new(
            "growth",
            session.Say(
                "Growth vintages: paths that financiers published, beside each other and beside a run. "
                    + "Example: populatie growth table --years 2025-2035",
                "Groeireeksen: paden die financiers publiceerden, naast elkaar en naast een projectie. "
                    + "Voorbeeld: populatie growth table --years 2025-2035"
            )
        )
        {
            List(session),
            GrowthTableCommand.Create(session),
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
                        session.Say(SourceText.Of(vintage.Source))
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
}
