using System.Globalization;
using System.Text;

namespace Populatie.Analytics.Sources.Records.Mappings;

/// <summary>
/// Turns a burgerservicenummer into a keyed digest the moment it is read: nothing behind this holds one. Not thread-safe.
/// </summary>
internal sealed class PersonNumber(ReadOnlySpan<byte> key)
{
    private const string UnknownPerson = "999999999";
    private const string Unborn = "000000000";
    private readonly PersonDigests known = new(key, "burgerservicenummer"u8);
    private readonly PersonDigests unknown = new(key, "no burgerservicenummer"u8);
    private readonly Dictionary<UInt128, int> seen = [];

    /// <summary>A new file begins.</summary>
    public void BeginFile() => seen.Clear();

    /// <summary>Digest of a number, with or without its leading zeros.</summary>
    /// <param name="digest">Null when the number says that there is none.</param>
    /// <returns>False when the text is no such number.</returns>
    public bool TryDigest(string text, out string? digest)
    {
        digest = null;
        Span<byte> digits = stackalloc byte[9];
        digits.Fill((byte)'0');
        var at = digits.Length;
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (text[i] is ' ' or '.' or '-')
            {
                continue;
            }
            if (!char.IsAsciiDigit(text[i]) || at == 0)
            {
                return false;
            }
            digits[--at] = (byte)text[i];
        }
        if (at > 2)
        {
            return false;
        }
        if (
            !digits.SequenceEqual(Encoding.ASCII.GetBytes(UnknownPerson))
            && !digits.SequenceEqual(Encoding.ASCII.GetBytes(Unborn))
        )
        {
            digest = known.Of(digits).ToString("x32", CultureInfo.InvariantCulture);
        }
        return true;
    }

    /// <summary>
    /// A person of its own for a row without number: the n-th with such traits in one file is the n-th in another, so that
    /// a row that is delivered again is the same person again, and two rows of one file never are.
    /// </summary>
    public string OwnPerson(string traits)
    {
        var digest = unknown.Of(Encoding.UTF8.GetBytes(traits));
        var turn = seen.GetValueOrDefault(digest);
        seen[digest] = turn + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{digest:x32}-{turn}");
    }
}
