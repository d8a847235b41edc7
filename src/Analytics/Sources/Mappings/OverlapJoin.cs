using System.Globalization;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Records;

namespace Populatie.Analytics.Sources.Mappings;

/// <summary>
/// Makes one row of rows of one person and product whose days overlap: from the first day to the last, hours and costs
/// added, the rest as the row that began last tells it, the outcome as the row that ended last.
/// </summary>
internal static class OverlapJoin
{
    /// <param name="drop">Gets every row that is now in another.</param>
    public static void Join(List<DraftRow> rows, Action<Combined, DraftRow> drop)
    {
        var groups = rows.Where(r => r.Started != DraftRow.Unknown && EndOf(r) >= r.Started)
            .GroupBy(r => (r[RecordColumn.Person], r[RecordColumn.Product], r[RecordColumn.Delivery]));
        foreach (var group in groups.Where(g => g.Skip(1).Any()))
        {
            // A stable order: rows that begin on one day stay as they came.
            DraftRow? first = null;
            foreach (var row in group.OrderBy(r => r.Started))
            {
                if (first is not null && row.Started <= EndOf(first))
                {
                    Absorb(first, row);
                    drop(Combined.Overlapping, row);
                }
                else
                {
                    first = row;
                }
            }
        }
    }

    private static int EndOf(DraftRow row) => row.Ended == DraftRow.Unknown ? int.MaxValue : row.Ended;

    private static void Absorb(DraftRow first, DraftRow later)
    {
        var requested = Earliest(first[RecordColumn.Requested], later[RecordColumn.Requested]);
        var (started, hours, cost) = (
            first[RecordColumn.Started],
            SumOfHours(first[RecordColumn.Hours], later[RecordColumn.Hours]),
            SumOfCents(first[RecordColumn.CostCents], later[RecordColumn.CostCents])
        );
        var last = EndOf(later) >= EndOf(first) ? later : first;
        var (ended, day, outcome) = (last[RecordColumn.Ended], last.Ended, last[RecordColumn.Outcome]);
        for (var column = RecordColumn.Household; column <= RecordColumn.Outcome; column++)
        {
            first[column] = later[column].Length > 0 ? later[column] : first[column];
        }
        (first[RecordColumn.Requested], first[RecordColumn.Started]) = (requested, started);
        (first[RecordColumn.Ended], first.Ended, first[RecordColumn.Outcome]) = (ended, day, outcome);
        (first[RecordColumn.Hours], first[RecordColumn.CostCents]) = (hours, cost);
    }

    private static string Earliest(string a, string b) =>
        a.Length == 0 ? b
        : b.Length == 0 || string.CompareOrdinal(a, b) <= 0 ? a
        : b;

    private static string SumOfHours(string a, string b) =>
        AmountText.TryScale(a, 60, out var x) && AmountText.TryScale(b, 60, out var y) ? AmountText.Hours(x + y)
        : a.Length == 0 ? b
        : a;

    private static string SumOfCents(string a, string b) =>
        AmountText.TryScale(a, 1, out var x) && AmountText.TryScale(b, 1, out var y)
            ? (x + y).ToString(CultureInfo.InvariantCulture)
        : a.Length == 0 ? b
        : a;
}
