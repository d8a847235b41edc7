using System.Globalization;
using System.Text;

namespace Populatie.Fuzz.Disks;

/// <summary><c>disk</c>: every command on disks that are too small, and a table of what it did.</summary>
internal static class DiskCommand
{
    public const string Usage = "disk [--tries N] [--limited N] [--seed S] [--work DIR] [--table FILE]";

    public static int Run(Options options)
    {
        var folder = options.Text("--work") ?? Directory.CreateTempSubdirectory("populatie-disk-").FullName;
        try
        {
            var tallies = DiskSession.Run(
                folder,
                (int)options.Whole("--tries", 700),
                (int)options.Whole("--limited", 4),
                (ulong)options.Whole("--seed", 1),
                line => Console.Error.WriteLine($"disk: {line}")
            );
            foreach (var fault in tallies.SelectMany(t => t.Broken).Take(20))
            {
                Console.Error.WriteLine($"disk: {fault}");
            }
            var table = new StringBuilder(
                "| command | tries | done all the same | refused with one line | broken |\n|---|---:|---:|---:|---:|\n"
            );
            foreach (var t in tallies)
            {
                table.Append(
                    CultureInfo.InvariantCulture,
                    $"| {t.Name} | {t.Tries} | {t.Done} | {t.Refused} | {t.Broken.Count} |\n"
                );
            }
            Console.Out.Write(table);
            if (options.Text("--table") is { } file)
            {
                File.AppendAllText(file, table.ToString());
            }
            return tallies.All(t => t.Broken.Count == 0) && tallies.Any(t => t.Refused > 0) ? 0 : 1;
        }
        finally
        {
            if (!options.Has("--work"))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}
