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
}
