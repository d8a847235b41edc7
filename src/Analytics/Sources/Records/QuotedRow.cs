namespace Populatie.Analytics.Sources.Records;

/// <summary>Finds the end of a row with quotes, without changing it: the same rules as <see cref="FieldCutter"/>.</summary>
internal static class QuotedRow
{
    /// <summary>Offset of the line feed that ends the row that begins at <paramref name="at"/>, or the end of the text.</summary>
    public static int End(ReadOnlySpan<byte> text, int at, byte separator)
    {
        while (true)
        {
            if (at < text.Length && text[at] == '"')
            {
                at = AfterQuoted(text, at + 1);
            }
            var length = text[at..].IndexOfAny(separator, (byte)'\n');
            if (length < 0)
            {
                return text.Length;
            }
            at += length;
            if (text[at] == '\n')
            {
                return at;
            }
            at++;
        }
    }

    /// <summary>Just after the quote that closes a field; doubled quotes do not.</summary>
    private static int AfterQuoted(ReadOnlySpan<byte> text, int at)
    {
        while (true)
        {
            var quote = text[at..].IndexOf((byte)'"');
            if (quote < 0)
            {
                return text.Length;
            }
            at += quote + 1;
            if (at >= text.Length || text[at] != '"')
            {
                return at;
            }
            at++;
        }
    }
}
