using System.Collections.Immutable;
using System.Data;
using System.Globalization;
using Npgsql;
using Npgsql.PostgresTypes;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Sources.Postgres;

/// <summary>A column that a query gives.</summary>
/// <param name="Name">As the query names it.</param>
/// <param name="TypeName">As the server spells it, without a length.</param>
internal sealed record PostgresColumn(string Name, string TypeName, bool IsEnum);

/// <summary>
/// One visit to a database: a connection of its own, a transaction that may only read, and in it one query, first
/// described and then copied out in binary. Not thread-safe; use once.
/// </summary>
internal sealed class PostgresSession : IAsyncDisposable
{
    private const int ConnectSeconds = 15;

    /// <summary>The server keeps the time; this much later we stop believing that it is there.</summary>
    private const int GraceSeconds = 20;

    private readonly NpgsqlConnection line;
    private readonly PostgresSource source;
    private NpgsqlRawCopyStream? copying;

    private PostgresSession(
        NpgsqlConnection connection,
        PostgresSource source,
        ImmutableArray<PostgresColumn> columns
    ) => (line, this.source, Columns) = (connection, source, columns);

    public ImmutableArray<PostgresColumn> Columns { get; }

    /// <summary>Connects, begins the transaction, and asks what the query would give.</summary>
    /// <exception cref="PopulatieException">The database cannot be reached, or does not take the query.</exception>
    public static async Task<PostgresSession> OpenAsync(PostgresSource source)
    {
        var connection = new NpgsqlConnection(ConnectionText(source));
        try
        {
            await connection.OpenAsync(source.Cancellation).ConfigureAwait(false);
            // Two scans of an unchanged table give its rows in the same order when no scan joins another or is split.
            await RunAsync(
                    connection,
                    source,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"""
                        SET default_transaction_read_only = on;
                        SET standard_conforming_strings = on;
                        SET synchronize_seqscans = off;
                        SET max_parallel_workers_per_gather = 0;
                        SET statement_timeout = {(long)source.Timeout.TotalMilliseconds};
                        BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
                        SELECT 1
                        """
                    )
                )
                .ConfigureAwait(false);
            return new(connection, source, await DescribeAsync(connection, source).ConfigureAwait(false));
        }
        catch (Exception fault)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            if (PostgresFaults.Is(fault))
            {
                throw PostgresFaults.Of(fault, source, opening: true);
            }
            throw;
        }
    }

    /// <summary>Begins the copy. The stream is read to its end, or this session disposed.</summary>
    public async Task<Stream> CopyAsync()
    {
        copying = await line.BeginRawBinaryCopyAsync(
                // The line feed ends a comment that the query may close with.
                $"COPY ({source.Query.Text}\n) TO STDOUT (FORMAT BINARY)",
                source.Cancellation
            )
            .ConfigureAwait(false);
        return copying;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (copying is not null)
            {
                // A no-op after the last row; before it, the server would send on all that is left.
                await copying.CancelAsync().ConfigureAwait(false);
                await copying.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception fault)
            when (PostgresFaults.Is(fault) || fault is OperationCanceledException or ObjectDisposedException)
        {
            // What was to be told has been told; the connection is closed all the same.
        }
        await line.DisposeAsync().ConfigureAwait(false);
    }

    private static string ConnectionText(PostgresSource source)
    {
        var text = new NpgsqlConnectionStringBuilder
        {
            Host = source.Address.Host,
            Port = source.Address.Port,
            Database = source.Address.Database,
            SslMode = source.Address.SslMode,
            ApplicationName = "populatie",
            Pooling = false,
            Timeout = ConnectSeconds,
            CommandTimeout = (int)Math.Min(source.Timeout.TotalSeconds + GraceSeconds, int.MaxValue),
            KeepAlive = 0,
            TcpKeepAlive = true,
            PersistSecurityInfo = false,
            IncludeErrorDetail = false,
        };
        if (source.Address.User is { } user)
        {
            text.Username = user;
        }
        return text.ToString();
    }

    private static async Task RunAsync(NpgsqlConnection connection, PostgresSource source, string text)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        await command.ExecuteNonQueryAsync(source.Cancellation).ConfigureAwait(false);
    }

    private static async Task<ImmutableArray<PostgresColumn>> DescribeAsync(
        NpgsqlConnection connection,
        PostgresSource source
    )
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM ({source.Query.Text}\n) AS described";
        await using var reader = await command
            .ExecuteReaderAsync(CommandBehavior.SchemaOnly, source.Cancellation)
            .ConfigureAwait(false);
        return
        [
            .. Enumerable
                .Range(0, reader.FieldCount)
                .Select(i =>
                {
                    var type = reader.GetPostgresType(i);
                    return new PostgresColumn(reader.GetName(i), type.InternalName, type is PostgresEnumType);
                }),
        ];
    }
}
