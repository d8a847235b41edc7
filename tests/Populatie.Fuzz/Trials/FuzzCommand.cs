using System.Globalization;
using System.Text;
using Populatie.Fuzz.Targets;

namespace Populatie.Fuzz.Trials;

/// <summary><c>fuzz</c>: tries every parser, keeps what failed, writes a table.</summary>
internal static class FuzzCommand
{
    public const string Usage = """
        fuzz [--executions N | --seconds S] [--seed S] [--threads T] [--target NAME] [--notes DIR] [--table FILE]
        fuzz --input FILE --target NAME      tries one input and says what it does
        """;

    public static int Run(Options options)
    {
        var only = options.Text("--target");
        var targets = AllTargets
            .Create()
            .Where(t => only is null || string.Equals(t.Name, only, StringComparison.Ordinal))
            .ToList();
        if (targets.Count == 0)
        {
            Console.Error.WriteLine(
                $"fuzz: no target '{only}'; there are {string.Join(", ", AllTargets.Create().Select(t => t.Name))}"
            );
            return 2;
        }
        if (options.Text("--input") is { } input)
        {
            return TryOne(targets[0], File.ReadAllBytes(input));
        }
        var notes = Directory.CreateDirectory(options.Text("--notes") ?? "artifacts/fuzz").FullName;
        var settings = new SessionSettings(
            options.Whole("--executions", 0),
            TimeSpan.FromSeconds(options.Whole("--seconds", options.Has("--executions") ? 0 : 60)),
            (ulong)options.Whole("--seed", 1),
            (int)options.Whole("--threads", Environment.ProcessorCount),
            notes
        );
        var session = new Session(targets, settings);
        var hanging = session.Run(line => Console.Error.WriteLine($"fuzz: {line}"));
        var faults = 0;
        if (hanging is { } stuck)
        {
            faults++;
            Tell(
                stuck.Target,
                new("no end", $"still at it after {Session.Longest.TotalSeconds} s"),
                stuck.Input,
                notes
            );
        }
        else
        {
            foreach (var campaign in session.Campaigns)
            {
                foreach (var (finding, found) in campaign.Findings)
                {
                    faults++;
                    Tell(campaign.Target, finding, Minimiser.Shrink(campaign.Target, found, finding.Kind), notes);
                }
            }
        }
        var table = Table(session);
        Console.Out.Write(table);
        if (options.Text("--table") is { } file)
        {
            File.AppendAllText(file, table);
        }
        return faults == 0 ? 0 : 1;
    }

    private static int TryOne(Target target, byte[] input)
    {
        var outcome = Trial.Judge(target, input);
        if (outcome.Finding is { } finding)
        {
            Console.Error.WriteLine($"{finding.Kind}\n{finding.Detail}");
            return 1;
        }
        try
        {
            Console.Out.WriteLine($"read; shape {target.Read(input):x}");
        }
        catch (Populatie.Analytics.Faults.SourceFormatException fault)
        {
            Console.Out.WriteLine($"{fault.Text.English}\n{fault.Text.Dutch}");
        }
        return 0;
    }

    private static void Tell(Target target, Finding finding, byte[] input, string notes)
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(input))[..8];
        var file = Path.Combine(notes, $"{target.Name}-{hash}");
        File.WriteAllBytes(file, input);
        Console.Error.WriteLine($"fuzz: {target.Name}: {finding.Kind}\n  input: {file} ({input.Length} bytes)");
        Console.Error.WriteLine("  " + string.Join("\n  ", finding.Detail.Split('\n').Take(14)));
    }

    private static string Table(Session session)
    {
        var table = new StringBuilder(
            "| target | executions | per second | distinct behaviours | faults found |\n|---|---:|---:|---:|---:|\n"
        );
        foreach (var campaign in session.Campaigns)
        {
            Row(
                campaign.Target.Name,
                campaign.Executions,
                campaign.Executions / Math.Max(campaign.Time.TotalSeconds, 1e-6),
                campaign.Behaviours,
                campaign.Findings.Count
            );
        }
        var all = session.Campaigns.Sum(c => c.Executions);
        Row(
            "together",
            all,
            all / Math.Max(session.Time.TotalSeconds, 1e-6),
            session.Campaigns.Sum(c => c.Behaviours),
            session.Campaigns.Sum(c => c.Findings.Count)
        );
        return table.ToString();

        void Row(string name, long executions, double speed, int behaviours, int faults) =>
            table.Append(
                CultureInfo.InvariantCulture,
                $"| {name} | {executions:N0} | {speed:N0} | {behaviours:N0} | {faults} |\n"
            );
    }
}
