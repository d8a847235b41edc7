using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Populatie.Cli.Shell;
using Populatie.Server.Http;

namespace Populatie.Cli.Commands.Demo;

/// <summary>Shows what the demo made on its page, until Ctrl-C.</summary>
internal static class DemoServer
{
    private const string Opener = "xdg-open";

    /// <param name="opens">Whether a browser is opened, where there is one and somebody to look at it.</param>
    public static void Serve(Session session, string workspace, bool opens, CancellationToken cancellation) =>
        ServeCommand.Serve(
            session,
            new(FreeAddress(), workspace) { WarmsUp = true },
            address =>
            {
                if (opens && SomebodyLooks())
                {
                    Open(address);
                }
            },
            cancellation
        );

    /// <summary>The usual address; where that is taken any that is free: nobody who looks around should have to choose one.</summary>
    private static Uri FreeAddress()
    {
        var usual = ServeOptions.DefaultUrl;
        try
        {
            using var probe = new TcpListener(IPAddress.Parse(usual.Host), usual.Port);
            probe.Start();
            return usual;
        }
        catch (SocketException)
        {
            return new UriBuilder(usual) { Port = 0 }.Uri;
        }
    }

    private static bool SomebodyLooks() =>
        !Console.IsOutputRedirected
        && (IsSet("DISPLAY") || IsSet("WAYLAND_DISPLAY"))
        && (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, Opener)));

    private static bool IsSet(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 };

    private static void Open(string address)
    {
        try
        {
            using var browser = Process.Start(
                new ProcessStartInfo(Opener, address)
                {
                    RedirectStandardError = true,
                    RedirectStandardOutput = true,
                    UseShellExecute = false,
                }
            );
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // The address is on the screen; who wants to look can follow it.
        }
    }
}
