using Populatie.Analytics.Areas;
using Populatie.Analytics.Sources.Maps;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Imports;

/// <summary>Which areas are meant when nobody says.</summary>
public static class AreaChoice
{
    /// <summary>The areas that are asked for; without a reference the latest import, else the embedded Utrecht.</summary>
    /// <param name="reference">An id, the beginning of one, a path, or <c>latest</c>.</param>
    public static AreaSet LoadOrDefault(Workspace workspace, string? reference)
    {
        if (reference is not null)
        {
            return AreaSetStore.Load(workspace, reference);
        }
        return workspace.List(ArtefactKind.Areas) is [.., var latest]
            ? AreaSetStore.Load(workspace, latest.Id)
            : EmbeddedUtrecht.Areas();
    }
}
