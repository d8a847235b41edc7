using System.Globalization;
using System.Text;
using Populatie.Fuzz.Inputs;

namespace Populatie.Fuzz.Worlds;

/// <summary>One command of the main job, given in a workspace where those before it have been done.</summary>
/// <param name="Output">File outside the workspace that the command writes; null for none.</param>
internal sealed record Step(string Name, string[] Command, string? Output = null);

/// <summary>
/// Everything that the main job needs, as small as it gets: four square buurten under codes of Utrecht, a few hundred
/// invented spells, a scenario to 2028. A command takes hardly longer than the program takes to start. One file of records
/// is larger than the least memory that rows can be given, so that they go by the disk.
/// </summary>
internal sealed class TinyWorld
{
    private const int Side = 1000;
    private const int Spells = 400;
    private const int Persons = 150;

    /// <summary>A megabyte holds 16,384 rows.</summary>
    private const int ManySpells = 20_000;

    private static readonly string[] Buurten = ["BU03440111", "BU03440112", "BU03440113", "BU03440121"];

    private static readonly string[] Products =
    [
        "wmo-huishouden",
        "wmo-begeleiding",
        "jeugd-ambulant",
        "sociale-basis",
    ];

    private const string PublishedClients = """
        "ID";"WijkenEnBuurten";"Perioden";"WmoClienten_1";"WmoClientenPer1000Inwoners_2"
        1;"GM0344    ";"2020JJ00";300;60
        2;"WK034401  ";"2020JJ00";200;66
        3;"WK034402  ";"2020JJ00";80;53
        4;"GM0344    ";"2021JJ00";310;62
        5;"WK034401  ";"2021JJ00";205;68
        6;"WK034402  ";"2021JJ00";85;56

        """;

    private const string PublishedResidents = """
        code,name,a_inw,a_man,a_vrouw,a_00_14,a_15_24,a_25_44,a_45_64,a_65_oo
        GM0344,Voorbeeld,5050,2500,2550,850,600,1200,1400,1000
        WK034401,Centrum,3000,1480,1520,500,350,700,850,600
        WK034402,Rand,1500,750,750,260,180,360,400,300

        """;

    private readonly string folder;

    /// <summary>Writes the files.</summary>
    public TinyWorld(string folder)
    {
        this.folder = Directory.CreateDirectory(folder).FullName;
        Write("map.geojson", Map());
        Write("records.csv", Records(Spells, Persons));
        Write("many.csv", Records(ManySpells, ManySpells / 2));
        Write("delivery.csv", Delivery());
        Write("points.csv", "x,y\n134100,455100\n135100,455100\n0,0\n");
        Write(
            "scenario.yaml",
            "name: tiny\nbase: {year: 2025, cube: latest, population: latest}\nhorizon: 2028\n"
                + "growth: {vintage: cpb-2027-2033, jeugd: 1.0% (assumed)}\n"
        );
        Directory.CreateDirectory(Name("tables"));
        Write("tables/84907NED.csv", PublishedClients);
        Write("tables/kwb_2020.csv", PublishedResidents);
    }

    /// <summary>The commands in their order.</summary>
    public IReadOnlyList<Step> Steps =>
        [
            new("areas import", ["areas", "import", Name("map.geojson")]),
            new("population build", ["population", "build"]),
            new("records import", ["records", "import", Name("records.csv"), "--threads", "1"]),
            new("aggregate", ["aggregate", "--threads", "1"]),
            new("aggregate FILE", ["aggregate", Name("records.csv"), "--period", "year", "--threads", "1"]),
            new("fit", ["fit"]),
            new("project", ["project", Name("scenario.yaml"), "--replicates", "8", "--threads", "1"]),
            new("project --shard", Shard("1/2")),
            new("project --shard, the last", Shard("2/2")),
            new("merge", ["merge"]),
            new(
                "locate",
                ["locate", "--areas", "latest", "--points", Name("points.csv"), "--out", Name("codes.csv")],
                Name("codes.csv")
            ),
            // What follows would change what "latest" means to the commands above.
            new(
                "records import --mapping",
                ["records", "import", Name("delivery.csv"), "--mapping", "gmsd-wmo", "--threads", "1"]
            ),
            new("aggregate --memory", ["aggregate", Name("many.csv"), "--memory", "1MB", "--threads", "1"]),
            new("aggregate --published", ["aggregate", "--published", Name("tables")]),
        ];

    private string[] Shard(string shard) =>
        ["project", Name("scenario.yaml"), "--replicates", "12", "--seed", "2", "--shard", shard, "--threads", "1"];

    private string Name(string file) => Path.Combine(folder, file);

    private void Write(string file, string text) => File.WriteAllText(Name(file), text);

    private static string Map()
    {
        var features = Buurten.Select(
            (code, i) =>
            {
                var (x, y) = (134_000 + (Side * (i % 2)), 455_000 + (Side * (i / 2)));
                return $"{{\"type\":\"Feature\",\"properties\":{{\"buurtcode\":\"{code}\",\"buurtnaam\":\"Square {i + 1}\"}},"
                    + "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[["
                    + $"[{x},{y}],[{x + Side},{y}],[{x + Side},{y + Side}],[{x},{y + Side}],[{x},{y}]]]}}}}";
            }
        );
        return "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::28992\"}},"
            + $"\"schematic\":true,\"features\":[{string.Join(",\n", features)}]}}\n";
    }

    /// <summary>The layout of the Gemeentelijke Monitor Sociaal Domein.</summary>
    private static string Delivery()
    {
        var draws = new Draws(2);
        var text = new StringBuilder(
            "Gemeentecode;BSN;Type maatwerkarrangement;Beoogde startdatum;Beoogde einddatum;Betaald bedrag\n"
        );
        for (var i = 0; i < Spells; i++)
        {
            var started = new DateOnly(2022, 1, 1).AddDays(draws.Below(700));
            text.Append(
                CultureInfo.InvariantCulture,
                $"0344;{500_000_000 + draws.Below(Persons)};{draws.Between(1, 18):00};{started:yyyyMMdd};{started.AddDays(draws.Between(20, 300)):yyyyMMdd};{draws.Between(50, 600)}\n"
            );
        }
        return text.ToString();
    }

    private static string Records(int spells, int persons)
    {
        var draws = new Draws(1);
        var text = new StringBuilder(
            "person,household,birth_year,sex,x,y,pc6,buurt,product,delivery,provider,track,referrer,requested,started,ended,hours,cost_cents,outcome\n"
        );
        for (var i = 0; i < spells; i++)
        {
            var product = draws.Pick<string>(Products);
            var jeugd = product.StartsWith("jeugd", StringComparison.Ordinal);
            var started = new DateOnly(2015, 1, 1).AddDays(draws.Below(3900));
            var ended = started.AddDays(draws.Between(20, 700));
            var open = ended.Year > 2025;
            var track = product.StartsWith("sociale", StringComparison.Ordinal) ? 1 : 3;
            text.Append(
                CultureInfo.InvariantCulture,
                $"p{draws.Below(persons)},,{(jeugd ? 2010 : draws.Between(1935, 1985))},{draws.Of("V", "M")},{134_000 + draws.Below(2 * Side)},{455_000 + draws.Below(2 * Side)},,,{product},ZIN,A1,{track},gp,"
            );
            text.Append(
                CultureInfo.InvariantCulture,
                $"{started:yyyy-MM-dd},{started:yyyy-MM-dd},{(open ? "" : ended.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))},{draws.Between(2, 40)},{draws.Between(5_000, 60_000)},{(open ? "" : "recovered")}\n"
            );
        }
        return text.ToString();
    }
}
