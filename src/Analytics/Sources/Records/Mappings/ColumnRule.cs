using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Populatie.Analytics.Sources.Records.Mappings;

/// <summary>How the text of a source field becomes that of a native column.</summary>
internal enum Conversion : byte
{
    /// <summary>As it stands, after the code table if there is one.</summary>
    Text,

    /// <summary>A burgerservicenummer: digested at once; two values mean that there is none.</summary>
    Bsn,

    /// <summary>The year of a date.</summary>
    Year,
    Date,

    /// <summary>A postcode; a gemeente code in its place is passed over.</summary>
    Postcode,

    /// <summary>A gemeente code of up to four digits; anything else is passed over.</summary>
    Gemeente,

    /// <summary>A buurt code of up to eight digits, with or without BU.</summary>
    Buurt,
    Product,
    Cents,
    Euros,

    /// <summary>A volume in a unit, as hours.</summary>
    Hours,
}

/// <summary>Where one native column comes from, and how.</summary>
internal sealed record ColumnRule
{
    /// <summary>Slots to look in; the first that has a text gives it.</summary>
    public ImmutableArray<int> From { get; init; } = [];

    public Conversion As { get; init; }

    /// <summary>Whether a delimited file may lack the column.</summary>
    public bool Optional { get; init; }

    /// <summary>A text that is always the same.</summary>
    public string? Constant { get; init; }

    /// <summary>Code of the source → text of the native layout; null without a table.</summary>
    public FrozenDictionary<string, string>? Codes { get; init; }

    /// <summary>What a code becomes that the table does not have; null: it is unknown.</summary>
    public string? Otherwise { get; init; }

    /// <summary>What an empty field becomes.</summary>
    public string? Empty { get; init; }

    /// <summary>Ways of writing a date, tried in order.</summary>
    public ImmutableArray<DateFormat> Formats { get; init; } = [];

    /// <summary>Day that stands for an unknown one, and month; 0 when an incomplete date cannot be used.</summary>
    public int Day { get; init; }

    public int Month { get; init; }

    /// <summary>Codes that make an amount negative.</summary>
    public CodeSet? Minus { get; init; }

    /// <summary>Field with the unit of a volume, and minutes per unit; a unit that is not time gives no hours.</summary>
    public int UnitSlot { get; init; } = -1;

    public FrozenDictionary<string, int>? UnitMinutes { get; init; }

    /// <summary>When the text means nothing.</summary>
    public CodeSet? Unless { get; init; }

    /// <summary>Slots of the house number behind a postcode.</summary>
    public ImmutableArray<int> House { get; init; } = [];

    /// <summary>Slots whose product an amount should be.</summary>
    public ImmutableArray<int> Times { get; init; } = [];
}

/// <summary>Ways of writing a date.</summary>
internal enum DateFormat : byte
{
    /// <summary>20240630</summary>
    Compact,

    /// <summary>2024-06-30, with or without a time behind it</summary>
    Iso,

    /// <summary>30-06-2024, 30/06/2024, 30.6.2024</summary>
    DayFirst,
}
