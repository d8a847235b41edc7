using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Populatie.Benchmarks;

/// <summary>What a load did to a server.</summary>
/// <param name="Rate">Thousand answers per second by the clock on the wall.</param>
/// <param name="Slowest">Milliseconds within which 99 of 100 answers came.</param>
/// <param name="Faults">Answers that were none, or not what was asked for.</param>
internal readonly record struct Load(double Rate, double Slowest, long Faults);

/// <summary>The loader, a program of its own: <c>./bench.sh setup serve</c> installs it.</summary>
internal static partial class Wrk
{
    private const string Program = "/usr/bin/wrk";

    public static bool IsInstalled => File.Exists(Program);

    /// <summary>Asks one address again and again over so many connections.</summary>
    public static Load Run(Uri url, int connections, double seconds, params string[] headers)
    {
        var whole = (int)Math.Max(1, Math.Round(seconds));
        var start = new ProcessStartInfo(Program) { RedirectStandardOutput = true, UseShellExecute = false };
        string[] arguments =
        [
            "--threads",
            "1",
            "--connections",
            connections.ToString(CultureInfo.InvariantCulture),
            "--duration",
            $"{whole}s",
            "--timeout",
            "8s",
            "--latency",
            .. headers.SelectMany(h => new[] { "--header", h }),
            url.AbsoluteUri,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        var told = RivalPrograms.OutputOf(start) ?? throw new InvalidOperationException("wrk did not finish");
        return new(
            Figure(Rate().Match(told)) / 1000,
            Figure(Slowest().Match(told)) * Milliseconds(Slowest().Match(told).Groups["unit"].Value),
            Faults().Matches(told).Sum(m => long.Parse(m.Groups["value"].Value, CultureInfo.InvariantCulture))
        );
    }

    private static double Figure(Match match) =>
        double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture);

    private static double Milliseconds(string unit) =>
        unit switch
        {
            "us" => 0.001,
            "ms" => 1,
            "s" => 1000,
            _ => 60_000,
        };

    [GeneratedRegex(@"Requests/sec:\s+(?<value>[\d.]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rate();

    [GeneratedRegex(@"99%\s+(?<value>[\d.]+)(?<unit>[a-z]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Slowest();

    [GeneratedRegex(
        @"((connect|read|write|timeout) |Non-2xx or 3xx responses: )(?<value>\d+)",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Faults();
}
