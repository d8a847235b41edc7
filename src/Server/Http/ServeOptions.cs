using System.Collections.Immutable;
using System.Net;
using Populatie.Analytics.Faults;
using Populatie.Server.SignIn;

namespace Populatie.Server.Http;

/// <summary>How a server is to be set up.</summary>
/// <param name="Url">Where it listens: scheme, host and port.</param>
/// <param name="Workspace">Folder with areas, runs and scenarios.</param>
public sealed record ServeOptions(Uri Url, string Workspace)
{
    public static readonly Uri DefaultUrl = new("http://127.0.0.1:5080");

    private static readonly string[] ThisMachine = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Who may sign in; null when nobody has to.</summary>
    public SignInSettings? SignIn { get; init; }

    /// <summary>Threads that make runs; one core stays free for who asks.</summary>
    public int JobThreads { get; init; } = Math.Max(1, Environment.ProcessorCount - 1);

    /// <summary>Threads that make trials: all, for these last seconds, and they give way to who asks.</summary>
    public int TrialThreads { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether the map is made ready before anyone asks for it: for a server that stays.</summary>
    public bool WarmsUp { get; init; }

    /// <summary>Open at once; who comes after that is not let in.</summary>
    public int MostConnections { get; init; } = 4096;

    /// <summary>For the headers of a request; a body may take longer, as long as it keeps coming.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a trial goes on that nobody listens to any more.</summary>
    public TimeSpan TrialPatience { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Scenarios that were sent and are kept.</summary>
    public int MostScenarios { get; init; } = 1000;

    /// <summary>Of all of them together.</summary>
    public long MostScenarioBytes { get; init; } = 16 << 20;

    /// <summary>Names under which the server may be asked for, without a port.</summary>
    internal ImmutableArray<string> Names =>
        [
            .. (IsOfThisMachine(Url) ? ThisMachine : [])
                .Append(Url.Host)
                .Concat(SignIn?.Hosts ?? [])
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];

    /// <summary>Checks that nobody beyond this machine can reach a server that does not know who asks.</summary>
    /// <exception cref="UsageException">The address is not one, or not of this machine.</exception>
    public ServeOptions Checked()
    {
        var isAddress =
            string.Equals(Url.Scheme, "http", StringComparison.Ordinal)
            && Url.AbsolutePath is "/"
            && (IsOfThisMachine(Url) || IPAddress.TryParse(Url.DnsSafeHost, out _) || SignIn is null);
        if (!isAddress)
        {
            throw new UsageException(
                new(
                    $"--urls {Url.OriginalString} is no address to listen at; write for example {DefaultUrl}",
                    $"--urls {Url.OriginalString} is geen adres om op te luisteren; schrijf bijvoorbeeld {DefaultUrl}"
                )
            );
        }
        if (SignIn is null && !IsOfThisMachine(Url))
        {
            throw new UsageException(
                new(
                    $"--urls {Url.OriginalString} can be reached from other machines, and nobody has to sign in; choose 127.0.0.1, "
                        + "or say who may sign in with --auth FILE (docs/sign-in.md)",
                    $"--urls {Url.OriginalString} is vanaf andere machines te bereiken, en niemand hoeft in te loggen; kies 127.0.0.1, "
                        + "of zeg met --auth BESTAND wie mag inloggen (docs/sign-in.md)"
                )
            );
        }
        var isAny =
            IPAddress.TryParse(Url.DnsSafeHost, out var address)
            && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any));
        return isAny && SignIn!.Hosts.IsEmpty
            ? throw new UsageException(
                new(
                    $"--urls {Url.OriginalString} listens under every name; say under hosts in the sign-in file which are this server's",
                    $"--urls {Url.OriginalString} luistert onder elke naam; zeg onder hosts in het inlogbestand welke van deze server zijn"
                )
            )
            : this;
    }

    internal static bool IsOfThisMachine(Uri url) =>
        string.Equals(url.Host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(url.DnsSafeHost, out var address) && IPAddress.IsLoopback(address));
}
