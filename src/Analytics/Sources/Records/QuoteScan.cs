namespace Populatie.Analytics.Sources.Records;

/// <summary>
/// Finds where the last whole row of a growing text ends, looking at every byte once. Remembers between calls how far it
/// has looked and whether a quote is open. Not thread-safe.
/// </summary>
internal sealed class QuoteScan
{
    private int looked;
    private int rowsEnd;
    private int closedAt = -1;

    public byte Separator { get; set; } = (byte)',';

    public bool InQuotes { get; private set; }

    /// <summary>Offset just past the last line feed outside quotes; 0 when there is none.</summary>
    public int RowsEnd(ReadOnlySpan<byte> text)
    {
        while (looked < text.Length)
        {
            var rest = text[looked..];
            var quote = rest.IndexOf((byte)'"');
            if (InQuotes)
            {
                // A doubled quote closes and opens again at once, which leaves the same state.
                InQuotes = quote < 0;
                closedAt = looked + quote;
                looked = quote < 0 ? text.Length : looked + quote + 1;
                continue;
            }
            var plain = quote < 0 ? rest : rest[..quote];
            if (plain.LastIndexOf((byte)'\n') is >= 0 and var feed)
            {
                rowsEnd = looked + feed + 1;
            }
            looked += plain.Length;
            if (quote >= 0)
            {
                InQuotes = Opens(text, looked);
                looked++;
            }
        }
        return rowsEnd;
    }

    /// <summary>Forgets the first bytes of the text, which were handed on.</summary>
    public void Forget(int bytes)
    {
        looked -= bytes;
        closedAt -= bytes;
        rowsEnd = 0;
    }

    /// <summary>A quote opens at the start of a field, or right after one that closed (a doubled quote).</summary>
    private bool Opens(ReadOnlySpan<byte> text, int at) =>
        at == 0 || text[at - 1] == Separator || text[at - 1] == (byte)'\n' || (closedAt == at - 1 && closedAt >= 0);
}
