using System.Globalization;
using System.Text;
using Populatie.Server.Contracts;

namespace Populatie.Server.Jobs;

/// <summary>Jobs as Prometheus text.</summary>
internal static class JobFigures
{
    /// <param name="name">What they are called: <c>jobs</c>.</param>
    /// <param name="things">The same for people.</param>
    public static string ToPrometheus(string name, string things, Func<string, int> count, JobTally tally)
    {
        var text = new StringBuilder();
        Head(text, $"populatie_{name}", "gauge", $"{things} that wait, and {things.ToLowerInvariant()} under way.");
        foreach (var status in (string[])[JobStatus.Queued, JobStatus.Running])
        {
            text.Append(CultureInfo.InvariantCulture, $"populatie_{name}{{status=\"{status}\"}} {count(status)}\n");
        }
        Head(text, $"populatie_{name}_ended_total", "counter", $"{things} that ended since the server began, by how.");
        foreach (var (status, ended) in tally.Ended)
        {
            text.Append(CultureInfo.InvariantCulture, $"populatie_{name}_ended_total{{status=\"{status}\"}} {ended}\n");
        }
        Head(text, $"populatie_{name}_seconds_total", "counter", "Time spent on them.");
        text.Append(CultureInfo.InvariantCulture, $"populatie_{name}_seconds_total {tally.Worked.TotalSeconds}\n");
        return text.ToString();
    }

    private static void Head(StringBuilder text, string name, string type, string help) =>
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");
}
