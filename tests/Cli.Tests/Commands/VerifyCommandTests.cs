using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Population;
using Populatie.Analytics.Store;
using Populatie.Cli.Commands;
using Populatie.Cli.Shell;
using Populatie.Cli.Tests.Answers;
using Populatie.Simulation.Projection;

namespace Populatie.Cli.Tests.Commands;

public sealed class VerifyCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("populatie-verify-").FullName;
    private readonly string areas;

    public VerifyCommandTests()
    {
        var workspace = Workspace.Open(folder);
        areas = AreaSetStore.Save(workspace, EmbeddedUtrecht.Areas(), "Utrecht");
        PopulationStore.Save(workspace, UtrechtPopulation.Series(), "Utrecht");
    }

    private string AreasFile => Directory.EnumerateFiles(Path.Combine(folder, "areas", areas)).Single();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Everything_in_a_workspace_is_checked_at_once()
    {
        var (exit, output, _) = await Verify("--all");
        exit.ShouldBe(ExitCode.Done);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
        output.ShouldContain($"areas/{areas}: ok");
    }

    [Fact]
    public async Task One_artefact_and_one_file_can_be_checked()
    {
        (await Verify(areas[..8])).Exit.ShouldBe(ExitCode.Done);
        (await Verify(AreasFile)).Exit.ShouldBe(ExitCode.Done);
    }

    [Theory]
    [InlineData("a changed byte")]
    [InlineData("a cut end")]
    [InlineData("a missing file")]
    [InlineData("the content of another")]
    public async Task What_is_broken_is_named_and_the_rest_is_still_checked(string fault)
    {
        Break(fault);
        var (exit, output, errors) = await Verify("--all");
        exit.ShouldBe(ExitCode.BadInput, fault);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1);
        errors.Trim().Split('\n').Length.ShouldBe(1, errors);
        errors.ShouldContain(areas);
        (await Verify(areas)).Exit.ShouldBe(ExitCode.BadInput);
    }

    [Fact]
    public void A_run_by_another_engine_is_told_to_be_one_and_not_made_again()
    {
        using var town = new KeptTown();
        var file = Directory.EnumerateFiles(Path.Combine(town.Folder, "runs", town.With), "card.json").Single();
        var own = $"\"engine_version\": {RunCard.Engine}";
        var card = File.ReadAllText(file);
        card.ShouldContain(own);
        File.WriteAllText(file, card.Replace(own, "\"engine_version\": 2", StringComparison.Ordinal));
        var said = town.Ask("verify", town.With);
        said.Exit.ShouldBe(ExitCode.SaidNo, said.Errors);
        said.Output.ShouldContain($"made by engine 2, and this program has engine {RunCard.Engine}");
        town.Ask(Language.Dutch, "verify", town.With).Output.ShouldContain("gemaakt door rekenkern 2");
    }

    private void Break(string fault)
    {
        var bytes = File.ReadAllBytes(AreasFile);
        switch (fault)
        {
            case "a changed byte":
                bytes[bytes.Length / 2] ^= 1;
                File.WriteAllBytes(AreasFile, bytes);
                break;
            case "a cut end":
                File.WriteAllBytes(AreasFile, bytes[..^100]);
                break;
            case "a missing file":
                File.Delete(AreasFile);
                break;
            default:
                var file = ColumnFile.Read(AreasFile);
                var path = AreasFile;
                File.Delete(path);
                file.Meta["buurten"] = file.Meta["buurten"].Replace("BU0344", "BU0345", StringComparison.Ordinal);
                file.Write(path);
                break;
        }
    }

    private async Task<(int Exit, string Output, string Errors)> Verify(string what)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var session = new Session(output, errors, Language.English);
        var exit = await CommandTree.RunAsync(session, ["verify", what, "--workspace", folder]);
        return (exit, output.ToString(), errors.ToString());
    }
}
