using System.Globalization;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Sources.Records;

/// <summary>The ways in which a whole file of records cannot be used, each with what was found, expected, and how to mend it.</summary>
internal static class RecordFaults
{
    private static readonly Bilingual ATable = new(
        "a heading and rows of records",
        "een kopregel en regels met records"
    );

    public static SourceFormatException Empty(string file) =>
        new(
            file,
            1,
            1,
            new("an empty file", "een leeg bestand"),
            ATable,
            new("check that the export was finished", "controleer of de export is afgemaakt")
        );

    public static SourceFormatException NoFile(string file) =>
        new(
            file,
            null,
            null,
            new("no such file", "geen bestand met die naam"),
            new("one to read", "een om te lezen"),
            new("check the name and the folder", "controleer de naam en de map")
        );

    public static SourceFormatException NoRows(string file) =>
        new(
            file,
            2,
            1,
            new("a heading and no rows", "een kopregel en geen regels"),
            ATable,
            new("check that the export was finished", "controleer of de export is afgemaakt")
        );

    public static SourceFormatException NotText(string file, string english, string dutch) =>
        new(
            file,
            1,
            1,
            new(english, dutch),
            new("text in UTF-8 or Windows-1252", "tekst in UTF-8 of Windows-1252"),
            new("save it as CSV (UTF-8)", "bewaar het als CSV (UTF-8)")
        );

    public static SourceFormatException NotUtf8(string file, TextPlace place, byte value) =>
        new(
            file,
            place.Line,
            place.Column,
            new(
                string.Create(CultureInfo.InvariantCulture, $"invalid UTF-8 (byte 0x{value:X2})"),
                string.Create(CultureInfo.InvariantCulture, $"ongeldige UTF-8 (byte 0x{value:X2})")
            ),
            new("UTF-8 or Windows-1252 throughout", "overal UTF-8 of overal Windows-1252"),
            new("save the file again in one encoding", "bewaar het bestand opnieuw in één codering")
        );

    public static SourceFormatException LongLine(string file, long line, int most) =>
        new(
            file,
            line,
            1,
            new($"a row of more than {most} bytes", $"een regel van meer dan {most} bytes"),
            new($"rows of at most {most} bytes", $"regels van hoogstens {most} bytes"),
            new(
                "check the line ends, and for a quote that is never closed",
                "controleer de regeleinden, en op een aanhalingsteken dat nergens sluit"
            )
        );

    public static SourceFormatException OpenQuote(string file, long line) =>
        new(
            file,
            line,
            null,
            new("a quote that is never closed", "een aanhalingsteken dat nergens sluit"),
            new("a closing quote", "een sluitend aanhalingsteken"),
            new("close the quote in this row", "sluit het aanhalingsteken in deze regel")
        );

    /// <summary>
    /// Why a stream ended early. A source that knows the reason better (a database that went away, an interruption) throws
    /// an <see cref="IOException"/> around it, and that reason is told instead.
    /// </summary>
    public static Exception BadStream(string file, long line, bool gzip, Exception fault) =>
        fault is IOException { InnerException: PopulatieException or OperationCanceledException } ? fault.InnerException
        : gzip
            ? new SourceFormatException(
                file,
                line,
                null,
                new("a gzip file that is cut short or damaged", "een gzip-bestand dat is afgekapt of beschadigd"),
                new("a whole gzip file", "een heel gzip-bestand"),
                new("copy or download it again", "kopieer of download het opnieuw"),
                fault
            )
        : new SourceFormatException(
            file,
            line,
            null,
            new("a file that cannot be read on", "een bestand dat niet verder te lezen is"),
            ATable,
            Bilingual.Same(fault.Message),
            fault
        );

    public static SourceFormatException LineEnds(string file, long column) =>
        new(
            file,
            1,
            column,
            new("a carriage return within the line", "een carriage return midden in de regel"),
            new("lines that end in LF or CRLF", "regels die eindigen op LF of CRLF"),
            new("save the file with other line ends", "bewaar het bestand met andere regeleinden")
        );

    public static SourceFormatException Separator(string file, string found) =>
        new(
            file,
            1,
            1,
            Bilingual.Same(found),
            new("columns separated by ',' or ';'", "kolommen gescheiden door ',' of ';'"),
            new("save the file as CSV with one of these", "bewaar het bestand als CSV met een van die twee")
        );

    public static SourceFormatException OtherSeparator(string file, long line, byte heading, string row) =>
        new(
            file,
            line,
            1,
            new($"one field: {row}", $"één veld: {row}"),
            new(
                $"fields separated by '{(char)heading}', as in the heading",
                $"velden gescheiden door '{(char)heading}', zoals in de kop"
            ),
            new(
                "save the file with one separator throughout",
                "bewaar het bestand met overal hetzelfde scheidingsteken"
            )
        );
}
