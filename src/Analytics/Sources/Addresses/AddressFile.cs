using System.Globalization;
using System.Text;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records.Joining;
using Populatie.Analytics.Sources.Records;
using Populatie.Analytics.Sources.Records.Mappings;

namespace Populatie.Analytics.Sources.Addresses;

/// <summary>
/// Reads a table of addresses: the file <c>pc6hnr…_gwb.csv</c> of CBS (<c>PC6;Huisnummer;Buurt2024;…</c>, buurt codes as
/// numbers without their zeros), or one with the columns <c>pc6</c> and <c>buurt</c>, with or without house number; plain
/// or gzip. A national table serves a city: what lies elsewhere only tells which postcodes cross the border.
/// </summary>
public static class AddressFile
{
    private const int BuurtDigits = 8;

    /// <exception cref="SourceFormatException">The file is no such table, or none of its buurten is among the areas.</exception>
    public static AddressTable Read(string path, AreaIndex index) => Read(RecordFile.OnDisk(path), index);

    internal static AddressTable Read(RecordFile file, AreaIndex index)
    {
        using var stream = new GuardedStream(file, markup: false);
        var rows = new DelimitedRows(file.Name, stream, new DelimitedLayout());
        if (!rows.Next())
        {
            throw RecordFaults.Empty(file.Name);
        }
        var (postcodeAt, houseAt, buurtAt, year) = Heading(file.Name, rows);
        var fields = rows.Count;
        var builder = new AddressTableBuilder(index);
        var leaves = index.Buurten.Select((b, leaf) => (b.Code, leaf)).ToDictionary(p => NumberOf(p.Code), p => p.leaf);
        Span<byte> text = stackalloc byte[16];
        while (rows.Next())
        {
            if (rows.Count != fields)
            {
                throw Bad(file.Name, rows.Line, 1);
            }
            var code = PlaceCode.PackPostcode(Ascii(rows[postcodeAt], text));
            if (code is PlaceCode.None or PlaceCode.Malformed || PlaceCode.HasHouse(code))
            {
                throw Bad(file.Name, rows.Line, postcodeAt + 1);
            }
            var leaf = LeafOf(rows[buurtAt], leaves) ?? throw Bad(file.Name, rows.Line, buurtAt + 1);
            if (houseAt < 0)
            {
                builder.Add(code, leaf);
            }
            else if (
                int.TryParse(rows[houseAt], NumberStyles.None, CultureInfo.InvariantCulture, out var house)
                && PlaceCode.TryAddHouse(code, house, out var address)
            )
            {
                builder.Add(code, address, leaf);
            }
            else
            {
                throw Bad(file.Name, rows.Line, houseAt + 1);
            }
        }
        return builder.Located > 0 ? builder.Build(year) : throw Elsewhere(file.Name, buurtAt + 1, year);
    }

    /// <summary>Shows each address with the number of its buurt, and whether the table tells houses apart.</summary>
    /// <exception cref="SourceFormatException">The file is no such table.</exception>
    internal static bool Show(RecordFile file, Action<ulong, int> see)
    {
        using var stream = new GuardedStream(file, markup: false);
        var rows = new DelimitedRows(file.Name, stream, new DelimitedLayout());
        if (!rows.Next())
        {
            throw RecordFaults.Empty(file.Name);
        }
        var (postcodeAt, houseAt, buurtAt, _) = Heading(file.Name, rows);
        var fields = rows.Count;
        Span<byte> text = stackalloc byte[16];
        while (rows.Next())
        {
            if (rows.Count != fields)
            {
                throw Bad(file.Name, rows.Line, 1);
            }
            var address = PlaceCode.PackPostcode(Ascii(rows[postcodeAt], text));
            if (address is PlaceCode.None or PlaceCode.Malformed || PlaceCode.HasHouse(address))
            {
                throw Bad(file.Name, rows.Line, postcodeAt + 1);
            }
            if (
                houseAt >= 0
                && !(
                    int.TryParse(rows[houseAt], NumberStyles.None, CultureInfo.InvariantCulture, out var house)
                    && PlaceCode.TryAddHouse(address, house, out address)
                )
            )
            {
                throw Bad(file.Name, rows.Line, houseAt + 1);
            }
            var buurt = NumberOf(rows[buurtAt]);
            see(address, buurt >= 0 ? buurt : throw Bad(file.Name, rows.Line, buurtAt + 1));
        }
        return houseAt >= 0;
    }

