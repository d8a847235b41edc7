using System.Reflection.PortableExecutable;
using Populatie.Cli.Commands;

namespace Populatie.Cli.Tests.EndToEnd;

/// <summary>
/// The program as it is shipped: with machine code made at build time, which the other tests never run. Once such code gave
/// other values than the same program compiled as it runs (docs/decisions/0015).
/// </summary>
public sealed class BuiltProgramTests
{
    private static string Folder =>
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Populatie.Cli", "release"));

    [Theory]
    [Trait("Speed", "slow")]
    [InlineData("scalar", "Scalar", "1")]
    [InlineData("512", "Bits512", "1")]
    [InlineData("512", "Bits512", "0")]
    public void The_shipped_binary_gives_the_golden_digest(string lanes, string told, string readyToRun)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["POPULATIE_LANES"] = lanes,
            ["DOTNET_ReadyToRun"] = readyToRun,
        };
        var outcome = PopulatieProgram.RunFrom(Folder, environment, "selftest").ShouldSucceed();
        outcome.Output.ShouldContain($"lanes   {told}");
        outcome.Output.ShouldContain($"digest  {SelftestCommand.Golden}");
    }

    [Fact]
    public void The_engine_of_the_shipped_binary_is_machine_code_where_its_compiler_could_be_had()
    {
        var engine = Path.Combine(Folder, "Populatie.Simulation.dll");
        using var image = new PEReader(File.OpenRead(engine));
        var isAhead = image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
        var isMeant = Directory.Exists(CrossCompiler);
        isAhead.ShouldBe(isMeant, $"machine code: {isAhead}; its compiler in {CrossCompiler}: {isMeant}");
    }

    private static string CrossCompiler =>
        Path.Combine(
            Environment.GetEnvironmentVariable("NUGET_PACKAGES")
                ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
            "microsoft.netcore.app.crossgen2.linux-x64"
        );
}
