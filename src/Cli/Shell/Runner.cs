using System.CommandLine;
using Populatie.Analytics.Faults;

namespace Populatie.Cli.Shell;

/// <summary>Runs a parsed command and turns whatever happens into one line for the user and an exit code.</summary>
internal static class Runner
{
    /// <summary>Gives a command its work. Every fault of caller or machine becomes one line; anything else is our bug.</summary>
    public static void Does(this Command command, Session session, Func<ParseResult, CancellationToken, int> work) =>
        command.SetAction(
            (parsed, cancellation) =>
                Task.Run(() => Guard(session, () => work(parsed, cancellation)), CancellationToken.None)
        );

    public static int Guard(Session session, Func<int> work)
    {
        try
        {
            return work();
        }
        catch (PopulatieException fault)
        {
            session.Errors.WriteLine($"populatie: {session.Say(fault.Text)}");
            return fault switch
            {
                UsageException => ExitCode.Usage,
                ResourceException => ExitCode.Resource,
                _ => ExitCode.BadInput,
            };
        }
        catch (InterruptedException stopped)
        {
            session.Errors.WriteLine(session.Say(stopped.Text));
            return ExitCode.Interrupted;
        }
        catch (OperationCanceledException)
        {
            session.Note("interrupted; only what was finished is kept", "onderbroken; alleen wat klaar was is bewaard");
            return ExitCode.Interrupted;
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            var name = (fault as FileNotFoundException)?.FileName ?? fault.Message;
            session.Errors.WriteLine(
                session.Say(
                    $"populatie: {name}: found no such file, expected one to read; check the name and the folder",
                    $"populatie: {name}: geen bestand gevonden, verwacht een om te lezen; controleer de naam en de map"
                )
            );
            return ExitCode.BadInput;
        }
        catch (Exception fault) when (MachineFaults.Knows(fault))
        {
            session.Errors.WriteLine($"populatie: {session.Say(MachineFaults.Of(fault).Text)}");
            return ExitCode.Resource;
        }
#pragma warning disable CA1031 // The last line of defence: a bug must not show its stack to a user.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            var file = Keep(bug);
            session.Errors.WriteLine(
                session.Say(
                    $"populatie: something went wrong that is not your fault ({bug.GetType().Name}); details are in {file}",
                    $"populatie: er ging iets mis dat niet aan u ligt ({bug.GetType().Name}); details staan in {file}"
                )
            );
            return ExitCode.Bug;
        }
    }

    /// <summary>Writes what happened to a file for those who mend it; a full disk must not hide the first fault.</summary>
    private static string Keep(Exception bug)
    {
        var file = Path.Combine(Path.GetTempPath(), $"populatie-fault-{Environment.ProcessId}.txt");
        try
        {
            File.WriteAllText(file, bug.ToString());
            return file;
        }
        catch (Exception fault) when (MachineFaults.Knows(fault))
        {
            return $"{bug.GetType().FullName}: {bug.Message.ReplaceLineEndings(" ")}";
        }
    }
}
