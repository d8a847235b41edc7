using Google.Protobuf;

namespace Populatie.Server.Tests.Reference;

/// <summary>A vector tile read back by the letter of its specification, without a line of the code that wrote it.</summary>
internal sealed class DecodedTile
{
    private DecodedTile(string layer, int extent, List<Feature> features) =>
        (Layer, Extent, Features) = (layer, extent, features);

    public string Layer { get; }

    public int Extent { get; }

    public List<Feature> Features { get; }

    public static DecodedTile Of(byte[] tile)
    {
        var layer = Fields(tile).Single(f => f.Number == 3).Bytes!;
        var fields = Fields(layer);
        var keys = fields.Where(f => f.Number == 3).Select(f => Text(f.Bytes!)).ToList();
        var values = fields.Where(f => f.Number == 4).Select(f => Text(Fields(f.Bytes!).Single().Bytes!)).ToList();
        fields.Single(f => f.Number == 15).Value.ShouldBe(2UL);
        var features = new List<Feature>();
        foreach (var field in fields.Where(f => f.Number == 2))
        {
            var own = Fields(field.Bytes!);
            own.Single(f => f.Number == 3).Value.ShouldBe(3UL, "a polygon");
            var tags = Numbers(own.Single(f => f.Number == 2).Bytes!);
            var known = tags.Chunk(2)
                .ToDictionary(t => keys[(int)t[0]], t => values[(int)t[1]], StringComparer.Ordinal);
            features.Add(new(known, Rings(Numbers(own.Single(f => f.Number == 4).Bytes!))));
        }
        return new(
            Text(fields.Single(f => f.Number == 1).Bytes!),
            (int)fields.Single(f => f.Number == 5).Value,
            features
        );
    }

    private static List<List<(int X, int Y)>> Rings(List<uint> numbers)
    {
        var rings = new List<List<(int, int)>>();
        var (at, x, y) = (0, 0, 0);
        (int, int) Go()
        {
            x += (int)(numbers[at] >> 1) ^ -(int)(numbers[at++] & 1);
            y += (int)(numbers[at] >> 1) ^ -(int)(numbers[at++] & 1);
            return (x, y);
        }
        while (at < numbers.Count)
        {
            var (command, count) = (numbers[at] & 7, numbers[at++] >> 3);
            if (command == 7)
            {
                count.ShouldBe(1U);
                continue;
            }
            if (command == 1)
            {
                count.ShouldBe(1U);
                rings.Add([]);
            }
            for (var i = 0; i < count; i++)
            {
                rings[^1].Add(Go());
            }
        }
        return rings;
    }

    private static string Text(byte[] bytes) => System.Text.Encoding.UTF8.GetString(bytes);

    private static List<uint> Numbers(byte[] bytes)
    {
        var input = new CodedInputStream(bytes);
        var numbers = new List<uint>();
        while (!input.IsAtEnd)
        {
            numbers.Add(input.ReadUInt32());
        }
        return numbers;
    }

    private static List<(int Number, ulong Value, byte[]? Bytes)> Fields(byte[] message)
    {
        var input = new CodedInputStream(message);
        var fields = new List<(int, ulong, byte[]?)>();
        while (!input.IsAtEnd)
        {
            var tag = input.ReadTag();
            var number = WireFormat.GetTagFieldNumber(tag);
            fields.Add(
                WireFormat.GetTagWireType(tag) == WireFormat.WireType.Varint
                    ? (number, input.ReadUInt64(), null)
                    : (number, 0, input.ReadBytes().ToByteArray())
            );
        }
        return fields;
    }

    /// <param name="Rings">Each outer ring is followed by its holes; the first point is not repeated.</param>
    internal sealed record Feature(Dictionary<string, string> Tags, List<List<(int X, int Y)>> Rings);
}
