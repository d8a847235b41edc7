namespace Populatie.Benchmarks;

/// <summary>One thing that is timed: ours and a rival's way, in the same process, in items per second.</summary>
/// <param name="Name">What is timed, with its parameters and width.</param>
/// <param name="Ours">Does the work once and returns how many items it did.</param>
/// <param name="Rival">The same work by the rival.</param>
internal sealed record Case(string Name, Func<long> Ours, Func<long> Rival, string RivalName, string Unit);

/// <summary>What one case measured; field names are those of the JSON.</summary>
/// <param name="LimitShare">Ours as a share of a bound of the machine (for draws: bare generator calls of the same width).</param>
internal sealed record Measured(
    string Case,
    double Ours,
    double Rival,
    string RivalName,
    double Ratio,
    string Unit,
    double? LimitShare
);
