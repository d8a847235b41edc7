using System.Collections.Frozen;
using System.Collections.Immutable;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Yaml;

namespace Populatie.Analytics.Sources.Records.Mappings;

/// <summary>Reads what a mapping says of one kind of row. Not thread-safe: one per kind.</summary>
internal sealed class RowKindReader
{
    private readonly ProductAxis products;
    private readonly Act? act;
    private readonly List<string> fields = [];

    private RowKindReader(ProductAxis products, Act? act) => (this.products, this.act) = (products, act);

    public static RowKind Delimited(YamlPlace root, ProductAxis products, Act? act)
    {
        var reader = new RowKindReader(products, act);
        var columns = reader.Columns(root.Get("columns"));
        return new() { Columns = columns, Fields = [.. reader.fields] };
    }

    public static RowKind Read(YamlPlace row, ProductAxis products, Act? act)
    {
        var reader = new RowKindReader(products, act);
        var columns = reader.Columns(row.Get("columns"));
        var kind = new RowKind
        {
            Element = row.Get("element").Text(),
            Around = row.Find("around") is { } around ? [.. around.Items().Select(a => a.Text())] : [],
            Role = (RowRole)(
                row.Find("role") is { } role
                    ? Array.IndexOf(MappingKeys.Roles, MappingReader.Choice(role, MappingKeys.Roles))
                    : 0
            ),
            Columns = columns,
            Number = reader.Slots(row.Find("number")),
            Moment = reader.Slots(row.Find("moment")),
            Reference = reader.Slots(row.Find("reference")),
            TakesBack = reader.Slots(row.Find("takes_back")),
            Withdrawn = reader.Codes(row.Find("withdrawn"), "is"),
            Fields = [],
        };
        if (kind.Role != RowRole.Spell && kind.Number.IsEmpty)
        {
            throw row.Fault(
                new("no 'number'", "geen 'number'"),
                new("what joins assignments and deliveries", "wat toewijzingen en leveringen verbindt"),
                MappingReader.Mend
            );
        }
        return kind with { Fields = [.. reader.fields] };
    }

    private ImmutableArray<ColumnRule?> Columns(YamlPlace place)
    {
        string[] names = [.. MappingKeys.Native];
        place.Map(names);
        foreach (var required in (string[])["person", "product"])
        {
            place.Get(required);
        }
        return [.. names.Select((name, i) => place.Find(name) is { } c ? Rule((RecordColumn)i, c) : null)];
    }

    private ColumnRule Rule(RecordColumn column, YamlPlace place)
    {
        place.Map(MappingKeys.Column);
        var conversion = ConversionOf(column, place.Find("as"));
        var rule = new ColumnRule
        {
            From = Slots(place.Find("from")),
            As = conversion,
            Optional = place.Find("optional")?.Truth() ?? false,
            Constant = place.Find("constant")?.Text(),
            Codes = place.Find("codes") is { } codes ? Table(codes, c => c.Text()) : null,
            Otherwise = place.Find("otherwise")?.TextOrEmpty(),
            Empty = place.Find("empty")?.Text(),
            Formats = place.Find("formats") is { } formats
                ? [.. Listed(formats).Select(f => Format(f))]
                : [DateFormat.Iso, DateFormat.Compact],
            Day = place.Find("day")?.Integer(1, 28) ?? 0,
            Month = place.Find("month")?.Integer(1, 12) ?? 0,
            Minus = Codes(place.Find("minus"), "is"),
            Unless = Codes(place.Find("unless"), "is"),
            House = Slots(place.Find("house")),
            Times = Slots(place.Find("times")),
        };
        if (rule.Constant is null && rule.From.IsEmpty)
        {
            throw place.Fault(
                new("neither 'from' nor 'constant'", "geen 'from' en geen 'constant'"),
                new("where the column comes from", "waar de kolom vandaan komt"),
                MappingReader.Mend
            );
        }
        if (place.Find("unit") is { } unit)
        {
            unit.Map(MappingKeys.Unit);
            rule = rule with
            {
                UnitSlot = Slot(unit.Get("from").Text()),
                UnitMinutes = Table(unit.Get("minutes"), m => m.Integer(1, 100_000)),
            };
        }
        CheckProducts(conversion, place);
        return rule;
    }

