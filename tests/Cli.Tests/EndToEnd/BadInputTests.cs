using System.IO.Compression;
using System.Text;

namespace Populatie.Cli.Tests.EndToEnd;

/// <summary>What cannot be used is refused in one line that names the place, with exit 3, and nothing is half-written.</summary>
public sealed class BadInputTests : IDisposable
{
    private const string Header =
        "person,household,birth_year,sex,x,y,pc6,buurt,product,delivery,provider,track,referrer,requested,started,ended,hours,cost_cents,outcome";

    private const string Row =
        "p1,h1,1950,V,136000,456000,,,wmo-huishouden,ZIN,A1,3,,2020-01-01,2020-02-01,2020-03-01,8,25000,recovered";

    private readonly string folder = Directory.CreateTempSubdirectory("populatie-bad-input-").FullName;

    public static TheoryData<string, string> BadRecordFiles =>
        new()
        {
            { "missing column", Header.Replace("product,", "", StringComparison.Ordinal) + "\n" + Row },
            { "wrong separator", Header.Replace(',', '|') + "\n" + Row.Replace(',', '|') },
            { "empty file", "" },
        };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(BadRecordFiles))]
    [Trait("Speed", "slow")]
    public void A_file_of_records_that_cannot_be_used_is_refused_whole(string what, string content) =>
        Refused(Import(Write("records.csv", Encoding.UTF8.GetBytes(content))), what);

    [Fact]
    public void Invalid_utf8_is_refused()
    {
        var bytes = Encoding.UTF8.GetBytes(
            $"{Header}\n{Row.Replace("A1", "Zorgé", StringComparison.Ordinal)}\n{Row}\n"
        );
        bytes[^40] = 0xFF;
        bytes[^41] = 0x81;
        Refused(Import(Write("records.csv", bytes)), "invalid UTF-8");
    }

    [Fact]
    public void A_gzip_file_that_was_cut_short_is_refused()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var i = 0; i < 2000; i++)
            {
                gzip.Write(
                    Encoding.UTF8.GetBytes(
                        i == 0 ? Header + "\n" : Row.Replace("p1", $"p{i * 7919}", StringComparison.Ordinal) + "\n"
                    )
                );
            }
        }
        Refused(Import(Write("records.csv.gz", packed.ToArray()[..^2000])), "truncated gzip");
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void Bad_rows_are_set_aside_and_the_rest_goes_on()
    {
        var bad = new[]
        {
            Row.Replace("2020-02-01", "2020-02-31", StringComparison.Ordinal),
            Row.Replace("2020-03-01", "2020-01-15", StringComparison.Ordinal),
            Row.Replace("wmo-huishouden", "wmo-bestaat-niet", StringComparison.Ordinal),
            Row.Replace(",8,", ",acht,", StringComparison.Ordinal),
        };
        var file = Write("records.csv", Encoding.UTF8.GetBytes(string.Join('\n', [Header, Row, .. bad]) + "\n"));
        PopulatieProgram.Run("records", "check", file).Exit.ShouldBe(0);
        PopulatieProgram.Run("records", "check", file, "--strict").Exit.ShouldBe(1);
        Refused(Import(file), "more bad rows than allowed");
        Import(file, "--max-rejected", "90%").ShouldSucceed();
    }

    [Fact]
    public void Letters_in_a_coordinate_of_locate_are_refused_and_no_output_is_left()
    {
        var points = Write("points.csv", "x,y\n136000,456000\n136000,45x000\n"u8.ToArray());
        var output = Path.Combine(folder, "codes.csv");
        var outcome = Locate(points, "--out", output);
        Refused(outcome, "letters in a coordinate");
        outcome.Errors.ShouldContain("points.csv:3");
        File.Exists(output).ShouldBeFalse();
    }

    [Fact]
    public void Degrees_where_metres_are_expected_are_refused() =>
        Refused(Locate(Write("points.csv", "x,y\n5.1214,52.0907\n5.1,52.1\n"u8.ToArray())), "WGS 84");

    [Fact]
    public void A_map_that_ends_early_is_refused()
    {
        var map = File.ReadAllBytes(
            Path.Combine(Architecture.RepositoryFiles.Root, "geodata", "utrecht", "areas.geojson")
        );
        var file = Write("areas.geojson", map[..(map.Length / 2)]);
        Refused(PopulatieProgram.Run("areas", "import", file, "--workspace", Workspace), "GeoJSON that ends early");
    }

    [Theory]
    [InlineData(
        "name: x\nbase: {year: 2025, cube: latest, population: latest}\nhorizon: 2040\ngrowht: {vintage: cpb-2027-2033}\n",
        "growth"
    )]
    [InlineData(
        "name: x\nbase: {year: 2025, cube: latest, population: latest}\nhorizon: 2040\ngrowth: {vintage: cpb-2027-2033, jeugd: 2.1}\n",
        "2.1%"
    )]
    public void A_scenario_with_a_mistake_is_refused_with_advice(string yaml, string advice)
    {
        var outcome = PopulatieProgram.Run(
            "scenario",
            "validate",
            Write("scenario.yaml", Encoding.UTF8.GetBytes(yaml))
        );
        Refused(outcome, advice);
        outcome.Errors.ShouldContain("scenario.yaml:4");
        outcome.Errors.ShouldContain(advice);
    }

    [Fact]
    public void Faults_are_told_in_dutch_too()
    {
        var file = Write("records.csv", []);
        PopulatieProgram.Run("records", "check", file, "--lang", "nl").Errors.ShouldContain("verwacht");
    }

    private string Workspace => Path.Combine(folder, "workspace");

    private PopulatieProgram.Outcome Import(string file, params string[] options) =>
        PopulatieProgram.Run(["records", "import", file, "--workspace", Workspace, .. options]);

    private PopulatieProgram.Outcome Locate(string points, params string[] options) =>
        PopulatieProgram.Run([
            "locate",
            "--areas",
            Path.Combine(Architecture.RepositoryFiles.Root, "geodata", "utrecht", "areas.geojson"),
            "--points",
            points,
            .. options,
        ]);

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Exit 3, one line of complaint with found and expected, no stack trace, nothing kept.</summary>
    private void Refused(PopulatieProgram.Outcome outcome, string what)
    {
        outcome.Exit.ShouldBe(3, $"{what}: {outcome.Errors}");
        var complaint = outcome
            .Errors.Split('\n')
            .Where(l => l.StartsWith("populatie: ", StringComparison.Ordinal))
            .ToList();
        complaint.Count.ShouldBe(1, $"{what}: {outcome.Errors}");
        complaint[0].ShouldContain("found ", Case.Sensitive, what);
        complaint[0].ShouldContain("expected ", Case.Sensitive, what);
        outcome.Errors.ShouldNotContain("   at ");
        foreach (var kind in new[] { "records", "areas", "cubes", ".staging" })
        {
            var place = Path.Combine(Workspace, kind);
            (Directory.Exists(place) ? Directory.EnumerateDirectories(place) : []).ShouldBeEmpty(what);
        }
    }
}
