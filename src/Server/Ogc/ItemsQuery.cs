using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Populatie.Server.Features;
using Populatie.Server.Problems;

namespace Populatie.Server.Ogc;

/// <summary>Which areas are asked for, how many at a time, and in which reference system.</summary>
/// <param name="Bbox">As it was sent, for the links to other pages; null when none was.</param>
/// <param name="Boxes">Where areas must lie; two when a box goes round the world; empty for everywhere.</param>
internal sealed record ItemsQuery(
    int Limit,
    int Offset,
    string? Bbox,
    IReadOnlyList<PlaneBox> Boxes,
    CoordinateSystem BoxSystem,
    CoordinateSystem System
)
{
    public const int UsualLimit = 100;
    public const int MostLimit = 1000;
    public const int MostOffset = 1_000_000;

    /// <exception cref="ApiFault">400: it cannot be read.</exception>
    public static ItemsQuery Of(IQueryCollection query)
    {
        OgcQuery.CheckTime(query);
        var boxSystem = OgcQuery.SystemIn(query, "bbox-crs");
        var bbox = OgcQuery.One(query, "bbox");
        return new(
            // As the standard has it: who asks for more than a page gets a page.
            Math.Min(MostLimit, OgcQuery.NumberIn(query, "limit", 1, int.MaxValue) ?? UsualLimit),
            OgcQuery.NumberIn(query, "offset", 0, MostOffset) ?? 0,
            bbox,
            bbox is null ? [] : Read(bbox, boxSystem),
            boxSystem,
            OgcQuery.SystemIn(query, "crs")
        );
    }

    /// <summary>The same as a query, with its question mark.</summary>
    public string ToQuery()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"?limit={Limit}&offset={Offset}");
        if (Bbox is not null)
        {
            text.Append("&bbox=").Append(Uri.EscapeDataString(Bbox));
        }
        if (Bbox is not null && BoxSystem != CoordinateSystem.Crs84)
        {
            text.Append("&bbox-crs=").Append(Uri.EscapeDataString(BoxSystem.Uri));
        }
        if (System != CoordinateSystem.Crs84)
        {
            text.Append("&crs=").Append(Uri.EscapeDataString(System.Uri));
        }
        return text.ToString();
    }

    /// <summary>Four numbers, or six of which the heights do not matter here.</summary>
    private static PlaneBox[] Read(string text, CoordinateSystem system)
    {
        var parts = text.Split(',');
        var numbers = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (
                !double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i])
                || !double.IsFinite(numbers[i])
            )
            {
                throw Wrong();
            }
        }
        var box = numbers.Length switch
        {
            4 => new PlaneBox(numbers[0], numbers[1], numbers[2], numbers[3]),
            6 => new(numbers[0], numbers[1], numbers[3], numbers[4]),
            _ => throw Wrong(),
        };
        var (isTurned1, isTurned2) = (box.Low1 > box.High1, box.Low2 > box.High2);
        return (isTurned1, isTurned2, system.Turn) switch
        {
            (false, false, _) => [box],
            (true, false, 0) => [box with { High1 = HalfTurn }, box with { Low1 = -HalfTurn }],
            (false, true, 1) => [box with { High2 = HalfTurn }, box with { Low2 = -HalfTurn }],
            _ => throw Wrong(),
        };
    }

    private const double HalfTurn = 180;

    private static ApiFault Wrong() =>
        ApiFault.Bad(
            "bbox is four numbers with commas, the lowest corner first, in the order of the axes of bbox-crs",
            "bbox is vier getallen met komma's, de laagste hoek eerst, in de volgorde van de assen van bbox-crs"
        );
}
