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
                "Populatie: where is care needed, and can we still pay and staff it in 2040? Example: populatie demo --serve",
                "Populatie: waar is hulp nodig, en kunnen we die in 2040 nog betalen en bemensen? Voorbeeld: populatie demo --serve"
            )
        );
        foreach (var option in CommonOptions.Everywhere(session))
        {
            root.Options.Add(option);
        }
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
            WorkspaceList.Create(session),
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

    /// <summary>How words are read: <c>@name</c> is a value like any other, for commands that take it (<c>--query @FILE</c>).</summary>
    public static ParserConfiguration Reading { get; } = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(Session session, string[] arguments)
    {
        var parsed = Build(session).Parse(arguments, Reading);
        if (parsed.Errors.Count > 0 || StrayOptions.Of(parsed) is not null)
        {
            ParseFaults.Print(session, parsed);
            return ExitCode.Usage;
        }
        session.JsonProgress = parsed.GetValue<string>(CommonOptions.Progress) is not null;
        var configuration = new InvocationConfiguration
        {
            Output = session.Output,
            Error = session.Errors,
            EnableDefaultExceptionHandler = false,
            // Long enough on a busy machine for a block of futures to end, or half a file to be taken away: the goodbye is ours.
            ProcessTerminationTimeout = TimeSpan.FromMinutes(1),
        };
        var exit = await parsed.InvokeAsync(configuration).ConfigureAwait(false);
        await session.Output.FlushAsync().ConfigureAwait(false);
        return exit;
    }
}
