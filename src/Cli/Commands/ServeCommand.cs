using System.CommandLine;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Populatie.Analytics.Faults;
using Populatie.Cli.Shell;
using Populatie.Server;

namespace Populatie.Cli.Commands;

/// <summary><c>populatie serve</c>: the workspace over HTTP.</summary>
internal static class ServeCommand
{
    public static Command Create(Session session)
    {
        var urls = new Option<string>("--urls")
        {
            HelpName = "URL",
            DefaultValueFactory = _ => ServeOptions.DefaultUrl.OriginalString,
            Description = session.Say(
                "Address to listen at (default http://127.0.0.1:5080); of this machine only",
                "Adres om op te luisteren (standaard http://127.0.0.1:5080); alleen van deze machine"
            ),
        };
        var workspace = CommonOptions.Workspace(session);
        var command = new Command(
            "serve",
            session.Say(
                "Serve maps and runs over HTTP until Ctrl-C. Example: populatie serve --workspace demo",
                "Bied kaarten en projecties aan over HTTP, tot Ctrl-C. Voorbeeld: populatie serve --workspace demo"
            )
        )
        {
            urls,
            workspace,
        };
        command.Does(
            session,
            (parsed, cancellation) =>
            {
                var home = session.OpenWorkspace(parsed.GetValue(workspace));
                Serve(session, new(AddressOf(parsed.GetValue(urls)!), home.Root), cancellation);
                return ExitCode.Done;
            }
        );
        return command;
    }

    /// <summary>Listens until it is interrupted.</summary>
    /// <exception cref="ResourceException">The port is taken.</exception>
    public static void Serve(Session session, ServeOptions options, CancellationToken cancellation)
    {
        using var server = PopulatieServer.Build(options);
        try
        {
            server.StartAsync(cancellation).GetAwaiter().GetResult();
        }
        catch (IOException taken) when (taken.InnerException is not null || taken is not FileNotFoundException)
        {
            throw PortTaken(options.Url, taken);
        }
        catch (SocketException refused)
        {
            throw PortTaken(options.Url, refused);
        }
        session.Output.WriteLine(options.Url.OriginalString);
        session.Output.Flush();
        session.Note("listening; Ctrl-C ends it", "luistert; Ctrl-C beëindigt het");
        server.WaitForShutdownAsync(cancellation).GetAwaiter().GetResult();
    }

    private static Uri AddressOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
            ? url
            : throw new UsageException(
                new(
                    $"--urls {text} is no address; write for example {ServeOptions.DefaultUrl.OriginalString}",
                    $"--urls {text} is geen adres; schrijf bijvoorbeeld {ServeOptions.DefaultUrl.OriginalString}"
                )
            );

    private static ResourceException PortTaken(Uri url, Exception fault) =>
        new(
            new(
                $"cannot listen at {url.OriginalString}: {fault.GetBaseException().Message}; choose another port with --urls",
                $"kan niet luisteren op {url.OriginalString}: {fault.GetBaseException().Message}; kies een andere poort met --urls"
            ),
            fault
        );
}
