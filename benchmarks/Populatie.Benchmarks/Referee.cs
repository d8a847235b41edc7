namespace Populatie.Benchmarks;

/// <summary>What repeats of one measurement gave. Smallest, median and largest; <see cref="Best"/> is one of the ends.</summary>
internal readonly record struct Spread(double Min, double Median, double Max, double Best)
{
    public static Spread Of(IEnumerable<double> samples, bool lowerIsBetter)
    {
        double[] ordered = [.. samples.Order()];
        return new(ordered[0], ordered[ordered.Length / 2], ordered[^1], lowerIsBetter ? ordered[0] : ordered[^1]);
    }
}

/// <summary>One row of a table: ours beside one rival.</summary>
/// <param name="Rival">Null where the rival is absent.</param>
/// <param name="Limit">Null where no bound is known.</param>
internal sealed record Row(Contest Contest, Spread Ours, string? RivalName, Spread? Rival, Spread? Limit)
{
    /// <summary>How many times better ours is; below 1 we lose. Best against best.</summary>
    public double? Ratio =>
        Rival is not { } rival ? null
        : Contest.LowerIsBetter ? rival.Best / Ours.Best
        : Ours.Best / rival.Best;

    public double? LimitShare => Ours.Best / Limit?.Best;
}

/// <summary>Times a contest. Everyone runs in every round, so that a slow minute of the machine hits them all.</summary>
internal sealed class Referee(bool quick)
{
    private readonly Dictionary<Clocked, Spread> limits = [];

    public int Rounds => quick ? 3 : 7;

    public IReadOnlyList<Row> Play(Contest contest)
    {
        Clocked[] players = [contest.Ours, .. contest.Rivals.Select(r => r.Work).OfType<Clocked>()];
        var spreads = Measure(players, contest.LowerIsBetter);
        var limit = contest.Limit is { } bound ? LimitOf(bound, contest.LowerIsBetter) : (Spread?)null;
        return contest.Rivals is []
            ? [new(contest, spreads[contest.Ours], null, null, limit)]
            :
            [
                .. contest.Rivals.Select(rival => new Row(
                    contest,
                    spreads[contest.Ours],
                    rival.Name,
                    rival.Work is { } work ? spreads[work] : null,
                    limit
                )),
            ];
    }

    /// <summary>Contests that share a bound measure it once.</summary>
    private Spread LimitOf(Clocked bound, bool lowerIsBetter) =>
        limits.TryGetValue(bound, out var known) ? known : limits[bound] = Measure([bound], lowerIsBetter)[bound];

    private Dictionary<Clocked, Spread> Measure(Clocked[] players, bool lowerIsBetter)
    {
        var (warmUp, seconds) = quick ? (0.4, 0.05) : (0.8, 0.25);
        var samples = players.ToDictionary(p => p, _ => new List<double>());
        foreach (var player in players.Where(p => p.MostRounds > Rounds))
        {
            // Lets the compiler finish; a reading is not repeated for it.
            _ = player.Sample(warmUp);
        }
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var player in players.Where(p => round < p.MostRounds))
            {
                samples[player].Add(player.Sample(seconds));
            }
        }
        return samples.ToDictionary(s => s.Key, s => Spread.Of(s.Value, lowerIsBetter));
    }
}
