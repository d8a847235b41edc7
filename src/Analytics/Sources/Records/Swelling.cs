using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Sources.Records;

/// <summary>
/// When a gzip file is a bomb: some kilobytes that unpack to more than a disk holds. Tables of care pack some 5 to 30
/// times; the best that gzip can do is 1,032 times, and only with the same byte over and over. Whoever trusts a file that
/// is refused can unpack it first: text by itself has no such limit.
/// </summary>
internal static class Swelling
{
    /// <summary>Text under this size may be packed in any ratio: it does no harm.</summary>
    public const long FreeBytes = 32L << 20;

    /// <summary>Most bytes of text for each packed byte.</summary>
    public const long MostRatio = 150;

    /// <summary>Most text of one packed file.</summary>
    public const long MostBytes = 256L << 30;

    /// <exception cref="SourceFormatException">So much text from so few bytes is not honest.</exception>
    public static void Check(string file, long packed, long text)
    {
        if (text <= FreeBytes)
        {
            return;
        }
        if (text / MostRatio > packed)
        {
            throw Refused(
                file,
                new(
                    $"a gzip file that gives more than {MostRatio} times its own size",
                    $"een gzip-bestand dat meer dan {MostRatio} maal zijn eigen omvang oplevert"
                )
            );
        }
        if (text > MostBytes)
        {
            throw Refused(
                file,
                new(
                    $"a gzip file with more than {MostBytes >> 30} GB of text",
                    $"een gzip-bestand met meer dan {MostBytes >> 30} GB tekst"
                )
            );
        }
    }

    private static SourceFormatException Refused(string file, Bilingual found) =>
        new(
            file,
            null,
            null,
            found,
            new("a packed delivery", "een ingepakte aanlevering"),
            new("ask the sender what it is, or unpack it first", "vraag de afzender wat het is, of pak het eerst uit")
        );
}
