using System.Text.Json.Nodes;
using Populatie.Analytics.Faults;
using Populatie.Cli.Commands;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Tests;

public sealed class ShellTests
{
    [Fact]
    public async Task An_unknown_option_is_a_usage_fault()
    {
        var session = new Session(new StringWriter(), new StringWriter(), Language.English);
        (await CommandTree.RunAsync(session, ["--no-such-option"])).ShouldBe(ExitCode.Usage);
    }

    /// <summary>Where names are taken, it must not pass for one and be looked for as a file (exit 3).</summary>
    [Theory]
    [InlineData("project basis-2040 --repliactes 5", "did you mean --replicates?")]
    [InlineData("show --frob", "'--frob' is not known here")]
    [InlineData("show latest --measur clients", "did you mean --measure?")]
    [InlineData("scenario validate -x.yaml", "'-x.yaml' is not known here")]
    [InlineData("records check --strikt records.csv", "did you mean --strict?")]
    [InlineData("show --lnag nl", "did you mean --lang?")]
    public async Task An_unknown_option_is_no_name_of_a_file(string call, string advice)
    {
        var (exit, errors) = await Call(call);
        exit.ShouldBe(ExitCode.Usage);
        errors.ShouldContain(advice);
    }

    [Fact]
    public async Task After_two_dashes_every_word_is_a_name()
    {
        var (exit, errors) = await Call("scenario validate -- -no-such-file.yaml");
        exit.ShouldBe(ExitCode.BadInput);
        errors.ShouldContain("-no-such-file.yaml: found no such file");
    }

    [Theory]
    [InlineData("selftest --lang de", "'de' does not fit --lang; choose nl, en")]
    [InlineData("--lang de selftest", "'de' does not fit --lang; choose nl, en")]
    [InlineData("selftest --progress bar", "'bar' does not fit --progress")]
    [InlineData("export latest --format pdf", "choose csv, csv-nl, xlsx, geojson, gpkg")]
    [InlineData("project basis-2040 --replicates many", "'many' does not fit --replicates; write a whole number")]
    [InlineData(
        "project basis-2040 --replicates 9999999999",
        "'9999999999' does not fit --replicates; it is too large"
    )]
    [InlineData("project basis-2040 --threads 0", "--threads needs at least one thread")]
    [InlineData("show latest --json --csv", "--csv and --json exclude each other")]
    [InlineData("growth table --years 2035-2025", "ends before it begins; write --years 2025-2035")]
    [InlineData("backtest --origins 2018 soon", "'soon' does not fit --origins; write a whole number")]
    [InlineData("show --year soon", "'soon' does not fit --year; write a whole number")]
    public async Task A_value_that_does_not_fit_is_told_what_does(string call, string advice)
    {
        var (exit, errors) = await Call(call);
        exit.ShouldBe(ExitCode.Usage);
        errors.ShouldContain(advice);
    }

    /// <summary>A parser that opened the file itself would take each word of it for a word of the call.</summary>
    [Fact]
    public void A_query_in_a_file_is_one_value()
    {
        var root = CommandTree.Build(new Session(TextWriter.Null, TextWriter.Null, Language.English));
        var parsed = root.Parse(
            ["records", "import", "postgres://localhost/wmo", "--query", "@no-such-file.sql"],
            CommandTree.Reading
        );
        parsed.Errors.ShouldBeEmpty();
        parsed.GetValue<string>("--query").ShouldBe("@no-such-file.sql");
    }

    [Fact]
    public void Progress_for_machines_is_one_object_a_line()
    {
        using var errors = new StringWriter();
        var session = new Session(TextWriter.Null, errors, Language.Dutch) { JsonProgress = true };
        using (var line = new ProgressLine(session, "rows", 400, elapsed: () => 2))
        {
            line.Report(100);
        }
        var said = JsonNode.Parse(errors.ToString())!;
        said["what"]!.GetValue<string>().ShouldBe("rows");
        said["done"]!.GetValue<long>().ShouldBe(100);
        said["of"]!.GetValue<long>().ShouldBe(400);
        said["per_second"]!.GetValue<decimal>().ShouldBe(50);
        said["seconds_left"]!.GetValue<decimal>().ShouldBe(6);
    }

    [Theory]
    [InlineData("-0.5%", "−0,5%", "−0.5%")]
    [InlineData("EUR 12.5 mln (2025)", "EUR 12,5 mln (2025)", "EUR 12.5 mln (2025)")]
    [InlineData("4 weeks", "4 weeks", "4 weeks")]
    [InlineData("wmo-dag 1 - 2.", "wmo-dag 1 - 2.", "wmo-dag 1 - 2.")]
    public void A_figure_of_a_scenario_is_shown_in_the_signs_of_the_reader(string written, string dutch, string english)
    {
        new Session(TextWriter.Null, TextWriter.Null, Language.Dutch).AsWritten(written).ShouldBe(dutch);
        new Session(TextWriter.Null, TextWriter.Null, Language.English).AsWritten(written).ShouldBe(english);
    }

    [Fact]
    public async Task A_scenario_that_was_worked_on_is_not_overwritten()
    {
        var folder = Directory.CreateTempSubdirectory("populatie-shell-");
        try
        {
            var file = Path.Combine(folder.FullName, "plan.yaml");
            (await Call($"scenario new plan --out {file}")).Exit.ShouldBe(ExitCode.Done);
            await File.AppendAllTextAsync(file, "# worked on\n");
            var (exit, errors) = await Call($"scenario new plan --out {file}");
            exit.ShouldBe(ExitCode.Usage);
            errors.ShouldContain("is there already");
            (await File.ReadAllTextAsync(file)).ShouldEndWith("# worked on\n");

            var lost = Path.Combine(folder.FullName, "no-such-folder", "plan.yaml");
            (exit, errors) = await Call($"scenario new plan --lang nl --out {lost}");
            exit.ShouldBe(ExitCode.Usage);
            errors.ShouldContain("er is geen map");
            errors.ShouldNotContain(".tmp-");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(int Exit, string Errors)> Call(string line)
    {
        using var errors = new StringWriter();
        var words = line.Split(' ');
        var session = new Session(TextWriter.Null, errors, Session.LanguageOf(words));
        return (await CommandTree.RunAsync(session, words), errors.ToString());
    }
}
