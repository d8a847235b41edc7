using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Populatie.Analytics.Kernels;

namespace Populatie.Benchmarks;

/// <summary>The rows of a bench as text, as JSON and as the Markdown page that is committed.</summary>
internal static partial class ResultTable
{
    private static readonly JsonSerializerOptions Names = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public static string Line(Row row) =>
        $"{row.Contest.Name, -42} {Figure(row.Ours.Best), 8} {row.Contest.Unit, -4} {row.RivalName ?? "", -16} "
        + $"{Figure(row.Rival?.Best), 8} {(row.Ratio is { } ratio ? $"×{Figure(ratio)}" : ""), 8} {Share(row), 5}";

    public static string Json(IEnumerable<Row> rows) =>
        JsonSerializer.Serialize(
            rows.Select(row => new
            {
                Case = row.Contest.Name,
                Ours = row.Ours.Best,
                Rival = row.Rival?.Best,
                row.RivalName,
                row.Ratio,
                row.Contest.Unit,
                row.LimitShare,
            }),
            Names
        );

    public static string Page(Bench bench, IReadOnlyList<Row> rows, int rounds)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"# {bench.Name}\n\n{bench.About.Trim()}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"`./bench.sh {bench.Name}` on {Machine()}, {LaneChoice.Current}, ");
        page.Append(CultureInfo.InvariantCulture, $"commit {Commit}, {DateTime.UtcNow:yyyy-MM-dd}. ");
        page.Append(
            CultureInfo.InvariantCulture,
            $"Each figure is the best of at most {rounds} rounds, in which everyone "
        );
        page.Append(
            "takes a turn; in brackets smallest, median and largest. Ratio: how many times better ours is.\n\n"
        );
        page.Append("| What | Unit | Ours | Rival | | Ratio | Share of limit |\n|---|---|---|---|---|---|---|\n");
        foreach (var row in rows)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {row.Contest.Name} | {row.Contest.Unit} ");
            page.Append(CultureInfo.InvariantCulture, $"| {Cell(row.Ours)} | {row.RivalName} ");
            page.Append(
                row.Rival is { } rival ? $"| {Cell(rival)} "
                : row.RivalName is null ? "| "
                : "| not here "
            );
            page.Append(CultureInfo.InvariantCulture, $"| {Figure(row.Ratio)} | {Share(row)} |\n");
        }
        Row[] lost = [.. rows.Where(r => r.Ratio < 1)];
        page.Append("\n## Where we lose\n\n");
        page.Append(lost is [] ? "Nowhere in this table.\n" : "");
        foreach (var row in lost)
        {
            page.Append(CultureInfo.InvariantCulture, $"- {row.Contest.Name}: to {row.RivalName}, ");
            page.Append(CultureInfo.InvariantCulture, $"{Figure(row.Ours.Best)} against {Figure(row.Rival?.Best)}\n");
        }
        return page.ToString();
    }

    private static string Cell(Spread spread) =>
        $"**{Figure(spread.Best)}** ({Figure(spread.Min)} {Figure(spread.Median)} {Figure(spread.Max)})";

    private static string Share(Row row) =>
        row.LimitShare is { } share
            ? share.ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal)
            : "";

    /// <summary>Three digits, or whole.</summary>
    private static string Figure(double? value) =>
        value is not { } v
            ? ""
            : v.ToString(
                Math.Abs(v) >= 100 ? "F0"
                    : Math.Abs(v) >= 10 ? "F1"
                    : "F2",
                CultureInfo.InvariantCulture
            );

    private static string Commit => Environment.GetEnvironmentVariable("POPULATIE_COMMIT") ?? "unknown";

    private static string Machine()
    {
        const string file = "/proc/cpuinfo";
        var model = File.Exists(file) ? ModelName().Match(File.ReadAllText(file)).Groups["name"].Value : "";
        return $"{(model.Length > 0 ? model : "an unnamed processor")}, {Environment.ProcessorCount} cores, "
            + $".NET {Environment.Version}{Load()}";
    }

    /// <summary>How busy the machine was, with us and with others: ratios survive a crowd better than rates do.</summary>
    private static string Load()
    {
        const string file = "/proc/loadavg";
        return File.Exists(file) ? $", load {File.ReadAllText(file).Split(' ')[1]}" : "";
    }

    [GeneratedRegex(@"model name\s*:\s*(?<name>.+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ModelName();
}
