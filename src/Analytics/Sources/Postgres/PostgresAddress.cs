using System.Globalization;
using System.Net;
using Npgsql;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Sources.Postgres;

/// <summary>
/// Which database, on which machine, as which user: <c>postgres://[user@]host[:port]/database[?sslmode=…]</c>. Never a
/// password: that comes from PGPASSWORD, PGPASSFILE or ~/.pgpass and does not pass through this program's own texts. What
/// the address leaves out comes from PGHOST, PGPORT, PGDATABASE, PGUSER and PGSSLMODE, as with any client. Immutable.
/// </summary>
public sealed record PostgresAddress
{
    private const int DefaultPort = 5432;
    private static readonly string[] Schemes = ["postgres://", "postgresql://"];

    private PostgresAddress(string host, int port, string database, string? user, SslMode sslMode) =>
        (Host, Port, Database, User, SslMode) = (host, port, database, user, sslMode);

    public string Host { get; }

    public int Port { get; }

    public string Database { get; }

    /// <summary>Null: PGUSER, else the user of this session.</summary>
    public string? User { get; }

    /// <summary>Without a choice: encrypted, except to this machine itself, where it is encrypted when the server can.</summary>
    public SslMode SslMode { get; }

    /// <summary>As it stands in messages, reports and the catalogue.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"postgres://{Host}:{Port}/{Database}");

    /// <summary>Whether a text on the command line means a database and not a file.</summary>
    public static bool Is(string text) =>
        Array.Exists(Schemes, s => text.StartsWith(s, StringComparison.OrdinalIgnoreCase));

    /// <exception cref="UsageException">It is no such address. The text itself is never repeated: it may hold a password.</exception>
    public static PostgresAddress Parse(string text) => Parse(text, Environment.GetEnvironmentVariable);

    internal static PostgresAddress Parse(string text, Func<string, string?> environment)
    {
        if (!Is(text) || !Uri.TryCreate(text, UriKind.Absolute, out var address))
        {
            // A password with a '#', '/' or '@' in it is the usual reason, so the advice is the same.
            throw text.Contains('@', StringComparison.Ordinal) ? Password() : Malformed();
        }
        if (address.UserInfo.Contains(':', StringComparison.Ordinal))
        {
            throw Password();
        }
        var ssl = environment("PGSSLMODE");
        foreach (var pair in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            var name = Uri.UnescapeDataString(parts[0]);
            if (name.StartsWith("pass", StringComparison.OrdinalIgnoreCase))
            {
                throw Password();
            }
            ssl = string.Equals(name, "sslmode", StringComparison.OrdinalIgnoreCase)
                ? parts.ElementAtOrDefault(1) ?? ""
                : throw Parameter();
        }
        if (address.Fragment.Length > 0)
        {
            throw Malformed();
        }
        var host = address.Host.Length > 0 ? HostOf(address) : environment("PGHOST") ?? "localhost";
        var database = Uri.UnescapeDataString(address.AbsolutePath.TrimStart('/'));
        database = database.Length > 0 ? database : environment("PGDATABASE") ?? "";
        if (database.AsSpan().IndexOfAny(':', '@') >= 0)
        {
            // No name of a database looks so; a user and a password after one slash too many do.
            throw Password();
        }
        if (database.Length == 0 || database.Contains('/', StringComparison.Ordinal))
        {
            throw Malformed();
        }
        var user = address.UserInfo.Length > 0 ? Uri.UnescapeDataString(address.UserInfo) : null;
        return new(host, PortOf(address, environment), database, user, SslModeOf(ssl, host));
    }

    private static string HostOf(Uri address)
    {
        try
        {
            return address.IdnHost;
        }
        catch (UriFormatException)
        {
            // A letter that no name of a machine may hold is noticed only when the name is spelt for the network.
            throw Malformed();
        }
    }

    private static int PortOf(Uri address, Func<string, string?> environment)
    {
        if (address.Port > 0)
        {
            return address.Port;
        }
        return environment("PGPORT") is not { } text ? DefaultPort
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and < 65536
                ? port
            : throw new UsageException(
                new($"PGPORT: found '{text}', expected a port", $"PGPORT: gevonden '{text}', verwacht een poort")
            );
    }

    private static SslMode SslModeOf(string? text, string host) =>
        text switch
        {
            null or "" => IsThisMachine(host) ? SslMode.Prefer : SslMode.Require,
            "disable" => SslMode.Disable,
            "allow" => SslMode.Allow,
            "prefer" => SslMode.Prefer,
            "require" => SslMode.Require,
            "verify-ca" => SslMode.VerifyCA,
            "verify-full" => SslMode.VerifyFull,
            _ => throw new UsageException(
                new(
                    "sslmode: expected disable, allow, prefer, require, verify-ca or verify-full",
                    "sslmode: verwacht disable, allow, prefer, require, verify-ca of verify-full"
                )
            ),
        };

    private static bool IsThisMachine(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static UsageException Malformed() =>
        new(
            new(
                "the address of the database cannot be read; write postgres://user@host:5432/database",
                "het adres van de database is niet te lezen; schrijf postgres://gebruiker@host:5432/database"
            )
        );

    private static UsageException Password() =>
        new(
            new(
                "an address may not hold a password: others can see it in the list of processes and in the history of the shell; leave it out and set PGPASSWORD, or put it in ~/.pgpass",
                "een adres mag geen wachtwoord bevatten: anderen zien het in de lijst van processen en in de geschiedenis van de shell; laat het weg en zet PGPASSWORD, of zet het in ~/.pgpass"
            )
        );

    private static UsageException Parameter() =>
        new(
            new(
                "the address of the database takes one parameter, sslmode; leave out the others",
                "het adres van de database kent één parameter, sslmode; laat de andere weg"
            )
        );
}