    private static (int Postcode, int House, int Buurt, int? Year) Heading(string file, DelimitedRows rows)
    {
        var (postcode, house, buurt, year) = (-1, -1, -1, (int?)null);
        for (var field = 0; field < rows.Count; field++)
        {
            var name = rows[field].ToString().ToUpperInvariant();
            if (name is "PC6" or "POSTCODE" or "POSTCODE6")
            {
                postcode = field;
            }
            else if (name is "HUISNUMMER" or "HNR")
            {
                house = field;
            }
            else if (name is "BUURT" or "BUURTCODE")
            {
                buurt = field;
            }
            else if (
                name.StartsWith("BUURT", StringComparison.Ordinal)
                && int.TryParse(name.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var vintage)
            )
            {
                (buurt, year) = (field, vintage);
            }
        }
        var missing = postcode < 0 ? "pc6" : "buurt";
        return postcode >= 0 && buurt >= 0
            ? (postcode, house, buurt, year)
            : throw new SourceFormatException(
                file,
                1,
                1,
                new($"no column '{missing}'", $"geen kolom '{missing}'"),
                new(
                    "the columns pc6 and buurt, or PC6;Huisnummer;Buurt2024 as CBS writes them",
                    "de kolommen pc6 en buurt, of PC6;Huisnummer;Buurt2024 zoals CBS ze schrijft"
                ),
                new("name them in the heading", "noem ze in de kopregel")
            );
    }

    /// <summary>Leaf of a buurt code; −1 for a buurt elsewhere, null for no code.</summary>
    private static int? LeafOf(ReadOnlySpan<char> code, Dictionary<int, int> leaves) =>
        NumberOf(code) switch
        {
            < 0 => null,
            var number => leaves.GetValueOrDefault(number, AddressTableBuilder.Elsewhere),
        };

    /// <summary>A buurt code as CBS writes it in these files, <c>BU03440111</c> or 3440111, as a number; −1 when it is none.</summary>
    private static int NumberOf(ReadOnlySpan<char> code)
    {
        var digits = code.StartsWith("BU", StringComparison.OrdinalIgnoreCase) ? code[2..] : code;
        return
            digits.Length is > 0 and <= BuurtDigits
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : -1;
    }

    private static ReadOnlySpan<byte> Ascii(ReadOnlySpan<char> field, Span<byte> text) =>
        field.Length <= text.Length ? text[..Encoding.ASCII.GetBytes(field, text)] : "?"u8;

    private static SourceFormatException Bad(string file, long line, int field) =>
        new(
            file,
            line,
            field,
            new("a row that is no address", "een regel die geen adres is"),
            new(
                "a postcode such as 3512AB, a house number if there is such a column, and a buurt code",
                "een postcode als 3512AB, een huisnummer als die kolom er is, en een buurtcode"
            ),
            new("mend or remove this row", "herstel of verwijder deze regel")
        );

    private static SourceFormatException Elsewhere(string file, int field, int? year)
    {
        var of = year is { } y ? y.ToString(CultureInfo.InvariantCulture) : "–";
        return new(
            file,
            1,
            field,
            new(
                $"no buurt of these areas (year in the heading: {of})",
                $"geen buurt van deze gebieden (jaar in de kop: {of})"
            ),
            new("addresses in the areas", "adressen in de gebieden"),
            new(
                "take the file of the year of the areas, or choose others with --areas",
                "neem het bestand van het jaar van de gebieden, of kies andere met --areas"
            )
        );
    }
}