    private static Conversion ConversionOf(RecordColumn column, YamlPlace? chosen)
    {
        var word = chosen is null ? null : MappingReader.Choice(chosen, MappingKeys.As);
        return (column, word) switch
        {
            (RecordColumn.Person, "bsn") => Conversion.Bsn,
            (RecordColumn.BirthYear, null) => Conversion.Year,
            (RecordColumn.Requested or RecordColumn.Started or RecordColumn.Ended, null) => Conversion.Date,
            (RecordColumn.Postcode, null) => Conversion.Postcode,
            (RecordColumn.Buurt, "gemeente") => Conversion.Gemeente,
            (RecordColumn.Buurt, "buurt") => Conversion.Buurt,
            (RecordColumn.Product, null) => Conversion.Product,
            (RecordColumn.CostCents, "cents" or null) => Conversion.Cents,
            (RecordColumn.CostCents, "euros") => Conversion.Euros,
            (RecordColumn.Hours, null) => Conversion.Hours,
            (_, null or "text") => Conversion.Text,
            _ => throw chosen!.Fault(
                Bilingual.Same($"'{word}'"),
                new("a conversion that fits this column", "een omzetting die bij deze kolom past"),
                MappingReader.Mend
            ),
        };
    }

    /// <summary>Every product that the mapping names must be in the catalogue, and of its act.</summary>
    private void CheckProducts(Conversion conversion, YamlPlace place)
    {
        if (conversion != Conversion.Product)
        {
            return;
        }
        string[] keys = ["constant", "otherwise", "empty"];
        var named = keys.Select(place.Find).OfType<YamlPlace>();
        foreach (var product in named.Concat(place.Find("codes")?.Entries().Select(e => e.Value) ?? []))
        {
            var code = product.Text();
            if (products.TryFind(code, out var ordinal) && ordinal < products.ProductCount && Fits(ordinal))
            {
                continue;
            }
            var near = Spelling.Nearest(
                code,
                products.Products.Where(p => act is null || p.Act == act).Select(p => p.Code)
            );
            throw product.Fault(
                Bilingual.Same($"'{code}'"),
                act is { } a
                    ? new($"a product of the catalogue under {a}", $"een product van de catalogus onder {a}")
                    : new("a product of the catalogue", "een product van de catalogus"),
                near is null ? MappingReader.Mend : new($"did you mean '{near}'?", $"bedoelde u '{near}'?")
            );
        }
    }

    private bool Fits(int product) => act is null || products.Products[product].Act == act;

    private CodeSet? Codes(YamlPlace? place, string codes)
    {
        if (place is null)
        {
            return null;
        }
        place.Map(MappingKeys.When);
        return new(Slot(place.Get("from").Text()), [.. Listed(place.Get(codes)).Select(c => c.Text())]);
    }

    private ImmutableArray<int> Slots(YamlPlace? place) =>
        place is null ? [] : [.. Listed(place).Select(p => Slot(p.Text()))];

    private int Slot(string name)
    {
        var slot = fields.IndexOf(name);
        if (slot < 0)
        {
            fields.Add(name);
        }
        return slot < 0 ? fields.Count - 1 : slot;
    }

    /// <summary>A table by code, whatever the case of its letters.</summary>
    private static FrozenDictionary<string, T> Table<T>(YamlPlace place, Func<YamlPlace, T> read)
    {
        var table = new Dictionary<string, T>(StringComparer.OrdinalIgnoreCase);
        foreach (var (code, value) in place.Entries())
        {
            if (!table.TryAdd(code, read(value)))
            {
                throw value.Fault(
                    new($"the code '{code}' twice", $"tweemaal de code '{code}'"),
                    new("each code once, whatever its case", "elke code eenmaal, hoofdletters of niet"),
                    MappingReader.Mend
                );
            }
        }
        return table.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    private static DateFormat Format(YamlPlace place) =>
        MappingReader.Choice(place, MappingKeys.DateFormats) switch
        {
            "yyyymmdd" => DateFormat.Compact,
            "yyyy-mm-dd" => DateFormat.Iso,
            _ => DateFormat.DayFirst,
        };

    private static IEnumerable<YamlPlace> Listed(YamlPlace place) => place.IsList ? place.Items() : [place];
}
