using System.Text;
using Google.Protobuf;
using Populatie.Analytics.Areas;

namespace Populatie.Server.Tiles;

/// <summary>
/// Writes a Mapbox Vector Tile (version 2.1) of one layer: a feature per area, with its code and, where there is room for it, its
/// name. Field numbers are those of the specification (https://github.com/mapbox/vector-tile-spec).
/// </summary>
/// <param name="origin">Top left corner of the tile on the grid.</param>
internal sealed class TileWriter(string layer, GridPoint origin)
{
    private const uint MoveTo = 1;
    private const uint LineTo = 2;
    private const uint ClosePath = 7;
    private const uint Polygon = 3;
    private const int FewestPoints = 3;

    /// <summary>
    /// Areas in a tile beyond which it gives codes alone: each is a few pixels then, and names would be a third of what travels.
    /// </summary>
    internal const int MostNamed = 2000;

    private readonly List<uint> geometry = [];
    private readonly List<(ulong Id, Area Area, uint[] Geometry)> features = [];
    private GridPoint pen;

    public bool IsEmpty => features.Count == 0;

    /// <summary>Adds a ring of the area under way: an outer one, or a hole of the last outer one.</summary>
    /// <returns>False when nothing of it is left to see.</returns>
    public bool AddRing(List<GridPoint> ring, bool isHole)
    {
        var size = TwiceArea(ring);
        if (ring.Count < FewestPoints || size == 0 || size < 0 != isHole)
        {
            return false;
        }
        Command(MoveTo, 1);
        Go(ring[0]);
        Command(LineTo, (uint)(ring.Count - 1));
        for (var i = ring.Count - 1; i > 0; i--)
        {
            Go(ring[i]);
        }
        Command(ClosePath, 1);
        return true;
    }

    /// <summary>What was added is an area.</summary>
    public void EndArea(int ordinal, Area area)
    {
        if (geometry.Count > 0)
        {
            features.Add(((ulong)ordinal + 1, area, [.. geometry]));
        }
        geometry.Clear();
        pen = default;
    }

    public byte[] ToTile()
    {
        var isNamed = features.Count <= MostNamed;
        var values = new List<string>(2 * features.Count);
        var body = Message(output =>
        {
            output.WriteTag(15, WireFormat.WireType.Varint);
            output.WriteUInt32(2);
            Text(output, 1, layer);
            foreach (var (id, area, shape) in features)
            {
                var at = (uint)values.Count;
                values.Add(area.Code);
                if (isNamed)
                {
                    values.Add(area.Name);
                }
                Bytes(output, 2, Feature(id, isNamed ? [0, at, 1, at + 1] : [0, at], shape));
            }
            Text(output, 3, "code");
            if (isNamed)
            {
                Text(output, 3, "name");
            }
            foreach (var value in values)
            {
                Bytes(output, 4, Message(o => Text(o, 1, value)));
            }
            output.WriteTag(5, WireFormat.WireType.Varint);
            output.WriteUInt32(TileMatrix.Extent);
        });
        return Message(output => Bytes(output, 3, body));
    }

    private static byte[] Feature(ulong id, uint[] tags, uint[] shape) =>
        Message(output =>
        {
            output.WriteTag(1, WireFormat.WireType.Varint);
            output.WriteUInt64(id);
            Packed(output, 2, tags);
            output.WriteTag(3, WireFormat.WireType.Varint);
            output.WriteUInt32(Polygon);
            Packed(output, 4, shape);
        });

    private void Command(uint command, uint count) => geometry.Add(command | (count << 3));

    private void Go(GridPoint to)
    {
        var here = new GridPoint(to.X - origin.X, to.Y - origin.Y);
        geometry.Add(ZigZag(here.X - pen.X));
        geometry.Add(ZigZag(here.Y - pen.Y));
        pen = here;
    }

    private static uint ZigZag(int value) => unchecked((uint)((value << 1) ^ (value >> 31)));

    /// <summary>Positive for an outer ring as it comes in, with its area on the left. Tiles want it on the right: it goes out backwards.</summary>
    private static long TwiceArea(List<GridPoint> ring)
    {
        var twice = 0L;
        for (var i = 1; i + 1 < ring.Count; i++)
        {
            var (ax, ay) = ((long)ring[i].X - ring[0].X, (long)ring[i].Y - ring[0].Y);
            var (bx, by) = ((long)ring[i + 1].X - ring[0].X, (long)ring[i + 1].Y - ring[0].Y);
            twice += (bx * ay) - (ax * by);
        }
        return twice;
    }

    private static void Packed(CodedOutputStream output, int field, IReadOnlyList<uint> numbers) =>
        Bytes(
            output,
            field,
            Message(o =>
            {
                foreach (var number in numbers)
                {
                    o.WriteUInt32(number);
                }
            })
        );

    private static void Text(CodedOutputStream output, int field, string text) =>
        Bytes(output, field, Encoding.UTF8.GetBytes(text));

    private static void Bytes(CodedOutputStream output, int field, byte[] bytes)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(bytes));
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            write(output);
        }
        return stream.ToArray();
    }
}
