using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Sources.Postgres;

/// <summary>
/// Turns what a server or the line to it reports into one line for the user. A server's own text is passed on only where
/// it speaks of names in the query or of the server; where it may quote a value of a record, its code alone is.
/// </summary>
internal static class PostgresFaults
{
    /// <summary>Whether this is a fault of the database or the line to it.</summary>
    public static bool Is(Exception fault) =>
        fault
            is NpgsqlException
                or SocketException
                or UnauthorizedAccessException
                or TimeoutException
                or IOException
                or AuthenticationException;

    /// <param name="opening">Whether the connection was still being made: then no row was lost.</param>
    public static PopulatieException Of(Exception fault, PostgresSource source, bool opening = false) =>
        fault switch
        {
            PostgresException server => OfServer(server, source),
            _ when Find<TimeoutException>(fault) is not null => Unreachable(
                source,
                new("no answer in time", "geen antwoord op tijd"),
                fault
            ),
            _ when Find<SocketException>(fault) is { } socket => Unreachable(
                source,
                Bilingual.Same(OneLine(socket.Message)),
                fault
            ),
            _ when Find<AuthenticationException>(fault) is { } secure => Unreachable(
                source,
                Bilingual.Same(OneLine(secure.Message)),
                fault
            ),
            NpgsqlException when fault.Message.Contains("password", StringComparison.OrdinalIgnoreCase) => Unreachable(
                source,
                new(
                    "it asks for a password: set PGPASSWORD, or put it in ~/.pgpass",
                    "hij vraagt een wachtwoord: zet PGPASSWORD, of zet het in ~/.pgpass"
                ),
                fault
            ),
            FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException => Unreachable(
                source,
                new(
                    "the file that PGPASSFILE names cannot be read",
                    "het bestand dat PGPASSFILE noemt is niet te lezen"
                ),
                fault
            ),
            _ when opening => Unreachable(source, Bilingual.Same(OneLine(fault.Message)), fault),
            _ => Lost(source, fault),
        };

    /// <summary>The line went away while rows were still to come.</summary>
    public static ResourceException Lost(PostgresSource source, Exception? fault = null) =>
        new(
            new(
                $"{source.Name}: the connection was lost before the last row; nothing is kept, run the command again",
                $"{source.Name}: de verbinding viel weg voor de laatste regel; er is niets bewaard, voer de opdracht nog eens uit"
            ),
            fault
        );

    private static PopulatieException OfServer(PostgresException fault, PostgresSource source)
    {
        var state = fault.SqlState;
        var said = Bilingual.Same(OneLine(fault.MessageText));
        return state switch
        {
            PostgresErrorCodes.QueryCanceled => TookTooLong(source, fault),
            _ when state.StartsWith("25", StringComparison.Ordinal) => Refused(
                source,
                new("a query that would change the database", "een query die de database zou veranderen"),
                fault
            ),
            PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidCatalogName => Unreachable(
                source,
                said,
                fault
            ),
            _ when state.StartsWith("28", StringComparison.Ordinal) => Unreachable(source, said, fault),
            _ when state.StartsWith("42", StringComparison.Ordinal)
                    || state.StartsWith("0A", StringComparison.Ordinal) => Refused(source, said, fault),
            _ when state.StartsWith("22", StringComparison.Ordinal) => Refused(
                source,
                new(
                    $"a value that the query cannot convert (SQLSTATE {state})",
                    $"een waarde die de query niet kan omzetten (SQLSTATE {state})"
                ),
                fault
            ),
            _ when state[0] == '5' || state.StartsWith("08", StringComparison.Ordinal) => Lost(source, fault),
            _ => Unreachable(source, Bilingual.Same($"SQLSTATE {state}"), fault),
        };
    }

    private static ResourceException TookTooLong(PostgresSource source, Exception fault)
    {
        var seconds = source.Timeout.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        return new(
            new(
                $"{source.Name}: the query was stopped, after {seconds} s at most; nothing is kept; make it lighter, or allow more with --timeout",
                $"{source.Name}: de query is afgebroken, na hoogstens {seconds} s; er is niets bewaard; maak hem lichter, of sta meer toe met --timeout"
            ),
            fault
        );
    }

    private static ResourceException Unreachable(PostgresSource source, Bilingual reason, Exception fault) =>
        new(
            new(
                $"{source.Address.Name}: the database cannot be used ({reason.English}); check address, user and rights",
                $"{source.Address.Name}: de database is niet te gebruiken ({reason.Dutch}); controleer adres, gebruiker en rechten"
            ),
            fault
        );

    private static SourceFormatException Refused(PostgresSource source, Bilingual found, Exception fault) =>
        new(
            source.Name,
            null,
            null,
            found,
            new("a query that this database can answer", "een query die deze database kan beantwoorden"),
            new("mend the query", "herstel de query"),
            fault
        );

    private static T? Find<T>(Exception? fault)
        where T : Exception
    {
        while (fault is not null and not T)
        {
            fault = fault.InnerException;
        }
        return fault as T;
    }

    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
