namespace Populatie.Analytics.Sources.Records;

/// <summary>Where a byte stands, as an editor shows it: 1-based line, 1-based character within the line.</summary>
internal readonly record struct TextPlace(long Line, long Column)
{
    /// <param name="text">From the start of line <paramref name="firstLine"/> on; valid UTF-8 up to <paramref name="at"/>.</param>
    public static TextPlace Of(ReadOnlySpan<byte> text, int at, long firstLine)
    {
        var before = text[..at];
        var start = before.LastIndexOf((byte)'\n') + 1;
        var column = 1;
        foreach (var value in before[start..])
        {
            // Continuation bytes belong to the character before them.
            column += (value & 0xC0) == 0x80 ? 0 : 1;
        }
        return new(firstLine + before.Count((byte)'\n'), column);
    }
}
