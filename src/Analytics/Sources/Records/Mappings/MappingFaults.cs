using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Sources.Records.Mappings;

/// <summary>
/// The ways in which a source with a mapping cannot be used at all. Nothing that stands in the source is repeated: it is
/// personal.
/// </summary>
internal static class MappingFaults
{
    private static readonly Bilingual WellFormed = new("a well-formed message", "een welgevormd bericht");
    private static readonly Bilingual ExportAgain = new("export it again", "exporteer het opnieuw");

    public static SourceFormatException Damaged(string file, bool gzip, Exception? fault) =>
        new(
            file,
            null,
            null,
            gzip
                ? new("a gzip file that is cut short or damaged", "een gzip-bestand dat is afgekapt of beschadigd")
                : new("a file that cannot be read on", "een bestand dat niet verder te lezen is"),
            new("a whole file", "een heel bestand"),
            new("copy or download it again", "kopieer of download het opnieuw"),
            fault
        );

    public static SourceFormatException TooLarge(string file, long gigabytes) =>
        new(
            file,
            null,
            null,
            new($"more than {gigabytes} GB of text", $"meer dan {gigabytes} GB tekst"),
            new("one delivery", "één aanlevering"),
            new("split it by year", "splits het per jaar")
        );

    public static SourceFormatException LongMarkup(string file, long megabytes) =>
        new(
            file,
            null,
            null,
            new($"a piece of more than {megabytes} MB in the XML", $"een stuk van meer dan {megabytes} MB in de XML"),
            WellFormed,
            ExportAgain
        );

    public static SourceFormatException NotWellFormed(string file, long line, long column, Exception? fault = null) =>
        new(
            file,
            line,
            column,
            new("XML that is not well-formed", "XML die niet welgevormd is"),
            WellFormed,
            ExportAgain,
            fault
        );

    public static SourceFormatException DocumentType(string file, long line, long column) =>
        new(
            file,
            line,
            column,
            new("a document type", "een documenttype"),
            new("a message without document type or entities", "een bericht zonder documenttype of entiteiten"),
            new("have it exported as the standard says", "laat het exporteren zoals de standaard voorschrijft")
        );

    public static SourceFormatException NotXml(string file) =>
        new(
            file,
            1,
            1,
            new("no XML", "geen XML"),
            WellFormed,
            new("choose the mapping of this kind of file", "kies de mapping van dit soort bestand")
        );

    public static SourceFormatException TooDeep(string file, long line, long column, int most) =>
        new(
            file,
            line,
            column,
            new($"more than {most} elements within each other", $"meer dan {most} elementen in elkaar"),
            WellFormed,
            ExportAgain
        );

    public static SourceFormatException NoRows(string file, IEnumerable<string> elements) =>
        new(
            file,
            null,
            null,
            new("no rows", "geen regels"),
            new($"an element {string.Join(" or ", elements)}", $"een element {string.Join(" of ", elements)}"),
            new("choose the mapping of this kind of file", "kies de mapping van dit soort bestand")
        );

    public static SourceFormatException NoRows(string file) =>
        new(
            file,
            2,
            1,
            new("a heading and no rows", "een kopregel en geen regels"),
            new("a heading and rows", "een kopregel en regels"),
            new("check that the export was finished", "controleer of de export is afgemaakt")
        );

    public static SourceFormatException NothingLeft(string file, long rows) =>
        new(
            file,
            null,
            null,
            new(
                $"{rows} rows that were all withdrawn or taken back",
                $"{rows} regels die allemaal zijn ingetrokken of teruggenomen"
            ),
            new("at least one record", "minstens één registratie"),
            new("add the deliveries that they belong to", "voeg de aanleveringen toe waar ze bij horen")
        );

    public static SourceFormatException Encoding(string file, long line, long column, string expected) =>
        new(
            file,
            line,
            column,
            new("a byte that is no text", "een byte die geen tekst is"),
            Bilingual.Same(expected),
            new("save the file again in one encoding", "bewaar het bestand opnieuw in één codering")
        );
}
