using System.Text;

namespace Populatie.Analytics.Sources.Records;

/// <summary>How the bytes of a file become text, as far as they have shown.</summary>
internal enum TextEncoding : byte
{
    /// <summary>Only ASCII so far: every reading is the same.</summary>
    Ascii,
    Utf8,
    Utf8WithMark,
    Windows1252,
}

/// <summary>
/// The decision between UTF-8 and Windows-1252. The first byte above 127 decides, whatever the size of the blocks: when a
/// UTF-8 character begins there, the file is UTF-8 and any later break of it is an error; when not, and it makes sense as
/// a Windows-1252 character among its neighbours, the file is Windows-1252; when neither, the file is refused.
/// </summary>
internal static class TextEncodings
{
    private const string Symbols = "€‚„…‹‘’“”–—›£§«°´»";

    /// <summary>What bytes 0x80 … 0x9F mean in Windows-1252; the others are as in Latin-1. Five are not defined.</summary>
    private const string High = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

    public static string Name(this TextEncoding encoding) =>
        encoding switch
        {
            TextEncoding.Ascii => "ASCII",
            TextEncoding.Utf8 => "UTF-8",
            TextEncoding.Utf8WithMark => "UTF-8 with BOM",
            _ => "Windows-1252",
        };

    /// <summary>The first byte above 127, or −1.</summary>
    public static int FirstHigh(ReadOnlySpan<byte> text) => text.IndexOfAnyInRange((byte)0x80, (byte)0xFF);

    /// <summary>Decides at the first byte above 127 of whole rows.</summary>
    /// <returns>Null when the byte at <paramref name="at"/> fits neither encoding.</returns>
    public static TextEncoding? Decide(ReadOnlySpan<byte> text, int at)
    {
        if (Rune.DecodeFromUtf8(text[at..], out _, out _) == System.Buffers.OperationStatus.Done)
        {
            return TextEncoding.Utf8;
        }
        var before = at > 0 ? (char)text[at - 1] : '\n';
        var after = at + 1 < text.Length ? Windows1252(text[at + 1]) : '\n';
        return IsPlausible(before, Windows1252(text[at]), after) ? TextEncoding.Windows1252 : null;
    }

    /// <summary>Offset of the first byte that breaks UTF-8, or −1.</summary>
    public static int FirstInvalidUtf8(ReadOnlySpan<byte> text)
    {
        if (System.Text.Unicode.Utf8.IsValid(text))
        {
            return -1;
        }
        var at = 0;
        while (Rune.DecodeFromUtf8(text[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }
        return at;
    }

    /// <summary>Windows-1252 as UTF-8 in a buffer of its own; a byte that has no meaning gives −1 − its offset.</summary>
    public static int ToUtf8(ReadOnlySpan<byte> text, Span<byte> utf8)
    {
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var letter = Windows1252(text[i]);
            if (letter == '\0' && text[i] != 0)
            {
                return -1 - i;
            }
            length += new Rune(letter).EncodeToUtf8(utf8[length..]);
        }
        return length;
    }

    private static char Windows1252(byte value) => value is >= 0x80 and < 0xA0 ? High[value - 0x80] : (char)value;

    /// <summary>
    /// A letter stands beside a letter, a capital not after a small one, ÿ between two; a symbol stands among ASCII.
    /// Stray bytes of damaged UTF-8 hardly ever do.
    /// </summary>
    private static bool IsPlausible(char before, char letter, char after) =>
        letter switch
        {
            '\0' or 'Ð' or 'ð' or 'Þ' or 'þ' => false,
            'ÿ' => char.IsAsciiLetter(before) && char.IsAsciiLetter(after),
            _ when char.IsUpper(letter) => !char.IsLower(before) && char.IsLetter(after),
            _ when char.IsLetter(letter) => char.IsLetter(before) || char.IsLetter(after),
            _ => Symbols.Contains(letter, StringComparison.Ordinal)
                && char.IsAscii(after)
                && !char.IsAsciiLetter(before),
        };
}
