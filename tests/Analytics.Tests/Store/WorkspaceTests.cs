using Populatie.Analytics.Faults;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Tests.Store;

public sealed class WorkspaceTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("populatie-workspace-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void What_is_published_is_found_by_id_prefix_path_and_latest()
    {
        var workspace = Workspace.Open(root);
        Publish(workspace, ArtefactKind.Cube, "aaaa1111");
        Publish(workspace, ArtefactKind.Cube, "bbbb2222");
        workspace.Resolve(ArtefactKind.Cube, "aaaa1111").ShouldBe("aaaa1111");
        workspace.Resolve(ArtefactKind.Cube, "aa").ShouldBe("aaaa1111");
        workspace.Resolve(ArtefactKind.Cube, workspace.PathOf(ArtefactKind.Cube, "aaaa1111")).ShouldBe("aaaa1111");
        workspace.Resolve(ArtefactKind.Cube, "latest").ShouldBe("bbbb2222");
    }

    [Fact]
    public void Making_the_same_again_makes_it_the_latest()
    {
        var workspace = Workspace.Open(root);
        Publish(workspace, ArtefactKind.Cube, "aaaa1111").ShouldBeTrue();
        Publish(workspace, ArtefactKind.Cube, "bbbb2222");
        Publish(workspace, ArtefactKind.Cube, "aaaa1111").ShouldBeFalse();
        workspace.Resolve(ArtefactKind.Cube, "latest").ShouldBe("aaaa1111");
    }

    [Fact]
    public void Latest_over_kinds_is_the_newest_of_them_all()
    {
        var workspace = Workspace.Open(root);
        Publish(workspace, ArtefactKind.Run, "aaaa1111");
        Publish(workspace, ArtefactKind.Cube, "bbbb2222");
        workspace.Resolve([ArtefactKind.Run, ArtefactKind.Cube], "latest").ShouldBe((ArtefactKind.Cube, "bbbb2222"));
    }

    [Fact]
    public void A_lost_catalogue_is_rebuilt_from_the_folders()
    {
        var workspace = Workspace.Open(root);
        Publish(workspace, ArtefactKind.Fit, "aaaa1111");
        File.Delete(Path.Combine(root, "catalogue.db"));
        Workspace.Open(root).List(ArtefactKind.Fit).Select(e => e.Id).ShouldBe(["aaaa1111"]);
    }

    [Fact]
    public void A_failing_writer_leaves_nothing_behind()
    {
        var workspace = Workspace.Open(root);
        Should.Throw<InvalidOperationException>(() =>
            workspace.Publish(
                ArtefactKind.Run,
                "cccc3333",
                "broken",
                folder =>
                {
                    File.WriteAllText(Path.Combine(folder, "half"), "half");
                    throw new InvalidOperationException("stop");
                }
            )
        );
        Directory.EnumerateFileSystemEntries(workspace.FolderOf(ArtefactKind.Run)).ShouldBeEmpty();
        workspace.List(ArtefactKind.Run).ShouldBeEmpty();
    }

    [Fact]
    public void What_a_killed_process_left_is_removed_and_what_a_live_one_makes_is_not()
    {
        var staging = Path.Combine(root, ".staging");
        var orphan = Directory.CreateDirectory(Path.Combine(staging, $"runs-dddd4444-{int.MaxValue}")).FullName;
        var alive = Directory.CreateDirectory(Path.Combine(staging, $"runs-eeee5555-{Environment.ProcessId}")).FullName;
        Workspace.Open(root);
        Directory.Exists(orphan).ShouldBeFalse();
        Directory.Exists(alive).ShouldBeTrue();
    }

    [Fact]
    public void What_another_machine_makes_in_a_shared_workspace_is_left_alone_until_nobody_believes_in_it()
    {
        var staging = Path.Combine(root, ".staging");
        var theirs = Directory
            .CreateDirectory(Path.Combine(staging, $"parts-ffff-1of2@node-7-{int.MaxValue}"))
            .FullName;
        var stale = Directory.CreateDirectory(Path.Combine(staging, $"parts-ffff-2of2@node-7-{int.MaxValue}")).FullName;
        Directory.SetLastWriteTimeUtc(stale, DateTime.UtcNow.AddDays(-3));
        Workspace.Open(root);
        Directory.Exists(theirs).ShouldBeTrue();
        Directory.Exists(stale).ShouldBeFalse();
    }

    [Fact]
    public void An_ambiguous_or_unknown_name_is_refused_with_what_to_do()
    {
        var workspace = Workspace.Open(root);
        Publish(workspace, ArtefactKind.Cube, "aaaa1111");
        Publish(workspace, ArtefactKind.Cube, "aaaa2222");
        Should
            .Throw<SourceFormatException>(() => workspace.Resolve(ArtefactKind.Cube, "aaaa"))
            .Message.ShouldContain("more characters");
        Should
            .Throw<SourceFormatException>(() => workspace.Resolve(ArtefactKind.Fit, "latest"))
            .Message.ShouldContain("populatie fit");
    }

    private static bool Publish(Workspace workspace, ArtefactKind kind, string id) =>
        workspace.Publish(kind, id, id, folder => File.WriteAllText(Path.Combine(folder, "content"), id));
}
