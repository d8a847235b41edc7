using System.Buffers.Binary;

namespace Populatie.Analytics.Sources.Records;

/// <summary>
/// Tells whether a gzip file was whole. The framework takes one that ends early for one that ends, so we look ourselves:
/// each part of a gzip file closes with the length of its text, modulo 2³², and those lengths must add up to the text that
/// came out. Parts are known by the ten bytes with which they begin (chance of a false one: 2⁻³⁹ per byte). Not
/// thread-safe.
/// </summary>
internal sealed class GzipWatch
{
    private const int LengthBytes = 4;
    private const int HeaderBytes = 10;
    private const int Carried = LengthBytes + HeaderBytes - 1;
    private static readonly byte[] PartStart = [0x1F, 0x8B, 0x08];
    private byte[] window = new byte[1 << 14];
    private int carried;
    private uint earlierParts;

    /// <summary>Sees the next packed bytes.</summary>
    public void See(ReadOnlySpan<byte> packed)
    {
        if (window.Length < carried + packed.Length)
        {
            Array.Resize(ref window, carried + packed.Length);
        }
        packed.CopyTo(window.AsSpan(carried));
        var all = window.AsSpan(0, carried + packed.Length);
        var at = LengthBytes;
        while (at + HeaderBytes <= all.Length && all[at..].IndexOf(PartStart) is >= 0 and var next)
        {
            at += next;
            if (at + HeaderBytes <= all.Length && IsHeader(all.Slice(at, HeaderBytes)))
            {
                earlierParts = unchecked(
                    earlierParts + BinaryPrimitives.ReadUInt32LittleEndian(all[(at - LengthBytes)..])
                );
            }
            at++;
        }
        carried = Math.Min(Carried, all.Length);
        all[^carried..].CopyTo(window);
    }

    /// <summary>Whether the lengths told add up to the length that came out.</summary>
    public bool AddsUpTo(long textBytes)
    {
        if (carried < LengthBytes)
        {
            return false;
        }
        var last = BinaryPrimitives.ReadUInt32LittleEndian(window.AsSpan(carried - LengthBytes));
        var text = (uint)(textBytes & uint.MaxValue);
        return last == text || unchecked(earlierParts + last) == text;
    }

    /// <summary>Deflate, no reserved flag, a known level and a known operating system.</summary>
    private static bool IsHeader(ReadOnlySpan<byte> header) =>
        (header[3] & 0xE0) == 0 && header[8] is 0 or 2 or 4 && header[9] is 0 or 3 or 7 or 10 or 11 or 255;
}
