using System.CommandLine;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Populatie.Analytics.Faults;
using Populatie.Cli.Shell;
using Populatie.Server;
using Populatie.Server.Http;
using Populatie.Server.SignIn;

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
                "Address to listen at (default http://127.0.0.1:5080); without --auth of this machine only",
                "Adres om op te luisteren (standaard http://127.0.0.1:5080); zonder --auth alleen van deze machine"
            ),
        };
        var auth = new Option<string?>("--auth")
        {
            HelpName = session.Say("FILE", "BESTAND"),
            Description = session.Say(
                "Who may sign in (YAML, see docs/sign-in.md); else POPULATIE_AUTH, else nobody has to",
                "Wie mag inloggen (YAML, zie docs/sign-in.md); anders POPULATIE_AUTH, anders hoeft niemand het"
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
            auth,
            workspace,
        };
        command.Does(
            session,
            (parsed, cancellation) =>
            {
                var signIn = SignInFile.Read(parsed.GetValue(auth), Environment.GetEnvironmentVariable);
                var home = session.MakeWorkspace(parsed.GetValue(workspace));
                var options = new ServeOptions(AddressOf(parsed.GetValue(urls)!), home.Root)
                {
                    SignIn = signIn,
                    WarmsUp = true,
                };
                Serve(session, options, null, cancellation);
                return ExitCode.Done;
            }
        );
        return command;
    }

    /// <summary>Listens until it is interrupted; the address is the last line of the output.</summary>
    /// <param name="started">Is given the address as soon as it answers; null when nobody waits for it.</param>
    /// <exception cref="ResourceException">The port is taken.</exception>
    public static void Serve(
        Session session,
        ServeOptions options,
        Action<string>? started,
        CancellationToken cancellation
    )
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
        // Port 0 asks for any that is free; what came of it is what the reader needs.
        var address = options.Url.Port == 0 ? server.Urls.First() : options.Url.OriginalString;
        session.Output.WriteLine(address);
        session.Output.Flush();
        session.Note("listening; Ctrl-C ends it", "luistert; Ctrl-C beëindigt het");
        started?.Invoke(address);
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
