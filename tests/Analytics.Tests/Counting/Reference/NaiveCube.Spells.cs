using Populatie.Analytics.Records;

namespace Populatie.Analytics.Tests.Counting.Reference;

/// <content>Runs of days in care, and waits: what a person's rows mean.</content>
internal sealed partial class NaiveCube
{
    private sealed record Run(
        int Product,
        IReadOnlyList<Row> Rows,
        int Start,
        int End,
        bool Open,
        int Request,
        Delivery Delivery,
        Outcome Outcome,
        bool Waits
    );

    private IEnumerable<Run> RunsOf(int product, List<Row> rows)
    {
        var cared = rows.Where(r => r.Started is not null).ToList();
        var days = new SortedSet<int>(
            cared.SelectMany(r => Enumerable.Range(StartOf(r), EndShown(r) - StartOf(r) + 1))
        );
        var runs = new List<Run>();
        foreach (var start in days.Where(d => !days.Contains(d - 1)))
        {
            var end = start;
            while (days.Contains(end + 1))
            {
                end++;
            }
            var mine = cared.Where(r => StartOf(r) >= start && StartOf(r) <= end).ToList();
            var open = mine.Any(r => r.Ended is null);
            var closing = mine.Where(r => EndShown(r) == end).ToList();
            var requests = mine.Where(r => r.Requested is not null).Select(r => Town.Day(r.Requested!)).ToList();
            var request = requests.Count > 0 ? requests.Min() : start;
            var outcome = open
                ? Outcome.Unknown
                : closing
                    .OrderBy(StartOf)
                    .ThenBy(r => r.Leaf)
                    .ThenBy(r => r.Requested is null ? int.MinValue : Town.Day(r.Requested))
                    .ThenBy(r => r.Outcome)
                    .LastOrDefault(r => r.Outcome != Outcome.Unknown)
                    ?.Outcome
                    ?? Outcome.Unknown;
            runs.Add(new(product, mine, start, end, open, request, Together(mine), outcome, Waits: false));
        }
        // A request that became care is not waiting: the one that its spell counts from.
        var met = runs.Where(r => r.Rows.Any(x => x.Requested is not null)).Select(r => r.Request).ToHashSet();
        var waits = rows.Where(r => r.Started is null && !met.Contains(Town.Day(r.Requested!))).ToList();
        foreach (var wait in waits.Where(w => w.Ended is not null))
        {
            runs.Add(Wait(product, wait, Town.Day(wait.Ended!)));
        }
        // Of several open waits there is one, since the earliest; which leaf it has on a tie is the order's business.
        var openWait = waits
            .Where(w => w.Ended is null)
            .OrderBy(w => Town.Day(w.Requested!))
            .ThenBy(w => w.Leaf)
            .ThenBy(w => w.Outcome)
            .ThenBy(w => w.Delivery)
            .FirstOrDefault();
        if (openWait is not null)
        {
            runs.Add(Wait(product, openWait, int.MaxValue));
        }
        return runs;
    }

    private static Run Wait(int product, Row row, int until) =>
        new(product, [row], until, until, false, Town.Day(row.Requested!), row.Delivery, row.Outcome, Waits: true);
}
