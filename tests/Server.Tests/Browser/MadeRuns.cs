using Populatie.Analytics.Store;

namespace Populatie.Server.Tests.Browser;

/// <summary>Takes away the runs that the tests of a class asked for: other tests mean another run by latest.</summary>
public sealed class MadeRuns(RunningServer server) : IDisposable
{
    public void Dispose()
    {
        foreach (
            var run in server
                .Workspace.List(ArtefactKind.Run)
                .Where(r => !string.Equals(r.Id, server.RunId, StringComparison.Ordinal))
                .ToList()
        )
        {
            server.Workspace.Remove(ArtefactKind.Run, run.Id);
        }
    }
}
