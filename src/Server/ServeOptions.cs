using System.Net;
using Populatie.Analytics.Faults;

namespace Populatie.Server;

/// <summary>How a server is to be set up.</summary>
/// <param name="Url">Where it listens: scheme, host and port.</param>
/// <param name="Workspace">Folder with areas, runs and scenarios.</param>
public sealed record ServeOptions(Uri Url, string Workspace)
{
    public static readonly Uri DefaultUrl = new("http://127.0.0.1:5080");

    /// <summary>Threads that make runs; one core stays free for who asks.</summary>
    public int JobThreads { get; init; } = Math.Max(1, Environment.ProcessorCount - 1);

    /// <summary>Checks that nobody beyond this machine can reach a server that does not know who asks.</summary>
    /// <exception cref="UsageException">The address is not one, or not of this machine.</exception>
    public ServeOptions Checked()
    {
        var isAddress = string.Equals(Url.Scheme, "http", StringComparison.Ordinal) && Url.AbsolutePath is "/";
        if (!isAddress)
        {
            throw new UsageException(
                new(
                    $"--urls {Url.OriginalString} is no address to listen at; write for example {DefaultUrl}",
                    $"--urls {Url.OriginalString} is geen adres om op te luisteren; schrijf bijvoorbeeld {DefaultUrl}"
                )
            );
        }
        return IsOfThisMachine(Url)
            ? this
            : throw new UsageException(
                new(
                    $"--urls {Url.OriginalString} can be reached from other machines, and nobody has to sign in; choose 127.0.0.1",
                    $"--urls {Url.OriginalString} is vanaf andere machines te bereiken, en niemand hoeft in te loggen; kies 127.0.0.1"
                )
            );
    }

    private static bool IsOfThisMachine(Uri url) =>
        string.Equals(url.Host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(url.DnsSafeHost, out var address) && IPAddress.IsLoopback(address));
}
