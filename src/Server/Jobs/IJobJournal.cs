namespace Populatie.Server.Jobs;

/// <summary>Where jobs are written down for the next server.</summary>
internal interface IJobJournal : IDisposable
{
    void Keep(JobRecord job);

    void Remove(string run);

    /// <summary>What an earlier server left behind, in order of turn.</summary>
    IReadOnlyList<JobRecord> LeftBehind();
}

/// <summary>For jobs that end with the server.</summary>
internal sealed class NoJournal : IJobJournal
{
    public void Keep(JobRecord job) { }

    public void Remove(string run) { }

    public IReadOnlyList<JobRecord> LeftBehind() => [];

    public void Dispose() { }
}
