using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;
using Populatie.Cli.Commands;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Tests.Records;

public sealed class RecordsGenerateTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("populatie-generate-").FullName;
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();

    [Fact]
    [Trait("Speed", "slow")]
    public async Task A_sample_goes_to_standard_output_and_says_so()
    {
        var exit = await Run("records", "generate", "--mode", "free", "--rows", "2000", "--out", "-");
        exit.ShouldBe(ExitCode.Done, errors.ToString());
        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldBe(string.Join(',', RecordTokens.Columns));
        lines.Length.ShouldBeInRange(1000, 4000);
        lines.Skip(1).ShouldAllBe(l => l.Split(',').Length == RecordTokens.Columns.Length);
        errors.ToString().ShouldContain("sample");
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task A_file_comes_whole_with_its_truth_beside_it()
    {
        var file = Path.Combine(folder, "records.csv.gz");
        (await Run("records", "generate", "--mode", "free", "--rows", "500", "--out", file)).ShouldBe(ExitCode.Done);
        Directory
            .GetFiles(folder)
            .Select(f => Path.GetFileName(f)!)
            .Order(StringComparer.Ordinal)
            .ShouldBe(["records.csv.gz", "records.csv.gz.truth.json"]);
        using var text = new StreamReader(
            new System.IO.Compression.GZipStream(File.OpenRead(file), System.IO.Compression.CompressionMode.Decompress)
        );
        var lines = (await text.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBeInRange(200, 1500);
        (await File.ReadAllTextAsync(file + ".truth.json")).ShouldContain("relative_risk");
    }

    [Fact]
    public async Task An_unknown_mode_is_a_usage_fault() =>
        (await Run("records", "generate", "--mode", "loose")).ShouldBe(ExitCode.Usage);

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        output.Dispose();
        errors.Dispose();
    }

    private Task<int> Run(params string[] arguments) =>
        CommandTree.RunAsync(
            new Session(output, errors, Language.English),
            [
                .. arguments,
                .. arguments.Contains("free", StringComparer.Ordinal) ? new[] { "--workspace", folder + "/none" } : [],
            ]
        );
}
