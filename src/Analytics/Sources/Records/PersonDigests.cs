using System.Security.Cryptography;
using Populatie.Analytics.Sources.Records.Fields;

namespace Populatie.Analytics.Sources.Records;

/// <summary>
/// Turns pseudonyms into 128-bit keyed digests under a key that is derived from that of the workspace. Without the key a
/// digest says nothing, not even to someone who can guess pseudonyms. Why this function: docs/decisions. Immutable;
/// thread-safe.
/// </summary>
internal sealed class PersonDigests
{
    private const int KeyLength = 16;

    /// <param name="purpose">Keeps digests of persons and of households apart, even when they carry the same text.</param>
    public PersonDigests(ReadOnlySpan<byte> workspaceKey, ReadOnlySpan<byte> purpose)
    {
        Hash = new ShortHash(HMACSHA256.HashData(workspaceKey, purpose).AsSpan(0, KeyLength));
    }

    public ShortHash Hash { get; }

    /// <summary>Digest of a text; 0 for an empty one.</summary>
    public UInt128 Of(ReadOnlySpan<byte> text) => text.IsEmpty ? 0 : Hash.Of(text);
}
