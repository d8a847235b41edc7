using System.Text.Json;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Store;

namespace Populatie.Server.Jobs;

/// <summary>
/// Jobs on disk, <c>jobs/RUN.json</c>: what a server that was stopped, or died, leaves to the next one. Only one server at a
/// time takes them up. Thread-safe per job.
/// </summary>
internal sealed class JobJournal : IJobJournal
{
    private const string Suffix = ".json";
    private readonly string folder;
    private readonly FileStream? mine;

    public JobJournal(Workspace workspace)
    {
        folder = Path.Combine(workspace.Root, "jobs");
        Directory.CreateDirectory(folder);
        try
        {
            mine = new(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            // Another server is at work on this workspace: what is under way is under way there.
        }
    }

    /// <exception cref="ResourceException">The disk is full, or refuses.</exception>
    public void Keep(JobRecord job)
    {
        try
        {
            WholeFile.Write(PathOf(job.Run.Id), JsonSerializer.SerializeToUtf8Bytes(job, JobJson.Default.JobRecord));
        }
        catch (Exception fault) when (MachineFaults.Knows(fault))
        {
            throw MachineFaults.Of(fault, folder);
        }
    }

    public void Remove(string run)
    {
        try
        {
            File.Delete(PathOf(run));
        }
        catch (Exception fault) when (MachineFaults.Knows(fault))
        {
            // The next server finds the run there, and nothing to do.
        }
    }

    /// <summary>What was left behind, in order of turn; nothing when another server has it.</summary>
    public IReadOnlyList<JobRecord> LeftBehind() =>
        mine is null
            ? []
            : [.. Directory.EnumerateFiles(folder, "*" + Suffix).Select(Read).OfType<JobRecord>().OrderBy(j => j.Turn)];

    public void Dispose() => mine?.Dispose();

    /// <summary>Files are written whole; one that cannot be read is of another version, or was touched by a hand.</summary>
    private static JobRecord? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), JobJson.Default.JobRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string PathOf(string run) => Path.Combine(folder, run + Suffix);
}
