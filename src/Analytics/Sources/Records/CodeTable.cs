using System.Text;

namespace Populatie.Analytics.Sources.Records;

/// <summary>A fixed set of short codes, found by their bytes without making a string. Immutable; thread-safe.</summary>
internal sealed class CodeTable<T>
{
    private readonly (byte[] Code, T Value)[][] buckets;
    private readonly bool foldCase;

    /// <param name="foldCase">Whether ASCII letters are compared without regard to case.</param>
    public CodeTable(IEnumerable<KeyValuePair<string, T>> codes, bool foldCase)
    {
        this.foldCase = foldCase;
        var entries = codes.Select(c => (Code: Encoding.UTF8.GetBytes(c.Key), c.Value)).ToList();
        var sorted = Enumerable.Range(0, 256).Select(_ => new List<(byte[], T)>()).ToArray();
        foreach (var entry in entries)
        {
            sorted[Bucket(entry.Code)].Add(entry);
        }
        buckets = [.. sorted.Select(b => b.ToArray())];
    }

    public bool TryFind(ReadOnlySpan<byte> text, out T value)
    {
        foreach (var (code, found) in buckets[Bucket(text)])
        {
            if (foldCase ? Ascii.EqualsIgnoreCase(code, text) : text.SequenceEqual(code))
            {
                value = found;
                return true;
            }
        }
        value = default!;
        return false;
    }

    private static int Bucket(ReadOnlySpan<byte> text)
    {
        var hash = text.Length;
        foreach (var letter in text)
        {
            hash = ((hash * 31) + (letter & 0xDF)) & 0xFFFFFF;
        }
        return (hash ^ (hash >> 8)) & 0xFF;
    }
}
