using System.Text;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Need.Sources;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Addresses;
using Populatie.Analytics.Sources.Maps;
using Populatie.Analytics.Sources.Products;
using Populatie.Analytics.Sources.Published;
using Populatie.Analytics.Sources.Records;
using Populatie.Analytics.Sources.Tables;
using Populatie.Analytics.Sources.Vintages;
using Populatie.Fuzz.Inputs;
using Populatie.Fuzz.Trials;

namespace Populatie.Fuzz.Targets;

/// <summary>A small table that is read whole, by a grammar of columns.</summary>
internal sealed class SmallTables(
    string name,
    TableGrammar grammar,
    Func<byte[], long> read,
    string before = "",
    string separators = ",;"
) : Target
{
    public override string Name => name;

    public override IReadOnlyList<string> Words => grammar.Words;

    public override byte[]? Write(Draws draws) => grammar.Write(draws, draws.OneIn(10) ? "" : before, separators);

    public override long Read(byte[] input) => read(input);

    private static StreamReader Text(byte[] input) => new(new MemoryStream(input, writable: false), Encoding.UTF8);

    private static readonly string[] Numbers =
    [
        "0",
        "5",
        "120",
        "3405",
        "",
        ".",
        "-99997",
        "1.5",
        "-1",
        "2147483648",
        "x",
    ];

    private static readonly string[] Codes =
    [
        "BU03440111",
        "BU03440112",
        "BU03440211",
        "WK034401",
        "GM0344",
        "",
        "NL00",
    ];

    public static SmallTables Groupings { get; } =
        new(
            "groupings",
            new(
                ("buurt", ["BU03440111", "BU03440112", "BU03440211", "BU99999999"]),
                ("buurtteam", ["BT01", "BT02", ""]),
                ("buurtteam_name", ["West", "Oost", ""]),
                ("provider_area", ["PA1", "PA2", ""])
            ),
            input =>
            {
                var groupings = GroupingFile.Read(Text(input), File, SmallMap.Index.Buurten);
                var index = new AreaIndex(SmallMap.Index.Buurten, null, null, groupings);
                return Shape(groupings.Count, index.Levels.Count(), groupings.Sum(g => g.Areas.Count()));
            },
            "# remark\n"
        );

    public static SmallTables Addresses { get; } =
        new(
            "addresses",
            new(
                ("PC6", ["3512AB", "3512 AB", "3511XX", "9999ZZ", "0999AA", ""]),
                ("Huisnummer", ["1", "2", "30", "99999", "0", "-1", "2147483648", ""]),
                ("Buurt2024", ["3440111", "3440112", "03440211", "BU03440111", "99990000", "1", "", "999999999999"])
            ),
            input =>
            {
                var table = AddressFile.Read(RecordFile.InMemory(File, input), SmallMap.Index);
                return Shape(Size(table.Leaves.Count), table.Year ?? -1, Size(table.Rows), Size(table.Shared));
            }
        );

    public static SmallTables Kerncijfers { get; } =
        new(
            "kerncijfers",
            new(
                ("gwb_code_10", Codes),
                ("jaar", ["2020", "2021", "", "0"]),
                ("AantalInwoners_5", Numbers),
                ("Mannen_6", Numbers),
                ("Vrouwen_7", Numbers),
                ("k_0Tot15Jaar_8", Numbers),
                ("k_15Tot25Jaar_9", Numbers),
                ("k_25Tot45Jaar_10", Numbers),
                ("k_45Tot65Jaar_11", Numbers),
                ("k_65JaarOfOuder_12", Numbers)
            ),
            input =>
            {
                var rows = KerncijferFile.Read(Text(input), File, 2020);
                return Shape(Size(rows.Count), rows.Count(r => r.Total is null), rows.Count(r => r.Men > r.Total));
            },
            separators: ",;\t"
        );

    public static SmallTables Published { get; } =
        new(
            "published",
            new(("code", Codes), ("year", ["2020", "2021", ""]), ("persons", Numbers), ("share", Numbers)),
            input =>
            {
                var table = PublishedTable.Parse(File, Encoding.UTF8.GetString(input));
                var (known, sum) = (0L, 0.0);
                foreach (var row in table.Rows)
                {
                    known += row.Count("persons") is null ? 0 : 1;
                    sum += row.Number("share") ?? 0;
                    _ = row.Text("code");
                }
                Demand(double.IsFinite(sum), "a published number is finite");
                return Shape(Size(table.Rows.Length), Size(known), table.Provenance.Count);
            },
            "# title: invented\n# source: nobody\n# licence: none\n# date: 2020\n# unit: persons\n# basis: assumed\n",
            ","
        );

    public static SmallTables Changes { get; } =
        new(
            "change-matrix",
            new(
                ("from", ["BU03440111", "BU03440112", "WK034401", ""]),
                ("to", ["BU03440111", "BU03440112", "BU03440211", "x"]),
                ("share", ["1", "0.5", "0.333", "0", "-1", "1.5", "NaN", "1e30", "0.0000001"]),
                ("addresses", ["1", "60", "0", "-5", "9223372036854775807", "1.5"])
            ),
            input =>
            {
                _ = ChangeMatrixFile.Read(Text(input), File);
                return 1;
            },
            "# invented\n"
        );

    public static SmallTables NationalRates { get; } =
        new(
            "national-rates",
            new(
                ("product", ["wmo-huishouden", "wmo-begeleiding", "jeugd-ambulant", "all", "onzin"]),
                ("band", ["0-3", "4-11", "18-44", "85+", "x"]),
                ("sex", ["V", "M", "O"]),
                ("rate", ["0.01", "0", "1e-3", "-1", "NaN", "1e400"])
            ),
            input =>
            {
                var lines = Encoding.UTF8.GetString(input).Split('\n').Select(l => l.TrimEnd('\r')).ToArray();
                var rates = NationalRateReader.Parse(
                    File,
                    lines,
                    "digest",
                    ProductCatalogue.Embedded,
                    AgeBands.Default
                );
                return Size(rates.Rates.Count(r => r > 0));
            },
            separators: ","
        );
}
