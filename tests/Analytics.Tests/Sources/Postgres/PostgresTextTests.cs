using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Sources.Postgres;

namespace Populatie.Analytics.Tests.Sources.Postgres;

/// <summary>What needs no server: addresses, queries, and the spelling of values.</summary>
public sealed class PostgresTextTests
{
    [Theory]
    [InlineData("postgres://db.example/care", "postgres://db.example:5432/care", "Require")]
    [InlineData(
        "postgresql://ann@db.example:6000/care?sslmode=verify-full",
        "postgres://db.example:6000/care",
        "VerifyFull"
    )]
    [InlineData("postgres://localhost/care", "postgres://localhost:5432/care", "Prefer")]
    [InlineData("postgres://127.0.0.1/care", "postgres://127.0.0.1:5432/care", "Prefer")]
    [InlineData("postgres:///care", "postgres://localhost:5432/care", "Prefer")]
    public void An_address_is_read_and_shown_without_its_user(string text, string name, string ssl)
    {
        var address = PostgresAddress.Parse(text, _ => null);
        (address.Name, address.SslMode.ToString()).ShouldBe((name, ssl));
    }

    [Theory]
    [InlineData("postgres://ann:geheim@db/care")]
    [InlineData("postgres://ann:ge#heim@db/care")]
    [InlineData("postgres://ann:ge/heim@db/care")]
    [InlineData("postgres://db/care?password=geheim")]
    [InlineData("postgres://db/care?options=geheim")]
    [InlineData("postgres://db/care#geheim")]
    [InlineData("postgres://db/care?sslmode=geheim")]
    public void What_may_be_a_password_is_refused_and_never_repeated(string text)
    {
        var fault = Should.Throw<UsageException>(() => PostgresAddress.Parse(text, _ => null));
        (fault.Text.English + fault.Text.Dutch).ShouldNotContain("heim");
    }

