using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Populatie.Fuzz.Kills;

/// <summary><c>kill</c>: ends every command at random moments and writes a table.</summary>
internal static class KillCommand
{
    public const string Usage = "kill [--kills N] [--seed S] [--workers W] [--work DIR] [--table FILE]";

    public static int Run(Options options)
    {
        var kills = (int)options.Whole("--kills", 2000);
        var workers = (int)options.Whole("--workers", Math.Clamp(Environment.ProcessorCount, 1, 4));
        var folder = options.Text("--work") ?? Directory.CreateTempSubdirectory("populatie-kill-").FullName;
        var clock = Stopwatch.StartNew();
        try
        {
            var tallies = KillSession.Run(
                folder,
                kills,
                (ulong)options.Whole("--seed", 1),
                workers,
                told: t => Console.Error.WriteLine($"kill: {t.Name}: {t.Kills} kills, {t.Broken.Count} broken")
            );
            foreach (var fault in tallies.SelectMany(t => t.Broken).Take(20))
            {
                Console.Error.WriteLine($"kill: {fault}");
            }
            var table = Table(tallies, clock.Elapsed);
            Console.Out.Write(table);
            if (options.Text("--table") is { } file)
            {
                File.AppendAllText(file, table);
            }
            var done = tallies.Sum(t => t.Kills);
            if (done < kills)
            {
                Console.Error.WriteLine($"kill: commands ended before they could be killed; {done} of {kills}");
            }
            return done == kills && tallies.All(t => t.Broken.Count == 0) ? 0 : 1;
        }
        finally
        {
            if (!options.Has("--work"))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static string Table(IReadOnlyList<KillTally> tallies, TimeSpan time)
    {
        var text = new StringBuilder(
            "| command | unharmed | kills | as before | as after | between | had left something half-made | broken |\n|---|---:|---:|---:|---:|---:|---:|---:|\n"
        );
        foreach (var t in tallies)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {t.Name} | {t.Unharmed.TotalSeconds:0.00} s | {t.Kills} | {t.AsBefore} | {t.AsAfter} | {t.Between} | {t.HalfMade} | {t.Broken.Count} |\n"
            );
        }
        var kills = Math.Max(1, tallies.Sum(t => t.Kills));
        return text.Append(
                CultureInfo.InvariantCulture,
                $"\n{kills} kills in {time.TotalSeconds:0} s: {time.TotalSeconds / kills:0.00} s each.\n"
            )
            .ToString();
    }
}
