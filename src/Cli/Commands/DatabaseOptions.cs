using System.CommandLine;
using System.Globalization;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Sources.Postgres;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands;

/// <summary>What a command asks of someone who names a database instead of a file: the query, and how long it may take.</summary>
internal sealed class DatabaseOptions(Session session)
{
    private readonly Option<string?> query = new("--query")
    {
        Description = session.Say(
            "The SELECT to run on a postgres:// address; @FILE reads it from a file",
            "De SELECT voor een postgres://-adres; @BESTAND leest hem uit een bestand"
        ),
        HelpName = "SELECT",
    };

    private readonly Option<string?> timeout = new("--timeout")
    {
        Description = session.Say(
            "Longest time for the query in seconds (default 900)",
            "Langste tijd voor de query in seconden (standaard 900)"
        ),
        HelpName = session.Say("SECONDS", "SECONDEN"),
    };

    public void AddTo(Command command)
    {
        command.Options.Add(query);
        command.Options.Add(timeout);
    }

    /// <summary>Refuses a query that no address goes with.</summary>
    /// <exception cref="UsageException">There is a query, and none of the names is an address.</exception>
    public void Check(ParseResult parsed, IEnumerable<string> names)
    {
        var addresses = names.Count(PostgresAddress.Is);
        if (addresses == 0 && (parsed.GetValue(query) ?? parsed.GetValue(timeout)) is not null)
        {
            throw new UsageException(
                new(
                    "--query and --timeout go with a database; name one as postgres://host/database",
                    "--query en --timeout horen bij een database; noem er een als postgres://host/database"
                )
            );
        }
        if (addresses > 1)
        {
            throw new UsageException(
                new(
                    "one --query cannot serve several databases; import them one by one",
                    "één --query kan niet voor meer databases gelden; lees ze een voor een in"
                )
            );
        }
    }

    /// <summary>The database that a name on the command line means; nothing is opened yet.</summary>
    /// <exception cref="UsageException">The address or the query cannot be used.</exception>
    public PostgresSource SourceOf(ParseResult parsed, string name, CancellationToken cancellation)
    {
        var address = PostgresAddress.Parse(name);
        var text =
            parsed.GetValue(query)
            ?? throw new UsageException(
                new(
                    $"{address.Name}: no --query; write --query \"select …\"",
                    $"{address.Name}: geen --query; schrijf --query \"select …\""
                )
            );
        return new(address, text, TimeoutOf(parsed.GetValue(timeout)), cancellation);
    }

    private static TimeSpan TimeoutOf(string? text)
    {
        if (text is null)
        {
            return PostgresSource.DefaultTimeout;
        }
        return
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds is > 0 and <= 1_000_000
            ? TimeSpan.FromSeconds(seconds)
            : throw new UsageException(
                new(
                    $"--timeout: found '{text}', expected whole seconds from 1 to 1000000; write for example 900",
                    $"--timeout: gevonden '{text}', verwacht hele seconden van 1 tot 1000000; schrijf bijvoorbeeld 900"
                )
            );
    }
}