    [Theory]
    [InlineData("select 1")]
    [InlineData(
        "  -- a remark; and one more\n SELECT ';' , \";\" , $a$ ; ) $a$ , E'\\'; ' /* ; /* nested */ ) */ ;  -- end"
    )]
    [InlineData("with a as (select 1) select * from a;")]
    [InlineData("(select 1) union (select 2)")]
    [InlineData("values (1), (2)")]
    public void One_query_is_taken(string text) => SelectStatement.Parse(text).Text.ShouldNotBeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("-- nothing")]
    [InlineData("delete from care")]
    [InlineData("copy care to stdout")]
    [InlineData("select 1; select 2")]
    [InlineData("select 1; 'a'")]
    [InlineData("select 1) to program 'rm'; select (1")]
    [InlineData("select (1")]
    [InlineData("select 'open")]
    [InlineData("select /* /* open */")]
    [InlineData("select $a$ open")]
    [InlineData("select 1 \\; select 2;;")]
    public void Anything_else_is_refused(string text) =>
        Should
            .Throw<UsageException>(() => SelectStatement.Parse(text))
            .Text.English.ShouldContain("expected one SELECT");

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("-1")]
    [InlineData("12.5")]
    [InlineData("10000")]
    [InlineData("100000000")]
    [InlineData("0.0001")]
    [InlineData("0.00000005")]
    [InlineData("-12345678.000901")]
    [InlineData("99999999999999.25")]
    public void Numbers_are_spelt_as_they_are(string text)
    {
        var value = decimal.Parse(text, CultureInfo.InvariantCulture);
        Written(CopyKind.Numeric, Numeric(value)).ShouldBe(text);
    }

    [Fact]
    public void Days_and_moments_are_spelt_as_dates()
    {
        foreach (var day in new[] { new DateOnly(1899, 12, 31), new(1999, 12, 31), new(2000, 1, 1), new(2024, 2, 29) })
        {
            var since = day.DayNumber - new DateOnly(2000, 1, 1).DayNumber;
            Written(CopyKind.Date, Big(since)).ShouldBe(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            var lastMoment = ((since + 1) * 86_400_000_000L) - 1;
            Written(CopyKind.Timestamp, Big(lastMoment)).ShouldBe(Written(CopyKind.Date, Big(since)));
        }
        Written(CopyKind.Date, Big(int.MaxValue)).ShouldBe("9999-12-31");
        Written(CopyKind.Timestamp, Big(long.MaxValue)).ShouldBe("9999-12-31");
        Written(CopyKind.Date, Big(int.MinValue)).ShouldBe("-infinity");
    }

    [Fact]
    public void Text_is_quoted_where_a_file_would_quote_it()
    {
        Written(CopyKind.Text, "zoë"u8).ShouldBe("zoë");
        Written(CopyKind.Text, "a,\"b\"\n"u8).ShouldBe("\"a,\"\"b\"\"\n\"");
        Written(CopyKind.Padded, "ZIN   "u8).ShouldBe("ZIN");
    }

    [Fact]
    public void Points_are_read_as_the_geometry_library_writes_them()
    {
        foreach (var order in new[] { ByteOrder.LittleEndian, ByteOrder.BigEndian })
        {
            var writer = new WKBWriter(order, handleSRID: true);
            var point = EwkbPoint.Read(Source, 1, writer.Write(new Point(136000.125, 455000.5) { SRID = 28992 }));
            point.ShouldBe(new EwkbPoint(136000.125, 455000.5, 28992));
            var line = new LineString([new(1, 1), new(2, 2)]) { SRID = 28992 };
            Should.Throw<SourceFormatException>(() => EwkbPoint.Read(Source, 7, writer.Write(line))).Line.ShouldBe(7);
            Should
                .Throw<SourceFormatException>(() =>
                    EwkbPoint.Read(Source, 1, writer.Write(new Point(1, 1) { SRID = 31370 }))
                )
                .Text.English.ShouldContain("ST_Transform(geom, 28992)");
        }
        Should.Throw<SourceFormatException>(() => EwkbPoint.Read(Source, 1, [1, 1, 0]));
    }

    private static PostgresSource Source { get; } =
        new(PostgresAddress.Parse("postgres://db/care", _ => null), "select 1", PostgresSource.DefaultTimeout, default);

    private static string Written(CopyKind kind, ReadOnlySpan<byte> value)
    {
        var output = new ArrayBufferWriter<byte>();
        CopyText.Write(output, kind, value);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static byte[] Big(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Big(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes;
    }

    /// <summary>A number as the server sends it, from its digits in groups of four around the decimal point.</summary>
    private static byte[] Numeric(decimal value)
    {
        var text = Math.Abs(value).ToString(CultureInfo.InvariantCulture).Split('.');
        var (whole, part) = (text[0], text.ElementAtOrDefault(1) ?? "");
        whole = whole.PadLeft((whole.Length + 3) / 4 * 4, '0');
        var all = whole + part.PadRight((part.Length + 3) / 4 * 4, '0');
        var groups = Enumerable.Range(0, all.Length / 4).Select(i => short.Parse(all.AsSpan(4 * i, 4))).ToList();
        var weight = (whole.Length / 4) - 1;
        for (; groups.Count > 0 && groups[0] == 0; weight--)
        {
            groups.RemoveAt(0);
        }
        while (groups.Count > 0 && groups[^1] == 0)
        {
            groups.RemoveAt(groups.Count - 1);
        }
        weight = groups.Count == 0 ? 0 : weight;
        short[] head = [(short)groups.Count, (short)weight, value < 0 ? (short)0x4000 : (short)0, (short)part.Length];
        return
        [
            .. head.Concat(groups)
                .SelectMany(v =>
                {
                    var two = new byte[2];
                    BinaryPrimitives.WriteInt16BigEndian(two, v);
                    return two;
                }),
        ];
    }
}
