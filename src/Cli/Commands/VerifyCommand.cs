using System.CommandLine;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Store;
using Populatie.Cli.Shell;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Commands;

/// <summary><c>populatie verify</c>: is a run what its card says, and is what a workspace keeps whole?</summary>
internal static class VerifyCommand
{
    /// <summary>Runs first: they are what people verify.</summary>
    private static readonly ArtefactKind[] Kinds =
    [
        ArtefactKind.Run,
        ArtefactKind.Areas,
        ArtefactKind.Records,
        ArtefactKind.Population,
        ArtefactKind.Cube,
        ArtefactKind.Fit,
        ArtefactKind.Part,
        ArtefactKind.Backtest,
    ];

    public static Command Create(Session session)
    {
        var what = new Argument<string>("run")
        {
            HelpName = session.Say("RUN|FILE", "PROJECTIE|BESTAND"),
            DefaultValueFactory = _ => "latest",
            Description = session.Say(
                "A run (an id, the beginning of one, a path, or latest); or something else of the workspace, or a .col file, of which only the digests are checked",
                "Een projectie (een id, het begin ervan, een pad, of latest); of iets anders uit de werkmap, of een .col-bestand, waarvan alleen de digests worden gecontroleerd"
            ),
        };
        var all = new Option<bool>("--all")
        {
            Description = session.Say(
                "Check the digests of everything in the workspace, and make nothing again",
                "Controleer de digests van alles in de werkmap, en maak niets opnieuw"
            ),
        };
        var threads = CommonOptions.Threads(session);
        var workspace = CommonOptions.Workspace(session);
        var command = new Command(
            "verify",
            session.Say(
                "Check the digests of anything in the workspace; a run is also made again to the last bit (a large one: its "
                    + "first eight futures). Example: populatie verify latest",
                "Controleer de digests van alles wat in de werkmap staat; een projectie wordt ook opnieuw gemaakt tot op het "
                    + "laatste bit (een grote: de eerste acht toekomsten). Voorbeeld: populatie verify latest"
            )
        )
        {
            what,
            all,
            threads,
            workspace,
        };
        command.Does(
            session,
            (parsed, cancellation) =>
            {
                var reference = parsed.GetValue(what)!;
                if (File.Exists(reference))
                {
                    ColumnFile.Read(reference);
                    return Sound(session, reference);
                }
                var space = session.ReadWorkspace(parsed.GetValue(workspace));
                if (parsed.GetValue(all))
                {
                    if (!space.Exists)
                    {
                        throw space.NotThere();
                    }
                    return Everything(session, space, cancellation);
                }
                if (string.Equals(reference, "latest", StringComparison.Ordinal))
                {
                    return Again(session, space, reference, parsed.GetValue(threads), cancellation);
                }
                var (kind, id) = space.Resolve(Kinds, reference);
                if (kind == ArtefactKind.Run)
                {
                    return Again(session, space, id, parsed.GetValue(threads), cancellation);
                }
                ArtefactCheck.Check(space, kind, id);
                return Sound(session, $"{kind.Folder()}/{id}");
            }
        );
        return command;
    }

    private static int Sound(Session session, string name)
    {
        session.Output.WriteLine(session.Say($"{name}: ok, digests hold", $"{name}: ok, digests kloppen"));
        return ExitCode.Done;
    }

    /// <summary>Goes on after a fault, so that one call names everything that is broken.</summary>
    private static int Everything(Session session, Workspace space, CancellationToken cancellation)
    {
        var exit = ExitCode.Done;
        foreach (var entry in Kinds.Reverse().SelectMany(space.List))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                ArtefactCheck.Check(space, entry.Kind, entry.Id);
                Sound(session, $"{entry.Kind.Folder()}/{entry.Id}");
            }
            catch (SourceFormatException fault)
            {
                session.Errors.WriteLine($"populatie: {session.Say(fault.Text)}");
                exit = ExitCode.BadInput;
            }
        }
        return exit;
    }

    private static int Again(
        Session session,
        Workspace space,
        string reference,
        int threads,
        CancellationToken cancellation
    )
    {
        var view = RunStore.Load(space, reference);
        if (view.Card.EngineVersion != RunCard.Engine)
        {
            ArtefactCheck.Check(space, ArtefactKind.Run, view.Card.Id);
            session.Output.WriteLine(
                session.Say(
                    $"{view.Card.Id}: digests hold; made by engine {view.Card.EngineVersion}, and this program has engine {RunCard.Engine}, which gives other figures: verify it with the release that made it, or project again",
                    $"{view.Card.Id}: digests kloppen; gemaakt door rekenkern {view.Card.EngineVersion}, en dit programma heeft rekenkern {RunCard.Engine}, die andere cijfers geeft: controleer met de versie die haar maakte, of projecteer opnieuw"
                )
            );
            return ExitCode.SaidNo;
        }
        var verdict = RunCheck.Repeat(space, view, threads, cancellation);
        foreach (var difference in verdict.Differences)
        {
            session.Output.WriteLine(session.Say($"differs: {difference}", $"verschilt: {difference}"));
        }
        if (verdict.Differences.Count > 0)
        {
            return ExitCode.SaidNo;
        }
        session.Output.WriteLine(
            verdict.Whole
                ? session.Say(
                    $"{view.Card.Id}: ok, made again whole, same bytes",
                    $"{view.Card.Id}: ok, geheel opnieuw gemaakt, dezelfde bytes"
                )
                : session.Say(
                    $"{view.Card.Id}: ok, digests hold, first eight futures made again, same values",
                    $"{view.Card.Id}: ok, digests kloppen, eerste acht toekomsten opnieuw gemaakt, dezelfde waarden"
                )
        );
        return ExitCode.Done;
    }
}
