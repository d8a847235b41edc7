namespace Populatie.Server.Jobs;

/// <summary>How a job is done.</summary>
internal interface IJobMaker
{
    /// <param name="stop">Ends it as soon as nothing is lost by that.</param>
    /// <param name="abort">Ends it at once; so does the job itself.</param>
    /// <exception cref="OperationCanceledException">It was stopped, aborted or cancelled.</exception>
    void Make(Job job, CancellationToken stop, CancellationToken abort);

    /// <summary>Takes away what was made of a job that failed or was cancelled.</summary>
    void Forget(string run, int replicates);
}
