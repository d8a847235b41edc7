using Populatie.Analytics.Faults;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Sources.Postgres;

/// <summary>A query on a database, and how long it may take. Immutable; nothing is opened yet.</summary>
public sealed class PostgresSource
{
    /// <summary>How long a query may take when nobody says otherwise.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(15);

    /// <param name="query">One SELECT; <c>@FILE</c> reads it from a file.</param>
    /// <param name="timeout">The longest that the server may work on the query, our reading of it included.</param>
    /// <exception cref="UsageException">The query is not one SELECT.</exception>
    public PostgresSource(PostgresAddress address, string query, TimeSpan timeout, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.FromSeconds(1));
        (Address, Timeout, Cancellation) = (address, timeout, cancellation);
        Query = SelectStatement.Parse(query.StartsWith('@') ? File.ReadAllText(query[1..]) : query);
        using var digest = new Digest();
        Name = $"{address.Name}#{digest.Add("query", Query.Text).ToId()}";
    }

    public PostgresAddress Address { get; }

    public TimeSpan Timeout { get; }

    /// <summary>The address and the digest of the query: what reports and the catalogue say of where records come from.</summary>
    public string Name { get; }

    internal SelectStatement Query { get; }

    internal CancellationToken Cancellation { get; }
}
