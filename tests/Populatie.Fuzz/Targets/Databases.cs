using System.Buffers.Binary;
using System.Text;
using Populatie.Analytics.Sources.Postgres;
using Populatie.Fuzz.Inputs;
using Populatie.Fuzz.Trials;

namespace Populatie.Fuzz.Targets;

/// <summary>The query that a user gives for a database: one, and whole, or refused.</summary>
internal sealed class Queries : Target
{
    private static readonly string[] Tokens =
    [
        "SELECT ",
        "WITH x AS (",
        "VALUES (1)",
        "TABLE t",
        "DELETE FROM t",
        ";",
        "(",
        ")",
        "'it''s'",
        "\"a\"\"b\"",
        "$$",
        "$tag$",
        "E'\\''",
        "-- remark\n",
        "/* a /* b */ */",
        "/*",
        "*/",
        "\0",
        "é",
        " ",
        "\n",
    ];

    public override string Name => "query";

    public override bool IsOption => true;

    public override IReadOnlyList<string> Words => Tokens;

    public override IEnumerable<byte[]> Made() => ["SELECT a, geom FROM t WHERE b = 'x;y' -- last\n;"u8.ToArray()];

    public override byte[] Write(Draws draws) =>
        Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Range(0, draws.Between(1, 12)).Select(_ => draws.Pick<string>(Tokens)))
        );

    public override long Read(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        var query = SelectStatement.Parse(text).Text;
        Demand(text.StartsWith(query, StringComparison.Ordinal), "a query is the text up to its closing semicolon");
        Demand(
            string.Equals(SelectStatement.Parse(query).Text, query, StringComparison.Ordinal),
            "a query that was read can be read again"
        );
        return Size(query.Length);
    }
}

/// <summary>The address of a database; a refusal never repeats it, because it may hold a password.</summary>
internal sealed class Addresses : Target
{
    private static readonly string[] Tokens =
    [
        "postgres://",
        "postgresql://",
        "user",
        ":secret",
        "@",
        "host",
        "[::1]",
        ":5432",
        ":99999",
        "/",
        "db",
        "%2F",
        "?sslmode=require",
        "&",
        "password=x",
        "#",
    ];

    public override string Name => "database-address";

    public override bool IsOption => true;

    public override int MostBytes => 300;

    public override IReadOnlyList<string> Words => Tokens;

    public override IEnumerable<byte[]> Made() => ["postgres://user@host:5432/db?sslmode=verify-full"u8.ToArray()];

    public override byte[] Write(Draws draws) =>
        Encoding.UTF8.GetBytes(
            "postgres://"
                + string.Concat(Enumerable.Range(0, draws.Between(0, 8)).Select(_ => draws.Pick<string>(Tokens)))
        );

    public override long Read(byte[] input)
    {
        var address = PostgresAddress.Parse(Encoding.UTF8.GetString(input), _ => null);
        Demand(
            address.Database.Length > 0 && address.Port is > 0 and < 65536,
            "an address names a database and a port"
        );
        Demand(
            !address.Name.Contains("secret", StringComparison.Ordinal)
                || !Encoding.UTF8.GetString(input).Contains(":secret@", StringComparison.Ordinal),
            "no password is named"
        );
        return Shape((long)address.SslMode, address.User is null ? 0 : 1);
    }
}

/// <summary>Points as PostGIS sends them.</summary>
internal sealed class EwkbPoints : Target
{
    private static readonly PostgresSource Source = new(
        PostgresAddress.Parse("postgres://host/db", _ => null),
        "SELECT 1",
        TimeSpan.FromSeconds(1),
        CancellationToken.None
    );

    public override string Name => "ewkb-point";

    public override string FaultName => Source.Name;

    public override bool CountsLines => false;

    public override int MostBytes => 64;

    public override byte[] Write(Draws draws)
    {
        var bytes = new byte[25];
        bytes[0] = (byte)draws.Below(2);
        var flags = draws.Of(0x2000_0001u, 0xA000_0001u, 1u, 0x2000_0003u);
        var system = draws.Of(28992u, 4326u, 4258u, 0u, uint.MaxValue);
        if (bytes[0] == 1)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(1), flags);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(5), system);
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(9), 134_000 + draws.Below(1000));
        }
        else
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(1), flags);
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(5), system);
            BinaryPrimitives.WriteDoubleBigEndian(bytes.AsSpan(9), draws.Of(double.NaN, 1e308, 134_000));
        }
        return bytes;
    }

    public override long Read(byte[] input)
    {
        var point = EwkbPoint.Read(Source, 1, input);
        return Shape(point.IsEmpty ? 1 : 0, point.System);
    }
}
