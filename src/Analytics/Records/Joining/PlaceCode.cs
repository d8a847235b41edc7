namespace Populatie.Analytics.Records.Joining;

/// <summary>Area codes and postcodes as numbers, so that placing a record compares no text.</summary>
public static class PlaceCode
{
    /// <summary>A record that gives none.</summary>
    public const ulong None = 0;

    /// <summary>A text that is no such code.</summary>
    public const ulong Malformed = ulong.MaxValue;

    private const int PostcodeBits = 24;
    private const ulong PostcodeMask = (1UL << PostcodeBits) - 1;
    private const int MostHouse = 99_999;

    /// <summary>Packs <c>BU</c>+8, <c>WK</c>+6 or <c>GM</c>+4 digits; the letters in any case.</summary>
    public static ulong PackArea(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return None;
        }
        if (text.Length < 3)
        {
            return Malformed;
        }
        var (level, digits) = (text[0] & 0xDF, text[1] & 0xDF) switch
        {
            ('B', 'U') => (1UL, 8),
            ('W', 'K') => (2UL, 6),
            ('G', 'M') => (3UL, 4),
            _ => (0UL, -1),
        };
        return digits == text.Length - 2 && TryNumber(text[2..], out var number) ? (level << 40) | number : Malformed;
    }

    /// <summary>Packs the eight digits of a buurt code.</summary>
    public static ulong OfBuurt(uint digits) => (1UL << 40) | digits;

    /// <summary>
    /// Packs a postcode6: four digits, an optional space, two letters in any case; with a house number behind it, an
    /// address: <c>3512AB 12</c>. Letters and additions of the house are passed over.
    /// </summary>
    public static ulong PackPostcode(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return None;
        }
        var letters = text.Length >= 7 && text[4] == ' ' ? 5 : 4;
        if (text.Length < letters + 2 || !TryNumber(text[..4], out var number) || number < 1000)
        {
            return Malformed;
        }
        var (first, second) = ((text[letters] & 0xDF) - 'A', (text[letters + 1] & 0xDF) - 'A');
        if (first is < 0 or >= 26 || second is < 0 or >= 26 || !char.IsAsciiLetter((char)text[letters]))
        {
            return Malformed;
        }
        var postcode = (number * 676) + (ulong)((first * 26) + second);
        return text.Length == letters + 2 ? postcode : WithHouse(postcode, text[(letters + 2)..]);
    }

    /// <summary>Whether a packed postcode has a house number.</summary>
    public static bool HasHouse(ulong postcode) => postcode is > PostcodeMask and not Malformed;

    /// <summary>The postcode of an address.</summary>
    public static ulong PostcodeOf(ulong address) => address & PostcodeMask;

    public static bool TryAddHouse(ulong postcode, int house, out ulong address)
    {
        address = ((ulong)(uint)house << PostcodeBits) | postcode;
        return house is > 0 and <= MostHouse;
    }

    private static ulong WithHouse(ulong postcode, ReadOnlySpan<byte> rest)
    {
        rest = rest.TrimStart((byte)' ');
        var digits = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        digits = digits < 0 ? rest.Length : digits;
        return
            digits is > 0 and <= 5
            && TryNumber(rest[..digits], out var house)
            && TryAddHouse(postcode, (int)house, out var address)
            ? address
            : Malformed;
    }

    private static bool TryNumber(ReadOnlySpan<byte> digits, out ulong number)
    {
        number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return false;
            }
            number = (number * 10) + (ulong)(digit - '0');
        }
        return true;
    }
}
