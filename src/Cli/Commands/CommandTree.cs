using System.CommandLine;
using Populatie.Cli.Commands.Answers;
using Populatie.Cli.Commands.Areas;
using Populatie.Cli.Commands.Backtest;
using Populatie.Cli.Commands.Demo;
using Populatie.Cli.Commands.Export;
using Populatie.Cli.Commands.Growth;
using Populatie.Cli.Commands.Indicators;
using Populatie.Cli.Commands.Population;
using Populatie.Cli.Commands.Records;
using Populatie.Cli.Commands.Report;
using Populatie.Cli.Commands.Scenarios;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands;

/// <summary>The table of contents of the program: every command, in the order of the work.</summary>
internal static class CommandTree
{
    public static RootCommand Build(Session session)
    {
        var root = new RootCommand(
            session.Say(
                "Populatie: where is care needed, and can we still pay and staff it in 2040?",
                "Populatie: waar is hulp nodig, en kunnen we die in 2040 nog betalen en bemensen?"
            )
        );
        root.Options.Add(
            new Option<string>("--lang")
            {
                Description = session.Say("Language: nl or en", "Taal: nl of en"),
                HelpName = "nl|en",
                Recursive = true,
            }
        );
        Command[] commands =
        [
            // One line per command, in the order of the work.
            DemoCommand.Create(session),
            AreasCommand.Create(session),
            LocateCommand.Create(session),
            RecordsCommands.Build(session),
            TallyCommand.Create(session),
            PopulationCommand.Create(session),
            AggregateCommand.Create(session),
            FitCommand.Create(session),
            ProjectCommand.Create(session),
            MergeCommand.Create(session),
            ShowCommand.Create(session),
            CompareCommand.Create(session),
            BridgeCommand.Create(session),
            SensitivityCommand.Create(session),
            BreakEvenCommand.Create(session),
            IndicatorsCommand.Create(session),
            BacktestCommand.Create(session),
            ExportCommand.Create(session),
            ReportCommand.Create(session),
            GrowthCommand.Create(session),
            ScenarioCommand.Create(session),
            ServeCommand.Create(session),
            VerifyCommand.Create(session),
            SelftestCommand.Create(session),
        ];
        foreach (var command in commands)
        {
            root.Subcommands.Add(command);
        }
        HelpPrinter.Install(root, session);
        return root;
    }

    public static async Task<int> RunAsync(Session session, string[] arguments)
    {
        var parsed = Build(session).Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            ParseFaults.Print(session, parsed);
            return ExitCode.Usage;
        }
        var configuration = new InvocationConfiguration
        {
            Output = session.Output,
            Error = session.Errors,
            EnableDefaultExceptionHandler = false,
            // Long enough for a block of futures to end, so that the goodbye is ours.
            ProcessTerminationTimeout = TimeSpan.FromSeconds(10),
        };
        var exit = await parsed.InvokeAsync(configuration).ConfigureAwait(false);
        await session.Output.FlushAsync().ConfigureAwait(false);
        return exit;
    }
}
