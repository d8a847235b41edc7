using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Populatie.Analytics.Sources.Records;

/// <summary>
/// Turns pseudonyms into 128-bit keyed digests: HMAC-SHA-256 under a key of the workspace, cut to 16 bytes. Without the key
/// a digest says nothing, not even to someone who can guess pseudonyms. The lines of one person mostly follow each other,
/// so recent ones are remembered. Not thread-safe: one per worker.
/// </summary>
internal sealed class PersonDigests
{
    private const int Slots = 1 << 13;
    private const int LongestKept = 40;
    private readonly byte[] key;
    private readonly UInt128[] digests = new UInt128[Slots];
    private readonly byte[] texts = new byte[Slots * LongestKept];
    private readonly byte[] lengths = new byte[Slots];

    /// <param name="purpose">Keeps digests of persons and of households apart, even when they carry the same text.</param>
    public PersonDigests(ReadOnlySpan<byte> workspaceKey, ReadOnlySpan<byte> purpose)
    {
        key = HMACSHA256.HashData(workspaceKey, purpose);
    }

    /// <summary>Digest of a text; 0 for an empty one.</summary>
    public UInt128 Of(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return 0;
        }
        if (text.Length > LongestKept)
        {
            return Compute(text);
        }
        var slot = SlotOf(text);
        var kept = texts.AsSpan(slot * LongestKept, LongestKept);
        if (lengths[slot] == text.Length && kept[..text.Length].SequenceEqual(text))
        {
            return digests[slot];
        }
        text.CopyTo(kept);
        lengths[slot] = (byte)text.Length;
        return digests[slot] = Compute(text);
    }

    private UInt128 Compute(ReadOnlySpan<byte> text)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, text, hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }

    private static int SlotOf(ReadOnlySpan<byte> text)
    {
        unchecked
        {
            var hash = 2166136261u;
            foreach (var value in text)
            {
                hash = (hash ^ value) * 16777619u;
            }
            return (int)((hash ^ (hash >> 15)) & (Slots - 1));
        }
    }
}
