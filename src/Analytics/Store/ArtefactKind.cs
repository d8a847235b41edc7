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

    /// <summary>Some replicates of a run, to be merged with the others.</summary>
    Part,

    /// <summary>How far a model was off on the past of a base.</summary>
    Backtest,
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
            ArtefactKind.Run => "runs",
            ArtefactKind.Backtest => "backtests",
            _ => "parts",
        };
}
