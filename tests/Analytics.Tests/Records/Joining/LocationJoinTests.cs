using System.Text;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Records;
using Populatie.Analytics.Records.Joining;

namespace Populatie.Analytics.Tests.Records.Joining;

public sealed class LocationJoinTests
{
    private const int None = UseBatch.UnknownCoordinate;
    private static readonly AreaIndex Index = SampleRows.Index;
    private static readonly ulong Known = PlaceCode.PackPostcode("3512AB"u8);
    private static readonly ulong Shared = PlaceCode.PackPostcode("3513XX"u8);
    private static readonly ulong Wide = PlaceCode.PackPostcode("3514YY"u8);
    private static readonly ulong Nowhere = PlaceCode.PackPostcode("3515ZZ"u8);

    /// <summary>x, y, area code, postcode → leaf (code of it), and what the report says.</summary>
    public static TheoryData<int, int, string, string, string, string> Cases =>
        new()
        {
            { 130_500_000, 455_000_000, "", "", "BU03440111", "Coordinates" },
            { 131_000_000, 455_000_000, "BU03440111", "", "BU03440112", "Coordinates" },
            { 129_999_999, 455_000_000, "", "", "onbekend", "Outside" },
            { PlaceColumns.FarAway, 455_000_000, "", "", "onbekend", "Outside" },
            { 129_999_999, 455_000_000, "BU03440211", "", "BU03440211", "BuurtCode" },
            { None, None, "bu03440211", "", "BU03440211", "BuurtCode" },
            { None, None, "WK034401", "", "onbekend:WK034401", "KnownToWijk" },
            { None, None, "GM0344", "", "onbekend:GM0344", "KnownToGemeente" },
            { None, None, "WK034401", "3512AB", "BU03440112", "Postcode" },
            { None, None, "GM0344", "3512AB", "BU03440112", "Postcode" },
            { None, None, "GM0344", "3513XX", "onbekend:WK034401", "KnownToWijk" },
            { None, None, "WK034402", "3513XX", "onbekend:WK034402", "KnownToWijk" },
            { None, None, "BU03440211", "3512AB", "BU03440211", "BuurtCode" },
            { None, None, "WK034401", "3514YY", "onbekend:WK034401", "KnownToWijk" },
            { None, None, "", "3514YY", "onbekend:GM0344", "KnownToGemeente" },
            { None, None, "BU99999999", "3513XX", "onbekend:WK034401", "KnownToWijk" },
            { None, None, "BU99999999", "3515ZZ", "onbekend", "CodeUnknown" },
            { None, None, "", "3513XX", "onbekend:WK034401", "KnownToWijk" },
            { None, None, "BU99999999", "", "onbekend", "CodeUnknown" },
            { None, None, "BU0344011", "", "onbekend", "CodeUnknown" },
            { None, None, "", "3512 ab", "BU03440112", "Postcode" },
            { None, None, "", "9999ZZ", "onbekend", "PostcodeUnknown" },
            { None, None, "", "nergens", "onbekend", "PostcodeUnknown" },
            { None, None, "", "", "onbekend", "NoPlace" },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_record_gets_a_leaf_and_a_way_or_a_reason(
        int x,
        int y,
        string code,
        string postcode,
        string leaf,
        string told
    )
    {
        var table = new Dictionary<ulong, int>
        {
            [Known] = 1,
            [Shared] = Index.BuurtCount,
            [Wide] = Index.BuurtCount + Index.WijkCount,
            [Nowhere] = Index.UnknownLeaf,
        };
        var (report, found) = Place(x, y, code, postcode, table);
        Index.AreasAt(AreaLevel.Buurt)[found].Code.ShouldBe(leaf);
        var counts = Enum.GetValues<PlacedBy>()
            .Select(w => (w.ToString(), report.Of(w)))
            .Concat(Enum.GetValues<UnknownPlace>().Select(r => (r.ToString(), report.Of(r))));
        counts.Where(c => c.Item2 > 0).ShouldBe([(told, 1L)]);
    }

    [Fact]
    public void A_postcode_without_a_table_is_told_as_such()
    {
        Place(None, None, "", "3512AB", null).Report.Of(UnknownPlace.PostcodeWithoutTable).ShouldBe(1);
    }

    private static (JoinReport Report, int Leaf) Place(
        int x,
        int y,
        string code,
        string postcode,
        Dictionary<ulong, int>? table
    )
    {
        var batch = new UseBatch(1) { Count = 1 };
        var places = new PlaceColumns(1);
        (places.X[0], places.Y[0]) = (x, y);
        places.AreaCode[0] = PlaceCode.PackArea(Encoding.UTF8.GetBytes(code));
        places.Postcode[0] = PlaceCode.PackPostcode(Encoding.UTF8.GetBytes(postcode));
        var report = new LocationJoin(Index, SampleRows.Places.Locate, table).Place(batch, places);
        report.Records.ShouldBe(1);
        return (report, batch.Leaf[0]);
    }
}
