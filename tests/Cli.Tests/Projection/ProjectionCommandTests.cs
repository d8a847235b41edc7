using Populatie.Analytics.Faults;
using Populatie.Analytics.Kernels;
using Populatie.Cli.Commands;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Tests.Projection;

public sealed class ProjectionCommandTests
{
    [Fact]
    public void The_selftest_gives_the_golden_digest_at_the_narrowest_and_the_widest()
    {
        SelftestCommand.DigestAt(LaneWidth.Scalar, 1, CancellationToken.None).ShouldBe(SelftestCommand.Golden);
        SelftestCommand.DigestAt(LaneWidth.Bits512, 2, CancellationToken.None).ShouldBe(SelftestCommand.Golden);
    }

    [Fact]
    public async Task Growth_is_listed_as_json()
    {
        var (exit, output, _) = await Run("growth", "list", "--json");
        exit.ShouldBe(ExitCode.Done);
        output.ShouldContain("\"cpb-2027-2033\"");
        output.ShouldContain("1.1328");
    }

    [Theory]
    [InlineData("name: x\nbase: {year: 2025}\nhorizon: 2040\ngrowth: {vintage: cpb-2027-2033, jeugd: 1.0% (a)}", 0, "")]
    [InlineData(
        "name: x\nbase: {year: 2025}\nhorizon: 2040\ngrowth: {vintage: cpb-2027-2033, jeugd: 2.1}",
        3,
        ":4:41:"
    )]
    [InlineData("name: x\nbase: {year: 2025}\nhorizon: 2040\ngrowth: {vintage: cpb-2027-2033}", 3, "jeugd: 1.0%")]
    [InlineData(
        "name: x\nbase: {year: 2025}\nhorizon: 2040\ngrowth: {vintage: cpb-2027-203}",
        3,
        "did you mean 'cpb-2027-2033'"
    )]
    public async Task A_scenario_is_validated(string text, int expected, string complaint)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, text);
            var (exit, _, errors) = await Run("scenario", "validate", file);
            exit.ShouldBe(expected);
            errors.ShouldContain(complaint);
            errors.Trim().Split('\n').Length.ShouldBe(1);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Too_many_replicates_are_a_usage_fault()
    {
        var (exit, _, errors) = await Run("project", "x.yaml", "--replicates", "0");
        exit.ShouldBe(ExitCode.Usage);
        errors.ShouldContain("--replicates 0");
    }

    [Fact]
    public async Task A_grain_that_is_none_is_a_usage_fault()
    {
        var (exit, _, errors) = await Run("project", "x.yaml", "--grain", "street");
        exit.ShouldBe(ExitCode.Usage);
        errors.ShouldContain("choose buurt or wijk");
    }

    private static async Task<(int Exit, string Output, string Errors)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exit = await CommandTree.RunAsync(new Session(output, errors, Language.English), arguments);
        return (exit, output.ToString(), errors.ToString());
    }
}
