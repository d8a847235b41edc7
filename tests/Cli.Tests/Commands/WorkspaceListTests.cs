using Populatie.Cli.Shell;
using Populatie.Cli.Tests.Answers;

namespace Populatie.Cli.Tests.Commands;

public sealed class WorkspaceListTests(KeptTown town) : IClassFixture<KeptTown>
{
    [Fact]
    public void Runs_are_listed_oldest_first_under_the_name_of_their_scenario()
    {
        var said = town.Ask("list");
        said.Exit.ShouldBe(ExitCode.Done);
        var lines = said.Output.Split('\n');
        var with = Array.FindIndex(lines, l => l.Contains(town.With, StringComparison.Ordinal));
        lines[with].ShouldStartWith("runs");
        lines[with].ShouldEndWith("meer");
        Array.FindIndex(lines, l => l.Contains(town.Without, StringComparison.Ordinal)).ShouldBeGreaterThan(with);
    }

    [Fact]
    public void What_is_not_there_is_told_with_the_list_of_what_is()
    {
        var said = town.Ask("show", "nope");
        said.Exit.ShouldBe(ExitCode.BadInput);
        said.Errors.ShouldContain("nothing called 'nope' among runs, cubes, fits");
        said.Errors.ShouldContain("populatie list");
    }
}
