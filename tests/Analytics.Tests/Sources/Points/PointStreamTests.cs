using System.Globalization;
using System.Text;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Sources.Maps;
using Populatie.Analytics.Sources.Points;

namespace Populatie.Analytics.Tests.Sources.Points;

public sealed class PointStreamTests
{
    [Theory]
    [InlineData("x,y\n136850,456000\n0,0\n", "x", "y")]
    [InlineData("\uFEFFid,\"y\",\"x\"\r\n1,456000.0000,136850\r\n2,,\r\n", "x", "y")]
    [InlineData("lon;lat;note\n136850,000;456000,0;\"a;b\"\n1;1;é", "LON", "lat")]
    [InlineData("x\ty\n+136850.\t 456000 \n1\t1", "x", "y")]
    public void It_reads_the_dialects_of_the_contract(string text, string x, string y)
    {
        if (text.Contains(",,", StringComparison.Ordinal))
        {
            Should.Throw<SourceFormatException>(() => Locate(text, x, y)).Message.ShouldContain("nothing");
            return;
        }
        Locate(text, x, y).ShouldBe("code\nBU03440611\n\n");
    }

    [Theory]
    [InlineData("", 1, 1, "empty file")]
    [InlineData("\n1,2\n", 1, 1, "empty line")]
    [InlineData("a,b\n1,2\n", 1, 1, "column 'x'")]
    [InlineData("x,y\n1,2\n136850,45a000\n", 3, 10, "'45a000'")]
    [InlineData("x,y\n1e5,2\n", 2, 2, "'1e5'")]
    [InlineData("x,y\n1,2\n7\n", 3, 2, "1 columns")]
    [InlineData("x,y\n1,\n", 2, 3, "nothing")]
    [InlineData("x,y\n1,-\n", 2, 3, "'-'")]
    [InlineData("x,y\n1,2\n\n3,4\n", 3, 1, "empty line")]
    [InlineData("x,y\n1,2\n5.1214,52.0907\n", 3, 1, "WGS 84")]
    [InlineData("x,y\n52.0907,5.1214\n", 2, 1, "WGS 84")]
    [InlineData("x,y\n\"1,2\n", 2, 1, "quote")]
    public void A_bad_row_names_its_line_and_column(string text, int line, int column, string says)
    {
        var fault = Should.Throw<SourceFormatException>(() => Locate(text, "x", "y"));
        (fault.Line, fault.Column).ShouldBe((line, column));
        fault.Message.ShouldContain(says);
        fault.Message.ShouldStartWith($"points.csv:{line}:{column}: ");
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused_where_they_stand()
    {
        byte[] bytes = [.. "x,y,name\n1,2,a\n3,4,caf"u8, 0xE9, .. "\n"u8];
        var fault = Should.Throw<SourceFormatException>(() => Locate(new MemoryStream(bytes), "x", "y", 1));
        (fault.Line, fault.Column).ShouldBe((3, 8));
    }

    [Fact]
    public void An_endless_line_is_refused_in_bounded_memory()
    {
        using var endless = new RepeatingStream("x,y\n1,2\n"u8.ToArray(), (byte)'7', 2L << 30);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var fault = Should.Throw<SourceFormatException>(() => Locate(endless, "x", "y", 1));
        fault.Line.ShouldBe(3);
        endless.Taken.ShouldBeLessThan(1 << 24);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 26);
    }

    [Fact]
    public void Threads_change_nothing_and_rows_keep_their_order()
    {
        var random = new Random(4);
        var text = new StringBuilder("id,x,y\n");
        for (var i = 0; i < 400_000; i++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{i},{random.Next(126_000_000, 143_000_000) / 1000m},{random.Next(449_000_000, 461_000_000) / 1000m}\n"
            );
        }
        var one = Locate(text.ToString(), "x", "y", 1);
        Locate(text.ToString(), "x", "y", 3).ShouldBe(one);
        one.Count(c => c == '\n').ShouldBe(400_001);
    }

    [Fact]
    public void A_fault_far_into_a_large_file_still_has_its_line()
    {
        var text = new StringBuilder("x,y\n");
        for (var i = 0; i < 900_000; i++)
        {
            text.Append("136850,456000\n");
        }
        text.Append("136850,oops\n");
        Should.Throw<SourceFormatException>(() => Locate(text.ToString(), "x", "y", 2)).Line.ShouldBe(900_002);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-1.5", -1500)]
    [InlineData("+136850.125", 136_850_125)]
    [InlineData("136850.1254999", 136_850_125)]
    [InlineData("136850.1255", 136_850_126)]
    [InlineData(".5", 500)]
    [InlineData("5.", 5000)]
    [InlineData("99999999999999999999999999", int.MaxValue)]
    [InlineData("2147483.6479999", int.MaxValue)]
    public void Metres_become_whole_millimetres(string text, int expected)
    {
        Metres.Parse(Encoding.ASCII.GetBytes(text), commaIsDecimal: false, out var found).ShouldBe(text.Length);
        found.ShouldBe(expected);
    }

    private static string Locate(string text, string x, string y, int threads = 1) =>
        Locate(new MemoryStream(Encoding.UTF8.GetBytes(text)), x, y, threads);

    private static string Locate(Stream input, string x, string y, int threads)
    {
        using var output = new MemoryStream();
        PointStream.Locate(input, "points.csv", (x, y), EmbeddedUtrecht.Areas(), output, threads);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    /// <summary>A beginning, then the same byte over and over.</summary>
    private sealed class RepeatingStream(byte[] beginning, byte filler, long length) : Stream
    {
        public long Taken { get; private set; }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => length;
        public override long Position
        {
            get => Taken;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var given = (int)Math.Min(count, length - Taken);
            for (var i = 0; i < given; i++)
            {
                buffer[offset + i] = Taken + i < beginning.Length ? beginning[Taken + i] : filler;
            }
            Taken += given;
            return given;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
