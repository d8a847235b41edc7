using System.Text.Json;
using Populatie.Cli.Shell;
using Populatie.Cli.Tests.Answers;

namespace Populatie.Cli.Tests.Commands;

/// <summary>Unmet need of the years before a projection is that of its cube.</summary>
public sealed class ObservedUnmetTests(TinyTown town) : IClassFixture<TinyTown>
{
    [Theory]
    [InlineData("unmet", null)]
    [InlineData("unmet_hidden", null)]
    [InlineData("unmet", "2023")]
    public void A_run_tells_of_observed_years_what_its_cube_tells(string measure, string? year)
    {
        var projected = town.Ask("project", town.Scenario, "--replicates", "8", "--grain", "wijk");
        projected.Exit.ShouldBe(ExitCode.Done, projected.Errors);
        string[] asked = ["--measure", measure, "--level", "wijk"];
        var card = File.ReadAllText(Path.Combine(town.Folder, "w", "runs", projected.Id, "card.json"));
        using var told = JsonDocument.Parse(card);
        var cube = told.RootElement.GetProperty("digests").GetProperty("cube").GetString()!;
        var ofCube = Figures("show", [cube, .. asked, "--year", year ?? "2025"]);
        var ofRun = Figures("show", [projected.Id, .. asked, .. year is null ? [] : (string[])["--year", year]]);
        ofCube.ShouldNotBeEmpty();
        ofRun
            .Where(f => f.GetProperty("year").GetInt32() <= 2025)
            .Select(f => f.GetRawText())
            .ShouldBe(ofCube.Select(f => f.GetRawText()), ignoreOrder: true);
        var later = ofRun.Where(f => f.GetProperty("year").GetInt32() > 2025).ToList();
        later.Count.ShouldBe(year is null ? later.Select(Key).Distinct().Count() * 2 : 0);
        // Years of one figure stand together, in order.
        var years = ofRun.Where(f => Key(f).Equals(Key(ofRun[0]), StringComparison.Ordinal)).ToList();
        years.Select(f => f.GetProperty("year").GetInt32()).ShouldBeInOrder();
        ofRun.Take(years.Count).Select(Key).Distinct().Count().ShouldBe(1);
    }

    private static string Key(JsonElement figure) =>
        $"{figure.GetProperty("area").GetString()} {figure.GetProperty("product").GetString()}";

    private List<JsonElement> Figures(string command, string[] more)
    {
        var said = town.Ask([command, .. more, "--json"]);
        said.Exit.ShouldBe(ExitCode.Done, said.Errors);
        return [.. JsonDocument.Parse(said.Output).RootElement.EnumerateArray()];
    }
}
