using System.Globalization;
using System.Text;

namespace Populatie.Server.Jobs;

/// <summary>The queue as Prometheus text.</summary>
internal static class JobFigures
{
    public static string ToPrometheus(JobQueue queue)
    {
        var text = new StringBuilder();
        Head(text, "populatie_jobs", "gauge", "Runs that wait, and runs under way.");
        foreach (var status in (string[])[JobStatus.Queued, JobStatus.Running])
        {
            text.Append(CultureInfo.InvariantCulture, $"populatie_jobs{{status=\"{status}\"}} {queue.Count(status)}\n");
        }
        Head(text, "populatie_jobs_ended_total", "counter", "Runs that ended since the server began, by how.");
        foreach (var (status, count) in queue.Tally.Ended)
        {
            text.Append(CultureInfo.InvariantCulture, $"populatie_jobs_ended_total{{status=\"{status}\"}} {count}\n");
        }
        Head(text, "populatie_jobs_seconds_total", "counter", "Time spent on them.");
        text.Append(CultureInfo.InvariantCulture, $"populatie_jobs_seconds_total {queue.Tally.Worked.TotalSeconds}\n");
        return text.ToString();
    }

    private static void Head(StringBuilder text, string name, string type, string help) =>
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");
}
