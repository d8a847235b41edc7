using System.CommandLine;
using Populatie.Analytics.Faults;
using Populatie.Cli.Shell;
using Populatie.Simulation.Analysis.Bridge;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Commands.Answers;

/// <summary><c>populatie bridge</c>: where the growth of cost comes from.</summary>
internal static class BridgeCommand
{
    public static Command Create(Session session)
    {
        var run = CommonOptions.Artefact(session, "run", "RUN", "PROJECTIE");
        var from = new Option<int?>("--from")
        {
            HelpName = "Y",
            Description = session.Say(
                "First year (default: the last observed one)",
                "Eerste jaar (standaard: het laatst waargenomen jaar)"
            ),
        };
        var to = new Option<int?>("--to")
        {
            HelpName = "Y",
            Description = session.Say("Last year (default: the horizon)", "Laatste jaar (standaard: de horizon)"),
        };
        var money = new Option<string>("--money")
        {
            HelpName = "nominal|real|volume",
            DefaultValueFactory = _ => "nominal",
            Description = session.Say(
                "In euros of each year (default), at prices of the base year, or at constant prices of care too",
                "In euro's van elk jaar (standaard), in prijzen van het basisjaar, of ook tegen vaste zorgprijzen"
            ),
        };
        var level = new Option<string?>("--level")
        {
            HelpName = "L",
            Description = session.Say(
                "gemeente (default), wijk, buurt or buurtteam; with --area",
                "gemeente (standaard), wijk, buurt of buurtteam; met --area"
            ),
        };
        var area = CommonOptions.Area(session);
        var product = new Option<string?>("--product")
        {
            HelpName = "P",
            Description = session.Say(
                "One product, act or track (default: both acts, and together)",
                "Eén product, wet of spoor (standaard: beide wetten, en samen)"
            ),
        };
        var json = CommonOptions.Json(session);
        var workspace = CommonOptions.Workspace(session);
        var command = new Command(
            "bridge",
            session.Say(
                "Split the growth of cost between two years without a rest: residents, their ages, use, hours, mix and prices. "
                    + "Example: populatie bridge latest --from 2025 --to 2035",
                "Splits de groei van de kosten tussen twee jaren zonder restpost: inwoners, hun leeftijd, gebruik, uren, soort zorg en prijzen. "
                    + "Voorbeeld: populatie bridge latest --from 2025 --to 2035"
            )
        )
        {
            run,
            from,
            to,
            money,
            level,
            area,
            product,
            json,
            workspace,
        };
        command.Does(
            session,
            (parsed, _) =>
            {
                var home = session.ReadWorkspace(parsed.GetValue(workspace));
                var view = RunStore.Load(home, parsed.GetValue(run)!);
                var query = new BridgeQuery(
                    ShowCommand.LevelOf(parsed.GetValue(level), parsed.GetValue(area)),
                    parsed.GetValue(area),
                    parsed.GetValue(product),
                    parsed.GetValue(from),
                    parsed.GetValue(to),
                    MoneyOf(parsed.GetValue(money)!)
                );
                var demand = DemandPaths.Find(home, view, out var missing);
                if (missing is { } why)
                {
                    session.Note(
                        $"ages are not told apart from the number of residents: {why.English}",
                        $"leeftijden zijn niet apart gezet van het aantal inwoners: {why.Dutch}"
                    );
                }
                var bridge = BridgeTable.Of(view, query, demand);
                if (parsed.GetValue(json))
                {
                    JsonPrinter.Print(session, bridge);
                }
                else
                {
                    new BridgePage(session, bridge).Print();
                }
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static MoneyBasis MoneyOf(string text) =>
        Enum.GetValues<MoneyBasis>()
            .Where(m => string.Equals(m.ToString(), text, StringComparison.OrdinalIgnoreCase))
            .Select(m => (MoneyBasis?)m)
            .FirstOrDefault()
        ?? throw new UsageException(
            new(
                $"--money {text} is not known; choose nominal, real or volume",
                $"--money {text} is onbekend; kies nominal, real of volume"
            )
        );
}
