using Populatie.Analytics.Faults;
using Populatie.Cli.Commands;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Tests.Population;

public sealed class PopulationCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("populatie-cli-population-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Build_prints_every_year_and_the_id_last()
    {
        var (exit, output, _) = await Run("population", "build");
        exit.ShouldBe(ExitCode.Done);
        output[^1].Length.ShouldBe(16);
        output.ShouldContain(l => l.StartsWith("2024", StringComparison.Ordinal) && l.Contains("374,238"));
        Directory.Exists(Path.Combine(folder, "population", output[^1])).ShouldBeTrue();
        var (_, again, _) = await Run("population", "build", "--json");
        again.ShouldBe([$$"""{"id": "{{output[^1]}}"}"""]);
        var (_, list, _) = await Run("population", "list");
        list.Count(l => l.StartsWith(output[^1], StringComparison.Ordinal)).ShouldBe(2, "embedded and stored");
    }

    [Fact]
    public async Task Import_of_a_table_of_elsewhere_is_refused_and_leaves_nothing()
    {
        var table = Path.Combine(folder, "elsewhere.csv");
        await File.WriteAllTextAsync(
            table,
            "year,code,a_inw,a_man,a_vrouw,a_00_14,a_15_24,a_25_44,a_45_64,a_65_oo\n2020,BU00010001,5,5,0,0,0,5,0,0\n"
        );
        var (exit, output, errors) = await Run("population", "import", table);
        exit.ShouldBe(ExitCode.BadInput);
        output.ShouldBeEmpty();
        errors.ShouldContain("--areas");
        Directory.EnumerateFileSystemEntries(Path.Combine(folder, "population")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2026-2015")]
    [InlineData("soon")]
    [InlineData("2015-2020-2026")]
    public async Task Odd_years_are_a_usage_fault(string years)
    {
        var (exit, _, _) = await Run("population", "import", "none.csv", "--years", years);
        exit.ShouldBe(ExitCode.Usage);
    }

    private async Task<(int Exit, string[] Output, string Errors)> Run(params string[] arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var session = new Session(output, errors, Language.English);
        var exit = await CommandTree.RunAsync(session, [.. arguments, "--workspace", folder]);
        return (exit, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), errors.ToString());
    }
}
