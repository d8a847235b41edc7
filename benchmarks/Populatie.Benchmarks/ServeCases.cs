namespace Populatie.Benchmarks;

/// <summary><c>./bench.sh serve</c>: the server under load, beside Kestrel that looks at nothing and nginx with files.</summary>
internal static class ServeCases
{
    private const int Many = 100;
    private const int Most = 1000;

    /// <summary>A round of a load is seconds: three of them say as much as seven of a kernel.</summary>
    private const int Rounds = 3;

    /// <summary>Below this the referee is in a hurry.</summary>
    private const double Hasty = 0.1;

    public static readonly Bench Bench = new(
        "serve",
        """
        Load from another program (wrk, one thread) on the same cores, 100 connections that stay open, by the clock on the wall; so
        the loader and whatever else the machine does count against everyone. Ours looks at who asks, under what name,
        for what, in which form, and whether they have it already, counts it and times it. Bare Kestrel looks at nothing and
        returns the same bytes from memory, in the same process; nginx returns them from a file, on as many workers as there
        are cores. A cold tile is one that nobody asked for before, of a server that has had its first second: cut, written and
        compressed; asked for one at a time, as a browser does. A projection runs on one thread that gives way.
        """,
        Contests
    );

    private static IEnumerable<Contest> Contests()
    {
        if (!Wrk.IsInstalled)
        {
            throw new InvalidOperationException("wrk is missing; ./bench.sh setup serve installs it");
        }
        using var board = new ServeBoard();
        foreach (var answer in board.Answers)
        {
            yield return new(
                $"{answer.Name}, {(answer.Bytes + 500) / 1000} kB",
                "k/s",
                Rate(answer.Ours),
                new("bare Kestrel", Rate(answer.Bare)),
                new("nginx", answer.Nginx is { } file ? Rate(file) : null)
            );
        }
        var tile = board.Answers[0];
        yield return new(
            "304, a tile that one has",
            "k/s",
            Rate(tile.Ours, board.Tag),
            new("bare Kestrel", Rate(new(tile.Bare, "304"))),
            new("nginx", tile.Nginx is { } same ? Rate(same, board.NginxTag) : null)
        );
        yield return new(
            $"warm tile, p99 at {Many} connections",
            "ms",
            Slowest(tile.Ours),
            new Rival("bare Kestrel", Slowest(tile.Bare))
        )
        {
            LowerIsBetter = true,
        };
        yield return new("cold tile, p99", "ms", Clocked.Reading(board.ColdTiles) with { MostRounds = 1 })
        {
            LowerIsBetter = true,
        };
        yield return new(
            $"faults at {Most} connections",
            "",
            new(seconds => Wrk.Run(tile.Ours, Most, Longer(seconds)).Faults) { MostRounds = 1 }
        )
        {
            LowerIsBetter = true,
        };
        yield return new(
            "warm tile while a projection runs",
            "k/s",
            new(seconds => board.WhileProjecting(() => Wrk.Run(tile.Ours, Many, Longer(seconds)).Rate))
            {
                MostRounds = 2,
            },
            new Rival("without one", Rate(tile.Ours) with { MostRounds = 2 })
        );
    }

    private static Clocked Rate(Uri url, params string[] headers) =>
        new(seconds => Wrk.Run(url, Many, Longer(seconds), headers).Rate) { MostRounds = Rounds };

    private static Clocked Slowest(Uri url) =>
        new(seconds => Wrk.Run(url, Many, Longer(seconds)).Slowest) { MostRounds = 2 };

    /// <summary>A load needs whole seconds to come up to speed.</summary>
    private static double Longer(double seconds) => seconds < Hasty ? 1 : 3;
}
