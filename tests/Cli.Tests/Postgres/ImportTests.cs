using System.Text.Json.Nodes;
using Populatie.Cli.Shell;
using Populatie.Cli.Tests.Architecture;
using Populatie.Cli.Tests.EndToEnd;

namespace Populatie.Cli.Tests.Postgres;

/// <summary>Records and areas from a real database, by the program as a user runs it.</summary>
[Collection(PostgresCollection.Name)]
[Trait("Speed", "slow")]
public sealed class ImportTests : IDisposable
{
    /// <summary>Every type that a column may have; half of the rows with a point, in one of two systems.</summary>
    private const string Care = """
        DROP TABLE IF EXISTS care;
        DROP TYPE IF EXISTS sex;
        CREATE TYPE sex AS ENUM ('V', 'M');
        CREATE TABLE care AS SELECT
          ('00000000-0000-0000-0000-' || lpad((n % 400)::text, 12, '0'))::uuid AS person,
          n % 150 AS household,
          (1930 + n % 60)::smallint AS birth_year,
          (CASE n % 2 WHEN 0 THEN 'V' ELSE 'M' END)::sex AS sex,
          ST_SetSRID(ST_MakePoint(136000.125 + n % 50, 455000.5), 28992) AS place,
          'wmo-huishouden'::varchar(40) AS product,
          'ZIN  '::char(5) AS delivery,
          CASE WHEN n % 7 = 0 THEN 'a, "b"' END AS provider,
          date '2020-01-01' + n % 300 AS requested,
          timestamp '2020-12-01 23:59:59' + n % 30 * interval '1 day' AS started,
          CASE WHEN n % 3 = 0 THEN date 'infinity' ELSE date '2021-06-01' END AS ended,
          (n % 40 * 0.25)::numeric(8,2) AS hours,
          (n * 100)::bigint AS cost_cents
        FROM generate_series(1, 2000) AS n
        """;
    private const string Columns =
        "person, household, birth_year, sex, product, delivery, provider, requested, started, ended, hours, cost_cents";
    private readonly PostgresServer server;
    private readonly string folder = Directory.CreateTempSubdirectory("populatie-postgres-").FullName;

