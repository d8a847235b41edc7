using System.Collections.Immutable;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Sources.Records.Mappings;

/// <summary>The words of a mapping file: the reader and the JSON Schema both take them from here.</summary>
internal static class MappingKeys
{
    public static readonly string[] Root =
    [
        "mapping",
        "title",
        "source",
        "format",
        "act",
        "encoding",
        "separator",
        "heading",
        "columns",
        "spell",
        "rows",
    ];

    public static readonly string[] Row =
    [
        "element",
        "around",
        "role",
        "number",
        "moment",
        "reference",
        "takes_back",
        "withdrawn",
        "columns",
    ];

    public static readonly string[] Column =
    [
        "from",
        "as",
        "constant",
        "codes",
        "otherwise",
        "empty",
        "formats",
        "day",
        "month",
        "minus",
        "unit",
        "unless",
        "house",
        "times",
        "optional",
    ];

    public static readonly string[] Spell = ["key", "later", "overlapping"];
    public static readonly string[] Title = ["en", "nl"];
    public static readonly string[] When = ["from", "is"];
    public static readonly string[] Unit = ["from", "minutes"];
    public static readonly string[] Formats = ["delimited", "xml"];
    public static readonly string[] Encodings = ["auto", "utf-8", "windows-1252"];
    public static readonly string[] Separators = ["auto", ";", ",", "|", "tab"];
    public static readonly string[] Roles = ["spell", "assignment", "delivery"];
    public static readonly string[] Later = ["kept", "replaces"];
    public static readonly string[] Overlapping = ["kept", "joined"];
    public static readonly string[] DateFormats = ["yyyymmdd", "yyyy-mm-dd", "dd-mm-yyyy"];

    /// <summary>Conversions that a column may choose; the others follow from the native column.</summary>
    public static readonly string[] As = ["text", "bsn", "gemeente", "buurt", "cents", "euros"];

    public static ImmutableArray<string> Native => RecordTokens.Columns;
}
