using Populatie.Cli.Shell;
using Populatie.Cli.Tests.Answers;

namespace Populatie.Cli.Tests.Commands;

/// <summary>Who mistypes a name in <c>show</c> is told the one that was meant, however long the list of names is.</summary>
public sealed class ShowAdviceTests(KeptTown town) : IClassFixture<KeptTown>
{
    [Theory]
    [InlineData("--measure", "unmet_hiden", "did you mean unmet_hidden?")]
    [InlineData("--product", "wmo-lict", "did you mean wmo-licht?")]
    [InlineData("--year", "2099", "it has")]
    [InlineData("--area", "wk000102", "no area 'wk000102' at this level; did you mean WK000102 (")]
    public void A_name_that_is_nearly_right_is_recognised(string option, string value, string advice)
    {
        var said = town.Ask("show", town.With, option, value);
        said.Exit.ShouldBe(ExitCode.Usage);
        said.Errors.ShouldContain(advice);
    }

    [Fact]
    public void Without_its_cube_a_run_says_where_the_unmet_need_of_observed_years_is()
    {
        var said = town.Ask("show", town.With, "--measure", "unmet");
        said.Exit.ShouldBe(ExitCode.Done);
        said.Errors.ShouldContain("is told by the cube of this run, and that is not in this workspace");
        said.Output.ShouldContain("unmet");
    }
}
