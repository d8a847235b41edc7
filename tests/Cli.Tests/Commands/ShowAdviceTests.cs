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
    public void A_name_that_is_nearly_right_is_recognised(string option, string value, string advice)
    {
        var said = town.Ask("show", town.With, option, value);
        said.Exit.ShouldBe(ExitCode.Usage);
        said.Errors.ShouldContain(advice);
    }
}
