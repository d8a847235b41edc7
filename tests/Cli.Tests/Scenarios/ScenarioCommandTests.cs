using System.Text.Json.Nodes;
using Populatie.Analytics.Faults;
using Populatie.Cli.Commands;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Tests.Scenarios;

public sealed class ScenarioCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("populatie-scenario-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(Language.English, "## what this future is called")]
    [InlineData(Language.Dutch, "## hoe deze toekomst heet")]
    public async Task A_new_scenario_is_explained_and_valid(Language language, string remark)
    {
        var path = Path.Combine(folder.FullName, "mine.yaml");
        var made = await Run(language, "scenario", "new", "mine", "--out", path);
        (made.Exit, made.Output).ShouldBe((ExitCode.Done, ""));
        made.Errors.ShouldContain(path);
        File.ReadAllText(path).ShouldContain(remark);
        (await Run(language, "scenario", "validate", path)).Exit.ShouldBe(ExitCode.Done);
        var printed = await Run(language, "scenario", "new", "mine");
        printed.Output.ShouldBe(File.ReadAllText(path));
    }

    [Fact]
    public async Task Several_scenarios_are_checked_at_once_and_a_variant_finds_its_base_beside_it()
    {
        var first = Write("basis.yaml", "name: basis\nextends: basis-2040\nhorizon: 2035");
        var second = Write(
            "variant.yaml",
            "name: variant\nextends: basis\nlevers: [{lever: hiring, start: 2027, effect: 5%}]"
        );
        var (exit, output, errors) = await Run(Language.English, "scenario", "validate", first, second, "polis");
        (exit, output).ShouldBe((ExitCode.Done, ""));
        errors.Trim().Split('\n').Length.ShouldBe(3);
        errors.ShouldContain("variant is a valid scenario, 2026 to 2035");
    }

    [Theory]
    [InlineData(
        "levers: [{lever: hiring, start: 2027, effect: 5%, areas: [WK03440]}]",
        "variant.yaml:3:59: found the unknown area"
    )]
    [InlineData(
        "groups: {hulp: {products: [huishouden]}}",
        "variant.yaml:3:28: found the unknown product 'huishouden'"
    )]
    public async Task With_a_workspace_areas_and_products_are_checked_too(string more, string complaint)
    {
        var file = Write("variant.yaml", $"name: variant\nextends: basis-2040\n{more}");
        (await Run(Language.English, "scenario", "validate", file)).Exit.ShouldBe(ExitCode.Done);
        var workspace = Path.Combine(folder.FullName, "w");
        var (exit, _, errors) = await Run(Language.English, "scenario", "validate", file, "--workspace", workspace);
        exit.ShouldBe(ExitCode.BadInput);
        errors.ShouldContain(complaint);
        errors.Trim().Split('\n').Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_scenario_that_is_nowhere_is_bad_input_with_a_suggestion()
    {
        var (exit, _, errors) = await Run(Language.English, "scenario", "validate", "basis-2041.yaml");
        exit.ShouldBe(ExitCode.BadInput);
        errors.ShouldContain("did you mean 'basis-2040'?");
        errors.ShouldNotContain("polis");
        (await Run(Language.English, "scenario", "diff", "basis-2040", "zebra")).Errors.ShouldContain("polis");
    }

    [Fact]
    public async Task A_folder_is_no_scenario()
    {
        var (exit, _, errors) = await Run(Language.Dutch, "scenario", "validate", folder.FullName);
        exit.ShouldBe(ExitCode.BadInput);
        errors.ShouldContain("gevonden een map, verwacht een bestand");
    }

    [Fact]
    public async Task A_text_in_another_encoding_is_refused_where_it_shows()
    {
        var file = Path.Combine(folder.FullName, "latin.yaml");
        await File.WriteAllBytesAsync(file, System.Text.Encoding.Latin1.GetBytes("name: één\nextends: basis-2040\n"));
        var (exit, _, errors) = await Run(Language.English, "scenario", "validate", file);
        exit.ShouldBe(ExitCode.BadInput);
        errors.ShouldContain("latin.yaml:1:7: found a letter that is not UTF-8");
    }

    [Theory]
    [InlineData("start: 2041", "hiring is felt from 2041, after the last year, 2040")]
    [InlineData("start: 2039, lag-years: 3", "hiring is felt from 2042, after the last year, 2040")]
    public async Task A_lever_after_the_last_year_is_remarked_on(string when, string remark)
    {
        var file = Write(
            "late.yaml",
            $"name: late\nextends: basis-2040\nlevers: [{{lever: hiring, {when}, effect: 5%}}]"
        );
        var (exit, _, errors) = await Run(Language.English, "scenario", "validate", file);
        exit.ShouldBe(ExitCode.Done);
        errors.ShouldContain(remark);
    }

    [Fact]
    public async Task The_difference_of_two_scenarios_is_a_table_or_json()
    {
        var file = Write("snel.yaml", "name: snel\nextends: basis-2040\nstaff: {fill: 90%}");
        var table = await Run(Language.Dutch, "scenario", "diff", "basis-2040", file);
        table.Exit.ShouldBe(ExitCode.Done);
        table.Output.Split('\n')[0].ShouldMatch(@"^wat +basis-2040 +snel$");
        table.Output.ShouldContain("staff.fill");

        var json = await Run(Language.English, "scenario", "diff", "basis-2040", file, "--json");
        var rows = JsonNode.Parse(json.Output)!.AsArray();
        rows.Select(r => r!["path"]!.GetValue<string>()).ShouldBe(["name", "staff.fill"]);
        rows[1]!["b"]!.GetValue<string>().ShouldBe("90%");
        rows[1]!["a"]!.GetValue<string>().ShouldStartWith("70%");

        var same = await Run(Language.English, "scenario", "diff", "polis", "polis");
        (same.Exit, same.Output).ShouldBe((ExitCode.Done, ""));
        (await Run(Language.English, "scenario", "diff", "polis", "polis", "--json")).Output.Trim().ShouldBe("[]");
    }

    [Theory]
    [InlineData(Language.English, "Last projected year")]
    [InlineData(Language.Dutch, "laatste geprojecteerde jaar")]
    public async Task The_schema_is_json_in_the_language_of_the_reader(Language language, string meaning)
    {
        var (exit, output, _) = await Run(language, "scenario", "schema");
        exit.ShouldBe(ExitCode.Done);
        JsonNode.Parse(output)!["properties"]!["horizon"]!["description"]!
            .GetValue<string>()
            .ShouldBe(meaning, StringCompareShould.IgnoreCase);
    }

    [Fact]
    public async Task The_guide_names_every_key_of_the_language()
    {
        var (_, output, _) = await Run(Language.English, "scenario", "schema");
        var guide = await File.ReadAllTextAsync(
            Path.Combine(Architecture.RepositoryFiles.Root, "docs", "scenarios.md")
        );
        Keys(JsonNode.Parse(output)!)
            .Distinct(StringComparer.Ordinal)
            .Where(k => !guide.Contains($"`{k}`", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task The_examples_of_the_guide_are_right()
    {
        var guide = await File.ReadAllTextAsync(
            Path.Combine(Architecture.RepositoryFiles.Root, "docs", "scenarios.md")
        );
        var blocks = guide
            .Split("```yaml\n")
            .Skip(1)
            .Select(b => b[..b.IndexOf("```", StringComparison.Ordinal)])
            .ToList();
        blocks.Count.ShouldBe(4);
        for (var i = 0; i < blocks.Count; i++)
        {
            var whole = blocks[i].StartsWith("name:", StringComparison.Ordinal);
            var file = Write($"example-{i}.yaml", whole ? blocks[i] : $"name: x\nextends: basis-2040\n{blocks[i]}");
            var (exit, _, errors) = await Run(Language.English, "scenario", "validate", file);
            exit.ShouldBe(ExitCode.Done, errors);
        }
    }

    private static IEnumerable<string> Keys(JsonNode? node) =>
        node switch
        {
            JsonObject map => map.SelectMany(p =>
                p is { Key: "properties", Value: JsonObject keys }
                    ? keys.Select(k => k.Key).Concat(keys.SelectMany(k => Keys(k.Value)))
                : p is { Key: "enum", Value: JsonArray words }
                    ? words
                        .Where(w => w!.GetValueKind() == System.Text.Json.JsonValueKind.String)
                        .Select(w => w!.GetValue<string>())
                : Keys(p.Value)
            ),
            JsonArray list => list.SelectMany(Keys),
            _ => [],
        };

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static async Task<(int Exit, string Output, string Errors)> Run(
        Language language,
        params string[] arguments
    )
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exit = await CommandTree.RunAsync(new Session(output, errors, language), arguments);
        return (exit, output.ToString(), errors.ToString());
    }
}
