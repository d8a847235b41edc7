using System.Text.Json;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;
using Populatie.Cli.Commands;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Tests.Records;

public sealed class RecordsCommandTests : IDisposable
{
    private const string Row =
        "p1,h1,1950,V,,,,BU03440111,wmo-huishouden,ZIN,A1,3,gp,2020-01-01,2020-02-01,2020-02-29,8,20000,\n";
    private readonly string folder = Directory.CreateTempSubdirectory("populatie-cli-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Import_prints_a_report_and_the_id_on_the_last_line()
    {
        var (exit, output, _) = await Run("records", "import", Write(Row + Row));
        exit.ShouldBe(ExitCode.Done);
        var lines = output.TrimEnd().Split('\n');
        lines[^1].ShouldMatch("^[0-9a-f]{16}$");
        output.ShouldContain("2 rows read: 2 records and 0 set aside");

        var (_, json, _) = await Run("records", "import", Write(Row + Row), "--json");
        JsonDocument.Parse(json).RootElement.GetProperty("id").GetString().ShouldBe(lines[^1]);
    }

    [Fact]
    public async Task Check_is_content_unless_strict_and_gives_its_report_as_json()
    {
        var file = Write(Row + Row.Replace("2020-02-29", "2020-02-30", StringComparison.Ordinal));
        (await Run("records", "check", file)).Exit.ShouldBe(ExitCode.Done);
        (await Run("records", "check", file, "--strict")).Exit.ShouldBe(ExitCode.SaidNo);
        (await Run("records", "check", Write(Row), "--strict")).Exit.ShouldBe(ExitCode.Done);
        var odd = Write(Row.Replace(",8,20000,", ",8,20000,vanished", StringComparison.Ordinal));
        (await Run("records", "check", odd, "--strict")).Exit.ShouldBe(ExitCode.SaidNo);

        var (_, json, _) = await Run("records", "check", file, "--json");
        var report = JsonDocument.Parse(json).RootElement;
        report.GetProperty("rows_read").GetInt64().ShouldBe(2);
        var aside = report.GetProperty("set_aside")[0];
        aside.GetProperty("kind").GetString().ShouldBe("date");
        aside.GetProperty("first")[0].GetProperty("line").GetInt64().ShouldBe(3);
    }

    [Fact]
    public async Task Bad_input_is_exit_3_with_one_line_and_leaves_nothing()
    {
        var (exit, output, errors) = await Run(
            "records",
            "import",
            Write(Row + Row.Replace(",V,", ",V", StringComparison.Ordinal))
        );
        exit.ShouldBe(ExitCode.BadInput);
        output.ShouldBeEmpty();
        errors.TrimEnd().Split('\n').Length.ShouldBe(1);
        Directory.EnumerateFileSystemEntries(Path.Combine(folder, "w", "records")).ShouldBeEmpty();
        (await Run("records", "import", Path.Combine(folder, "absent.csv"))).Exit.ShouldBe(ExitCode.BadInput);
        (await Run("records", "import", Write(Row), "--max-rejected", "1")).Exit.ShouldBe(ExitCode.Usage);
        (await Run("records", "import", Write(Row), "--delivered", "soon")).Exit.ShouldBe(ExitCode.Usage);
        (await Run("records", "import")).Exit.ShouldBe(ExitCode.Usage);
    }

    private string Write(string rows)
    {
        var file = Path.Combine(folder, $"{Guid.NewGuid():N}.csv");
        File.WriteAllText(file, string.Join(',', RecordTokens.Columns) + "\n" + rows);
        return file;
    }

    private async Task<(int Exit, string Output, string Errors)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var session = new Session(output, errors, Language.English);
        var exit = await CommandTree.RunAsync(session, [.. arguments, "--workspace", Path.Combine(folder, "w")]);
        return (exit, output.ToString(), errors.ToString());
    }
}
