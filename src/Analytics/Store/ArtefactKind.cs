namespace Populatie.Analytics.Store;

/// <summary>The kinds of artefact that a workspace keeps, each in a folder of its own.</summary>
public enum ArtefactKind
{
    Areas,
    Records,
    Cube,
    Fit,
    Population,
    Run,
}

public static class ArtefactKinds
{
    /// <summary>Folder below the workspace.</summary>
    public static string Folder(this ArtefactKind kind) =>
        kind switch
        {
            ArtefactKind.Areas => "areas",
            ArtefactKind.Records => "records",
            ArtefactKind.Cube => "cubes",
            ArtefactKind.Fit => "fits",
            ArtefactKind.Population => "population",
            _ => "runs",
        };
}
