using System.Reflection;
using System.Text.RegularExpressions;
using Populatie.Analytics.Records;
using Populatie.Cli.Commands;

namespace Populatie.Cli.Tests.Architecture;

/// <summary>The arrows of docs/architecture.md, enforced.</summary>
public sealed partial class DirectionTests
{
    private static readonly Assembly Analytics = typeof(UseBatch).Assembly;
    private static readonly Assembly Simulation = Assembly.Load("Populatie.Simulation");
    private static readonly Assembly Server = Assembly.Load("Populatie.Server");
    private static readonly Assembly Cli = typeof(CommandTree).Assembly;

    [Fact]
    public void Projects_point_one_way()
    {
        OwnReferences(Analytics).ShouldBeEmpty();
        OwnReferences(Simulation).ShouldBeSubsetOf(["Populatie.Analytics"]);
        OwnReferences(Server).ShouldBeSubsetOf(["Populatie.Analytics", "Populatie.Simulation"]);
        OwnReferences(Cli).ShouldBeSubsetOf(["Populatie.Analytics", "Populatie.Simulation", "Populatie.Server"]);
    }

    [Fact]
    public void Files_are_touched_only_at_the_rim()
    {
        string[] rim = ["/Sources/", "/Store/", "/Server/", "/Cli/"];
        Offenders("src", FileCalls(), rim).ShouldBeEmpty("input and output live in Sources, Store, Server and Cli");
    }

    [Fact]
    public void Only_the_command_line_writes_to_the_console()
    {
        Offenders("src", ConsoleCalls(), ["src/Cli/"]).ShouldBeEmpty();
    }

    [Fact]
    public void People_stop_at_the_cube()
    {
        string[] mayKnow =
        [
            "Analytics/Sources/",
            "Analytics/Records/",
            "Analytics/Imports/",
            "Analytics/Counting/",
            "Analytics/Outcomes/",
            "Analytics/Tallies/",
            "Analytics/Synthesis/",
            "src/Cli/",
        ];
        Offenders("src", RecordTypes(), mayKnow)
            .ShouldBeEmpty("records are personal: nothing beyond the cube may see them");
    }

    [Fact]
    public void A_run_uses_no_platform_mathematics()
    {
        string[] free = ["/Cli/", "/Server/", "/Synthesis/Pictures/"];
        Offenders("src", PlatformMathematics(), free)
            .ShouldBeEmpty("exp, log and powers come from FixedMath: same bits everywhere");
    }

    [Fact]
    public void Queues_are_told_numbers_and_know_no_scenario()
    {
        Offenders("src/Simulation/Queues", WhereNumbersComeFrom(), []).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Statistics")]
    [InlineData("Blocks")]
    public void What_is_counted_and_summed_knows_not_of_whom(string room)
    {
        Offenders($"src/Simulation/{room}", RoomsOfMeaning(), []).ShouldBeEmpty();
    }

    [Fact]
    public void Sensitivity_is_of_any_model_and_knows_no_projection()
    {
        Offenders("src/Simulation/Analysis/Sensitivity", OtherRoomsOfSimulation(), []).ShouldBeEmpty();
    }

    [Fact]
    public void Rooms_are_namespaces()
    {
        foreach (var (path, text) in RepositoryFiles.Sources("src"))
        {
            var declared = Namespace().Match(text).Groups[1].Value;
            if (declared.Length > 0)
            {
                var folder = "Populatie." + Path.GetDirectoryName(path)!["src/".Length..].Replace('/', '.');
                declared.ShouldBe(folder, path);
            }
        }
    }

    private static IEnumerable<string> OwnReferences(Assembly assembly) =>
        assembly
            .GetReferencedAssemblies()
            .Select(r => r.Name!)
            .Where(n => n.StartsWith("Populatie.", StringComparison.Ordinal));

    private static List<string> Offenders(string folder, Regex pattern, string[] allowed) =>
        [
            .. RepositoryFiles
                .Sources(folder)
                .Where(s => !allowed.Any(a => s.Path.Contains(a, StringComparison.Ordinal)))
                .Where(s => pattern.IsMatch(Comments().Replace(s.Text, "")))
                .Select(s => s.Path),
        ];

    [GeneratedRegex(@"\b(File|Directory|FileStream|StreamReader|StreamWriter|FileInfo|DirectoryInfo)\s*[.(]\s*\w")]
    private static partial Regex FileCalls();

    [GeneratedRegex(@"\bConsole\.")]
    private static partial Regex ConsoleCalls();

    [GeneratedRegex(@"\b(UseBatch|RecordStore|RecordImport)\b")]
    private static partial Regex RecordTypes();

    [GeneratedRegex(@"\bMath\.(Exp|Log|Log2|Log10|Pow|Sin|Cos|Tan|Tanh|Atan|FusedMultiplyAdd)\(|MathNet\.")]
    private static partial Regex PlatformMathematics();

    [GeneratedRegex(
        @"\bPopulatie\.(Simulation\.(?!Queues|Chance|Blocks|Statistics)|Analytics\.(?!Randomness|Kernels))\w+|\b(Scenario|Fit)\b"
    )]
    private static partial Regex WhereNumbersComeFrom();

    [GeneratedRegex(
        @"\bPopulatie\.(Simulation\.(?!Statistics|Blocks)|Analytics\.(?!Randomness|Kernels|Numerics))\w+|\b(Scenario|Fit)\b"
    )]
    private static partial Regex RoomsOfMeaning();

    [GeneratedRegex(@"\bPopulatie\.Simulation\.(?!Analysis\.Sensitivity)\w+|\b(Scenario|ProjectionInputs|Fit)\b")]
    private static partial Regex OtherRoomsOfSimulation();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"//[^\n]*")]
    private static partial Regex Comments();
}
