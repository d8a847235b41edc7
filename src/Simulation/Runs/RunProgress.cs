namespace Populatie.Simulation.Runs;

/// <summary>How far a run is.</summary>
/// <param name="Replicates">Replicates that are finished.</param>
/// <param name="Of">Replicates that are asked for.</param>
/// <param name="Share">Share of all work, 0 to 1, counting what is under way.</param>
/// <param name="Error">
/// Standard error of a mean, as a share of that mean: of real cost in the last year, or of what a run aims at; NaN while it
/// cannot be told.
/// </param>
/// <param name="Mean">That mean, in the unit of its measure.</param>
public readonly record struct RunProgress(int Replicates, int Of, double Share, double Error, double Mean);

/// <summary>Who looks on while a run is made: is told how far it is, and may keep what is finished.</summary>
public interface IRunWatch
{
    /// <summary>From any thread, often; must be quick.</summary>
    void Told(in RunProgress progress);

    /// <summary>Asked whenever a thread has finished some blocks, from any thread: whether to stop handing out work for a moment and keep what there is.</summary>
    bool WantsToKeep();

    /// <summary>What is finished: always the first replicates of the range. Nothing is added to it until this returns.</summary>
    void Keep(ProjectionPart part);
}
