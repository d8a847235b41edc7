using System.Diagnostics;
using System.Globalization;
using Populatie.Analytics.Randomness;
using Populatie.Analytics.Store;
using Populatie.Analytics.Tallies;
using Populatie.Analytics.Tallies.Store;

namespace Populatie.Benchmarks;

/// <summary>
/// Most memory of this process while 100 million rows of 20 million persons are tallied with distinct persons. Rows come
/// from a generator, because a reader holds a few blocks however long its file is.
/// </summary>
internal static class TallyMemory
{
    private const int Rows = 100_000_000;
    private const int Persons = 20_000_000;

    public static double Megabytes()
    {
        var settings = new TallySettings { Delivered = new DateOnly(2026, 1, 1), Threads = 2 };
        var workspace = Workspace.Open("artifacts/bench/workspace");
        var clock = Stopwatch.StartNew();
        using var builder = new TallyBuilder(settings, () => new TallySpill(workspace));
        Parallel.For(0, 2, worker => Add(builder, worker));
        var tally = builder.Build();
        Console.Error.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{tally.Rows} rows in {tally.Cells.Length} cells, {clock.Elapsed.TotalSeconds:F0} s"
            )
        );
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1e6;
    }

    private static void Add(TallyBuilder builder, int worker)
    {
        var block = new TallyRow[4000];
        for (var done = 0; done < Rows / 2; done += block.Length)
        {
            for (var i = 0; i < block.Length; i++)
            {
                block[i] = Row((uint)((worker * (Rows / 2)) + done + i));
            }
            builder.Add(worker, block);
        }
    }

    private static TallyRow Row(uint row)
    {
        var (w0, w1, w2, w3) = Philox.Block(11, row, 0, 0, 0);
        var person = w0 % Persons;
        var (p0, p1, p2, p3) = Philox.Block(11, person, 1, 0, 0);
        var what =
            ((ulong)(p0 % 112) << 34)
            | ((ulong)(42_400 + (w1 % 3650)) << 17)
            | ((ulong)(w2 % 24) << 9)
            | ((ulong)(p1 % 90) << 2)
            | (p1 >> 31);
        var howMuch = ((long)(w3 % 100_000) << 18) + (w3 % 300);
        return new(what, howMuch, ((ulong)p2 << 32) | p3, ((ulong)p3 << 32) ^ p0 ^ ((ulong)person << 7));
    }
}
