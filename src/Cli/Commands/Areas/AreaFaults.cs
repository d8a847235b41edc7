using Populatie.Analytics.Geometry.Repair;
using Populatie.Analytics.Imports;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands.Areas;

/// <summary>Tells what was wrong with the boundaries of a map.</summary>
internal static class AreaFaults
{
    /// <summary>One fault, as JSON prints it.</summary>
    internal sealed record Entry(
        string Fault,
        double X,
        double Y,
        IReadOnlyList<string> Buurten,
        double AreaM2,
        int Places,
        string Repair
    );

    /// <summary>Every fault on a line of its own, on stderr.</summary>
    public static void Tell(Session session, AreaImport read)
    {
        foreach (var entry in Entries(session, read))
        {
            var extent = entry.AreaM2 > 0 ? $", {session.Count(entry.AreaM2)} m²" : "";
            var buurten = string.Join(", ", entry.Buurten);
            session.Note(
                $"repaired: {entry.Fault} at {entry.X:F3}, {entry.Y:F3} ({buurten}{extent}, {entry.Places}×): {entry.Repair}",
                $"hersteld: {entry.Fault} bij {entry.X:F3}, {entry.Y:F3} ({buurten}{extent}, {entry.Places}×): {entry.Repair}"
            );
        }
        Summarize(session, read);
    }

    /// <summary>How many faults of each kind, in one line on stderr; nothing when there are none.</summary>
    public static void Summarize(Session session, AreaImport read)
    {
        if (read.Faults.Count == 0)
        {
            return;
        }
        var kinds = string.Join(
            ", ",
            read.Faults.GroupBy(f => f.Kind)
                .Select(g => $"{session.Say(CoverageFault.NameOf(g.Key))} {session.Count(g.Sum(f => f.Count))}×")
        );
        session.Note($"boundaries repaired: {kinds}", $"grenzen hersteld: {kinds}");
    }

    public static List<Entry> Entries(Session session, AreaImport read) =>
        [
            .. read.Faults.Select(f => new Entry(
                session.Say(f.Name),
                f.At.X / 1000.0,
                f.At.Y / 1000.0,
                [.. f.Buurten.Select(b => read.Areas.Index.Buurten[b].Code)],
                f.Area,
                f.Count,
                session.Say(f.Repair)
            )),
        ];
}
