using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Population;
using Populatie.Analytics.Sources.Maps;
using Populatie.Analytics.Store;
using Populatie.Cli.Commands;
using Populatie.Cli.Shell;
using Populatie.Cli.Tests.Answers;
using Populatie.Simulation.Runs;

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
        var runs = Path.Combine(town.Folder, "runs");
        var own = $"\"engine_version\": {RunCard.Engine}";
        var card = File.ReadAllText(Path.Combine(runs, town.With, "card.json"));
        card.ShouldContain(own);
        card = card.Replace(own, "\"engine_version\": 2", StringComparison.Ordinal);
        var id = RunCard.IdOf(card);
        Directory.Move(Path.Combine(runs, town.With), Path.Combine(runs, id));
        File.WriteAllText(Path.Combine(runs, id, "card.json"), card.Replace(town.With, id, StringComparison.Ordinal));
        var said = town.Ask("verify", id);
        said.Exit.ShouldBe(ExitCode.SaidNo, said.Errors);
        said.Output.ShouldContain($"made by engine 2, and this program has engine {RunCard.Engine}");
        town.Ask(Language.Dutch, "verify", id).Output.ShouldContain("gemaakt door rekenkern 2");
    }

    [Theory]
    [InlineData("\"seed\": ")]
    [InlineData("\"value\": ")]
    public void A_card_that_was_changed_is_not_that_of_its_run(string before)
    {
        using var town = new KeptTown();
        var file = Path.Combine(town.Folder, "runs", town.With, "card.json");
        var card = File.ReadAllText(file);
        RunCard.IdOf(card).ShouldBe(town.With);
        var at = card.IndexOf(before, StringComparison.Ordinal) + before.Length;
        at.ShouldBeGreaterThan(before.Length);
        File.WriteAllText(file, card.Insert(at, "1"));
        foreach (var what in (string[])[town.With, "--all"])
        {
            var said = town.Ask("verify", what);
            said.Exit.ShouldBe(ExitCode.BadInput, said.Output);
            said.Errors.ShouldContain("a card that is not that of its id");
            said.Errors.ShouldContain(town.With);
        }
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
