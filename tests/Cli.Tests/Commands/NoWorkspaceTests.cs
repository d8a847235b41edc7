using Populatie.Analytics.Store;
using Populatie.Cli.Commands;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Tests.Commands;

/// <summary>Who reads from a workspace that is not there is told so, and finds no empty one afterwards.</summary>
public sealed class NoWorkspaceTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("populatie-none-");

    private string Missing => Path.Combine(folder.FullName, "work");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("show latest")]
    [InlineData("show a1b2")]
    [InlineData("compare latest latest")]
    [InlineData("bridge latest")]
    [InlineData("export latest --format csv")]
    [InlineData("report latest")]
    [InlineData("indicators")]
    [InlineData("records outcomes")]
    [InlineData("growth table --run latest")]
    [InlineData("verify latest")]
    [InlineData("verify --all")]
    [InlineData("merge --check")]
    [InlineData("merge a1b2")]
    [InlineData("aggregate")]
    [InlineData("fit")]
    [InlineData("project basis-2040")]
    [InlineData("sensitivity basis-2040")]
    [InlineData("backtest")]
    public async Task What_needs_a_workspace_says_that_there_is_none_and_makes_none(string call)
    {
        var (exit, _, errors) = await Call($"{call} --lang nl --workspace {Missing}");
        errors.ShouldContain("gevonden geen werkmap");
        errors.ShouldContain("populatie demo");
        exit.ShouldBe(ExitCode.BadInput);
        Directory.Exists(Missing).ShouldBeFalse();
    }

    [Theory]
    [InlineData("fit")]
    [InlineData("aggregate")]
    [InlineData("merge")]
    [InlineData("backtest")]
    [InlineData("project basis-2040")]
    public async Task Who_may_not_write_is_told_so_before_the_work(string call)
    {
        Workspace.Open(Missing);
        // A folder for work in hand cannot be made where there is a file: that stops whoever runs this, the owner of the machine too.
        File.WriteAllText(Path.Combine(Missing, ".staging"), "");
        var (exit, output, errors) = await Call($"{call} --workspace {Missing}");
        // There is no cube either, and that comes later.
        errors.ShouldContain($"at {Missing}");
        errors.Trim().Split('\n').Length.ShouldBe(1, errors);
        output.ShouldBeEmpty();
        exit.ShouldBe(ExitCode.Resource);
    }

    [Theory]
    [InlineData("areas list", "Utrecht (embedded)")]
    [InlineData("population list", "Utrecht (embedded)")]
    [InlineData("areas check", "")]
    public async Task What_comes_with_the_program_is_told_without_one(string call, string told)
    {
        var (exit, output, errors) = await Call($"{call} --workspace {Missing}");
        exit.ShouldBe(ExitCode.Done, errors);
        output.ShouldContain(told);
        Directory.Exists(Missing).ShouldBeFalse();
    }

    [Fact]
    public async Task The_map_in_use_is_checked_when_no_file_is_named()
    {
        var (exit, output, errors) = await Call($"areas check --strict --json --workspace {Missing}");
        exit.ShouldBe(ExitCode.Done);
        output.Trim().ShouldBe("[]");
        errors.ShouldContain("111 buurten");
    }

    [Fact]
    public async Task What_is_missing_in_a_call_is_described_with_an_example()
    {
        var (exit, _, errors) = await Call("areas import --lang nl");
        exit.ShouldBe(ExitCode.Usage);
        errors.ShouldContain("BESTAND ontbreekt: Kaart van buurten");
        errors.ShouldContain("Voorbeeld: populatie areas import");
    }

    private static async Task<(int Exit, string Output, string Errors)> Call(string line)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var words = line.Split(' ');
        var session = new Session(output, errors, Session.LanguageOf(words));
        var exit = await CommandTree.RunAsync(session, words);
        return (exit, output.ToString(), errors.ToString());
    }
}