    public ImportTests(PostgresServer server)
    {
        this.server = server;
        server.Execute(Care);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [PostgresFact]
    public void A_query_and_a_file_of_the_same_rows_are_the_same_records()
    {
        var query = $"select {Columns}, place as geom from care order by cost_cents;  -- in order";
        var fromServer = Import(query).ShouldSucceed();
        var file = Path.Combine(folder, "same.csv");
        File.WriteAllText(file, SameRows());
        var fromFile = PopulatieProgram.Run("records", "import", file, "--workspace", Workspace).ShouldSucceed();
        fromServer.LastLine.ShouldBe(fromFile.LastLine, "the text of both is the same, to the byte");
        fromServer.Output.ShouldContain("2,000 rows read: 2,000 records and 0 set aside");
    }

    [PostgresFact]
    public void The_same_query_gives_the_same_id_without_an_order_too()
    {
        var query = $"select {Columns} from care";
        Import(query).ShouldSucceed().LastLine.ShouldBe(Import(query).ShouldSucceed().LastLine);
    }

    [PostgresFact]
    public void Points_in_degrees_are_brought_to_RD()
    {
        var counts = new[] { "place", "ST_Transform(place, 4326)" }.Select(shape =>
        {
            var output = Import($"select {Columns}, {shape} as geom from care").ShouldSucceed().Output;
            return output.Split('\n').Single(l => l.Contains("by coordinates", StringComparison.Ordinal));
        });
        counts.Distinct().Count().ShouldBe(1);
    }

    [PostgresFact]
    public void Areas_of_a_query_are_those_of_the_file()
    {
        var map = Path.Combine(folder, "map.geojson");
        var shipped = Path.Combine(RepositoryFiles.Root, "geodata", "utrecht", "areas.geojson");
        var text = File.ReadAllText(shipped)
            .Replace("\"schematic\":true", "\"schematic\":false", StringComparison.Ordinal);
        File.WriteAllText(map, text);
        server.Execute(
            $"""
            DROP TABLE IF EXISTS buurten;
            CREATE TABLE buurten AS SELECT f -> 'properties' ->> 'buurtcode' AS code, f -> 'properties' ->> 'buurtnaam' AS name,
              f -> 'properties' ->> 'wijknaam' AS wijknaam, f -> 'properties' ->> 'gemeentenaam' AS gemeentenaam,
              ST_SetSRID(ST_GeomFromGeoJSON(f -> 'geometry'), 28992) AS geom
            FROM json_array_elements($map${text}$map$::json -> 'features') AS f
            """
        );
        const string Query = "select code, name, wijknaam, gemeentenaam, geom from buurten order by random()";
        var fromServer = Run("areas", "import", server.Address, "--query", Query).ShouldSucceed();
        var list = PopulatieProgram.Run("areas", "list", "--workspace", Workspace).ShouldSucceed().Output;
        list.ShouldContain($"postgres://127.0.0.1:{server.Port}/postgres#");
        var fromFile = PopulatieProgram.Run("areas", "import", map, "--workspace", Workspace).ShouldSucceed();
        fromServer.LastLine.ShouldBe(fromFile.LastLine);
    }

    [PostgresFact]
    public void A_column_of_a_wrong_type_is_told_with_its_cast()
    {
        var wrong = new (string Select, string Told)[]
        {
            ("started::timestamptz as started", "(started at time zone 'Europe/Amsterdam')::date as started"),
            ("true as sex", "sex::text as sex"),
            ("1.5::float as cost_cents", "round(cost_cents::numeric)::bigint as cost_cents"),
            ("ST_AsText(place) as geom", "ST_GeomFromText(geom, 28992) as geom"),
            ("ST_SetSRID(place, 0) as geom", "ST_SetSRID(geom, 28992) as geom"),
            ("ST_Buffer(place, 1) as geom", "ST_PointOnSurface(geom) as geom"),
            ("1950 as birthyear", "birthyear as birth_year"),
        };
        foreach (var (select, told) in wrong)
        {
            var outcome = Import($"select person, product, {select} from care");
            outcome.Exit.ShouldBe(ExitCode.BadInput, select);
            outcome.Errors.TrimEnd().Split('\n').Length.ShouldBe(1, outcome.Errors);
            outcome.Errors.ShouldContain(told);
        }
        NothingIsKept();
    }

    [PostgresFact]
    public void A_query_cannot_change_the_database()
    {
        server.Execute(
            "CREATE OR REPLACE FUNCTION clear() RETURNS int LANGUAGE plpgsql AS 'BEGIN SET transaction_read_only = off; DELETE FROM care; RETURN 1; END'"
        );
        foreach (
            var query in new[]
            {
                $"with gone as (delete from care returning *) select {Columns} from gone",
                "select person, product from care, clear()",
                $"select {Columns} into other from care",
            }
        )
        {
            var outcome = Import(query);
            outcome.Exit.ShouldBe(ExitCode.BadInput, query);
            outcome.Errors.TrimEnd().Split('\n').Length.ShouldBe(1, outcome.Errors);
        }
        Import("delete from care").Exit.ShouldBe(ExitCode.Usage);
        Import("select 1; delete from care").Exit.ShouldBe(ExitCode.Usage);
        Import("select 1) to program 'true'; select (1").Exit.ShouldBe(ExitCode.Usage);
        server.Count("SELECT count(*) FROM care").ShouldBe(2000);
        NothingIsKept();
    }

    [PostgresFact]
    public void No_value_of_a_record_stands_in_a_message_of_the_server()
    {
        var outcome = Import("select person::text::int as person, product from care");
        outcome.Exit.ShouldBe(ExitCode.BadInput);
        outcome.Errors.ShouldContain("SQLSTATE 22P02");
        outcome.Errors.ShouldNotContain("00000000-0000");
        NothingIsKept();
    }

    [PostgresFact]
    public void A_password_is_taken_from_the_environment_or_a_file_and_shown_nowhere()
    {
        var query = $"select {Columns} from care";
        var withoutIt = PopulatieProgram.RunWith(Passwords("empty", ""), Arguments(query));
        withoutIt.Exit.ShouldBe(ExitCode.Resource);
        withoutIt.Errors.ShouldContain("PGPASSWORD");

        var line = $"127.0.0.1:{server.Port}:*:{server.User}:{server.Password}\n";
        var withFile = PopulatieProgram.RunWith(Passwords("pgpass", line), Arguments(query));
        File.Delete(Path.Combine(folder, "pgpass"));
        var inAddress = Run(
            "records",
            "import",
            $"postgres://{server.User}:{server.Password}@127.0.0.1:{server.Port}/postgres",
            "--query",
            query
        );
        inAddress.Exit.ShouldBe(ExitCode.Usage);
        inAddress.Errors.ShouldContain("~/.pgpass");
        foreach (var outcome in new[] { withoutIt, withFile.ShouldSucceed(), inAddress, Import(query).ShouldSucceed() })
        {
            (outcome.Output + outcome.Errors).ShouldNotContain(server.Password);
        }
        var password = System.Text.Encoding.ASCII.GetBytes(server.Password);
        foreach (var kept in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            File.ReadAllBytes(kept).AsSpan().IndexOf(password).ShouldBe(-1, kept);
        }
    }

    [PostgresFact]
    public void A_query_through_a_mapping_gives_the_records_of_its_file()
    {
        var samples = Path.Combine(
            RepositoryFiles.Root,
            "tests",
            "Analytics.Tests",
            "Sources",
            "Records",
            "Mappings",
            "Samples"
        );
        string[] lines = File.ReadAllLines(Path.Combine(samples, "jeugd-h1.csv"));
        var names = lines[0].TrimStart('\uFEFF').Split(';').Select(n => $"\"{n}\"").ToArray();
        var rows = lines[1..].Select(l => $"({string.Join(',', l.Split(';').Select(f => $"'{f}'"))})");
        server.Execute(
            $"""
            DROP TABLE IF EXISTS jeugd;
            CREATE TABLE jeugd (n serial, {string.Join(',', names.Select(n => n + " text"))});
            INSERT INTO jeugd ({string.Join(',', names)}) VALUES {string.Join(',', rows)}
            """
        );
        var query = $"select {string.Join(',', names)} from jeugd order by n";
        // A separator and an encoding that a mapping fixes are those of its files, not of a query.
        var mapping = Path.Combine(folder, "jeugd.yaml");
        File.WriteAllText(
            mapping,
            File.ReadAllText(Path.Combine(RepositoryFiles.Root, "mappings", "beleidsinformatie-jeugd.yaml"))
                .Replace(
                    "format: delimited",
                    "format: delimited\nseparator: \";\"\nencoding: windows-1252",
                    StringComparison.Ordinal
                )
        );
        foreach (var name in new[] { "beleidsinformatie-jeugd", mapping })
        {
            string[] through = ["--mapping", name, "--delivered", "2024-01-31", "--workspace", Workspace];
            string[] check = ["records", "check", "--json", .. through];
            var fromFile = Report(PopulatieProgram.Run([.. check, Path.Combine(samples, "jeugd-h1.csv")]));
            var fromServer = Report(
                PopulatieProgram.RunWith(server.Credentials, [.. check, server.Address, "--query", query])
            );
            foreach (var part in new[] { "rows_read", "records", "join", "first_day", "last_day" })
            {
                fromServer[part]!.ToJsonString().ShouldBe(fromFile[part]!.ToJsonString(), part);
            }
            foreach (var part in new[] { "set_aside", "odd", "combined" })
            {
                Tallied(fromServer, part).ShouldBe(Tallied(fromFile, part), part);
            }
            PopulatieProgram
                .RunWith(
                    server.Credentials,
                    ["records", "import", server.Address, "--query", query, "--max-rejected", "100%", .. through]
                )
                .ShouldSucceed()
                .Output.ShouldContain("9 rows read");
        }
    }

    [PostgresFact]
    public void A_mapping_of_messages_does_not_go_with_a_query()
    {
        var outcome = PopulatieProgram.RunWith(
            server.Credentials,
            [.. Arguments("select 1 as person"), "--mapping", "iwmo-323"]
        );
        outcome.Exit.ShouldBe(ExitCode.Usage);
        outcome.Errors.TrimEnd().Split('\n').Length.ShouldBe(1, outcome.Errors);
        outcome.Errors.ShouldContain("reads XML messages");
        NothingIsKept();
    }

    private static JsonObject Report(PopulatieProgram.Outcome outcome) =>
        JsonNode.Parse(outcome.ShouldSucceed().Output)!.AsObject();

    /// <summary>Kinds with counts and rows; files have other names, and quotes shift no lines here.</summary>
    private static string Tallied(JsonObject report, string part) =>
        string.Join(
            '\n',
            report[part]!
                .AsArray()
                .Select(t =>
                    $"{t!["kind"]} {t["count"]} {string.Join(' ', t["first"]!.AsArray().Select(f => $"{f!["row"]} {f["column"]} {f["found"]}"))}"
                )
        );

    private string Workspace => Path.Combine(folder, "w");

    /// <summary>The rows as a file of records would spell them, written without the help of the database.</summary>
    private static string SameRows()
    {
        var text = new System.Text.StringBuilder(
            "person,household,birth_year,sex,product,delivery,provider,requested,started,ended,hours,cost_cents,x,y,pc6,buurt,track,referrer,outcome\n"
        );
        for (var n = 1; n <= 2000; n++)
        {
            var requested = new DateOnly(2020, 1, 1).AddDays(n % 300);
            var started = new DateOnly(2020, 12, 1).AddDays(n % 30);
            var hours = FormattableString.Invariant($"{n % 40 * 0.25m:0.##}");
            text.Append(
                $"00000000-0000-0000-0000-{n % 400:000000000000},{n % 150},{1930 + (n % 60)},{(n % 2 == 0 ? 'V' : 'M')},wmo-huishouden,ZIN,"
            );
            text.Append(n % 7 == 0 ? "\"a, \"\"b\"\"\"" : "");
            text.Append($",{requested:yyyy-MM-dd},{started:yyyy-MM-dd},{(n % 3 == 0 ? "9999-12-31" : "2021-06-01")},");
            text.Append($"{hours},{n * 100},{136000 + (n % 50)}.125000,455000.500000,,,,,\n");
        }
        return text.ToString();
    }

    /// <summary>An environment that names a file of passwords, readable by its owner only as the client wants it.</summary>
    private Dictionary<string, string> Passwords(string name, string text)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, text);
        using var guard = System.Diagnostics.Process.Start("chmod", ["600", file]);
        guard.WaitForExit();
        return new(StringComparer.Ordinal) { ["PGPASSFILE"] = file };
    }

    private void NothingIsKept()
    {
        var records = Path.Combine(Workspace, "records");
        (Directory.Exists(records) ? Directory.EnumerateFileSystemEntries(records) : []).ShouldBeEmpty();
    }

    private string[] Arguments(string query) =>
        ["records", "import", server.Address, "--query", query, "--workspace", Workspace];

    private PopulatieProgram.Outcome Import(string query) =>
        PopulatieProgram.RunWith(server.Credentials, Arguments(query));

    private PopulatieProgram.Outcome Run(params string[] arguments) =>
        PopulatieProgram.RunWith(server.Credentials, [.. arguments, "--workspace", Workspace]);
}
