using Populatie.Analytics.Sources.Points;
using Populatie.Fuzz.Inputs;
using Populatie.Fuzz.Trials;

namespace Populatie.Fuzz.Targets;

/// <summary>Points in CSV, plain or gzip: as many codes come out as rows go in.</summary>
internal sealed class Points : Target
{
    private static readonly TableGrammar Grammar = new(
        (
            "x",
            ["130500", "131500.25", "132000,5", "130000", "0", "-1", "99999999999", "5.12", "", "1e5", "+130500.0005"]
        ),
        ("y", ["450500", "450999.999", "451000", "52.09", "0", "", "45x000", "450500.5"]),
        ("id", ["1", "\"a,b\"", "", "é"])
    );

    public override string Name => "points";

    public override IReadOnlyList<string> Words => Grammar.Words;

    // Blocks of megabytes are rented, once for all.
    public override (long Fixed, long PerByte) Allocation => (12 << 20, 1024);

    public override int Share => 50;

    public override bool CountsLines => false;

    public override byte[]? Write(Draws draws) => Grammar.Write(draws, separators: ",;\t");

    public override long Read(byte[] input)
    {
        using var points = PointFile.Open(File, () => new MemoryStream(input, writable: false));
        using var codes = new MemoryStream();
        var rows = PointStream.Locate(points, File, ("x", "y"), SmallMap.Index, SmallMap.Locator, codes, 1);
        var lines = codes.GetBuffer().AsSpan(0, (int)codes.Length).Count((byte)'\n');
        Demand(lines == rows + 1, "a code for every row");
        return Shape(Size(rows), Size(codes.Length));
    }
}
