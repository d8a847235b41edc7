using Populatie.Fuzz.Disks;
using Xunit.Abstractions;

namespace Populatie.Cli.Tests.EndToEnd;

/// <summary>
/// A command that runs out of disk ends with exit 4 and one line, leaves the workspace whole, and can be given again.
/// Where no small disk can be mounted only the size of files is limited, and the test says so; soak.sh tries more.
/// </summary>
[Trait("Speed", "slow")]
public sealed class FullDiskTests(ITestOutputHelper output) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("populatie-disk-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_full_disk_is_told_in_one_line_and_leaves_the_workspace_whole()
    {
        var tallies = DiskSession.Run(folder, tries: 42, limited: 1, seed: 3, output.WriteLine);
        tallies.SelectMany(t => t.Broken).ShouldBeEmpty();
        tallies.Sum(t => t.Refused).ShouldBeGreaterThan(0, "no try ran out of space");
    }
}
