using System.Buffers.Binary;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Populatie.Analytics.Sources.Maps;
using Populatie.Fuzz.Inputs;
using Populatie.Fuzz.Trials;

namespace Populatie.Fuzz.Targets;

/// <summary>
/// Polygons in WKB, EWKB and GeoPackage form. Where another reader makes polygons of the same bytes, ours makes the same.
/// </summary>
internal sealed class Geometries : Target
{
    public override string Name => "geometry";

    public override int MostBytes => 2000;

    public override bool CountsLines => false;

    public override (long Fixed, long PerByte) Allocation => (1 << 18, 512);

    public override IReadOnlyList<string> Words =>
        ["GP\0\u0001", "\u0001\u0003\0\0\0", "\u0001\u0006\0\0\0", "\0\0\0\0\u0006"];

    public override IEnumerable<byte[]> Made() => [Write(new Draws(1)), Write(new Draws(2)), Write(new Draws(3))];

    public override byte[] Write(Draws draws)
    {
        var (little, z, m, many) = (draws.OneIn(2), draws.OneIn(3), draws.OneIn(6), draws.OneIn(2));
        var (ewkb, system) = (draws.OneIn(2), draws.OneIn(3));
        var bytes = new List<byte>();
        if (draws.OneIn(3))
        {
            var box = draws.Below(6);
            bytes.AddRange([(byte)'G', (byte)'P', 0, (byte)(1 | (box << 1)), 0x40, 0x71, 0, 0]);
            bytes.AddRange(
                new byte[
                    box switch
                    {
                        0 => 0,
                        1 => 32,
                        2 or 3 => 48,
                        _ => 64,
                    }
                ]
            );
        }
        if (many)
        {
            Heading(6);
            var count = draws.Below(3);
            Whole(unchecked((uint)Lied(count)));
            for (var i = 0; i < count; i++)
            {
                Polygon();
            }
        }
        else
        {
            Polygon();
        }
        return [.. bytes];

        int Lied(int count) => draws.OneIn(40) ? draws.Of(count + 1, 1000, int.MaxValue, -1, 1 << 28) : count;

        void Polygon()
        {
            Heading(draws.OneIn(30) ? draws.Of(1u, 2u, 4u, 7u, 15u) : 3);
            var rings = draws.OneIn(10) ? 0 : draws.Between(1, 2);
            Whole(unchecked((uint)Lied(rings)));
            for (var r = 0; r < rings; r++)
            {
                var points = draws.Below(7);
                Whole(unchecked((uint)Lied(points)));
                for (var n = points * (2 + (z ? 1 : 0) + (m ? 1 : 0)); n > 0; n--)
                {
                    Number(
                        draws.OneIn(50)
                            ? draws.Of(double.NaN, double.PositiveInfinity, -0.0, 1e308)
                            : 134_000 + draws.Below(200)
                    );
                }
            }
        }

        void Heading(uint type)
        {
            bytes.Add((byte)(little ? 1 : 0));
            type += ewkb
                ? (z ? 0x8000_0000 : 0) | (m ? 0x4000_0000u : 0) | (system ? 0x2000_0000u : 0)
                : (z ? 1000u : 0) + (m ? 2000u : 0);
            Whole(type);
            if (ewkb && system)
            {
                Whole(28992);
            }
        }

        void Whole(uint value)
        {
            Span<byte> four = stackalloc byte[4];
            if (little)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(four, value);
            }
            else
            {
                BinaryPrimitives.WriteUInt32BigEndian(four, value);
            }
            bytes.AddRange(four.ToArray());
        }

        void Number(double value)
        {
            Span<byte> eight = stackalloc byte[8];
            if (little)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(eight, value);
            }
            else
            {
                BinaryPrimitives.WriteDoubleBigEndian(eight, value);
            }
            bytes.AddRange(eight.ToArray());
        }
    }

    public override long Read(byte[] input)
    {
        if (input is [(byte)'G', (byte)'P', ..])
        {
            var decoded = new GeoPackageSource(File, null).Decode(input, 1);
            return Shape(1, Size(decoded?.NumPoints ?? -1), decoded?.NumGeometries ?? -1);
        }
        var ours = WkbPolygons.Read(input, out var system, out var fault);
        if (ours is not null && Reference(input) is { } theirs)
        {
            Demand(Same(ours, theirs), "the same polygons as another reader of WKB");
        }
        Demand(ours is not null || fault.English.Length > 0, "what cannot be read is explained");
        return Shape(2, system == 0 ? 0 : 1, Size(ours?.NumPoints ?? -1), ours?.NumGeometries ?? -fault.English.Length);
    }

    /// <summary>What the library reads, when that is polygons of closed rings; it opens no lie, because ours read it first.</summary>
    private static MultiPolygon? Reference(byte[] input)
    {
        try
        {
            var read = new WKBReader { IsStrict = true }.Read(input);
            var polygons = read switch
            {
                Polygon one => [one],
                MultiPolygon many => many.Geometries.Cast<Polygon>().ToArray(),
                _ => null,
            };
            return polygons is not null && polygons.All(IsWhole) ? new MultiPolygon(polygons) : null;
        }
#pragma warning disable CA1031 // The other reader's faults are no concern of ours.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    /// <summary>The library takes a ring of three points, there and back; ours leaves it out.</summary>
    private static bool IsWhole(Polygon polygon) =>
        !polygon.IsEmpty && polygon.InteriorRings.Prepend(polygon.ExteriorRing).All(r => r.NumPoints >= 4);

    private static bool Same(MultiPolygon ours, MultiPolygon theirs)
    {
        var (a, b) = (ours.Coordinates, theirs.Coordinates);
        if (a.Length != b.Length)
        {
            return false;
        }
        for (var i = 0; i < a.Length; i++)
        {
            if (!a[i].X.Equals(b[i].X) || !a[i].Y.Equals(b[i].Y))
            {
                return false;
            }
        }
        return true;
    }
}
