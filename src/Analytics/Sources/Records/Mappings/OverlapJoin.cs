using System.Globalization;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Sources.Records.Mappings;

/// <summary>
/// Makes one row of rows of one person and product whose days overlap: from the first day to the last, hours and costs
/// added, the rest as the row that began last tells it, the outcome as the row that ended last.
/// </summary>
/// <param name="drop">Gets every row that is now in another.</param>
internal sealed class OverlapJoin(PackedRows rows, Func<string, RowName> digestOf, Action<Combined, int, DraftRow> drop)
{
    /// <summary>A row among those of its person and product: these in the order of their first rows, rows by their begin.</summary>
    private readonly record struct Place(int Group, int Started, int Turn, int Ordinal);

    public void Join(int[] spells)
    {
        var places = InOrder(spells);
        DraftRow? first = null;
        var (group, ordinal, changed) = (-1, -1, false);
        for (var i = 0; i < places.Count; i++)
        {
            var alone =
                (i == 0 || places[i - 1].Group != places[i].Group)
                && (i + 1 == places.Count || places[i + 1].Group != places[i].Group);
            if (alone)
            {
                continue;
            }
            var row = rows.Read(places[i].Ordinal);
            if (first is not null && group == places[i].Group && row.Started <= EndOf(first))
            {
                Absorb(first, row);
                changed = true;
                drop(Combined.Overlapping, places[i].Ordinal, row);
                continue;
            }
            Keep();
            (first, group, ordinal, changed) = (row, places[i].Group, places[i].Ordinal, false);
        }
        Keep();

        void Keep()
        {
            if (changed)
            {
                rows.Replace(ordinal, first!);
            }
        }
    }

    /// <summary>A stable order: rows that begin on one day stay as they came.</summary>
    private List<Place> InOrder(int[] spells)
    {
        var groups = new Dictionary<RowName, int>(spells.Length);
        var places = new List<Place>(spells.Length);
        foreach (var ordinal in spells)
        {
            var row = rows.Read(ordinal);
            if (row.Started == DraftRow.Unknown || EndOf(row) < row.Started)
            {
                continue;
            }
            var name = string.Join(
                '\u001F',
                row[RecordColumn.Person],
                row[RecordColumn.Product],
                row[RecordColumn.Delivery]
            );
            var digest = digestOf(name);
            if (!groups.TryGetValue(digest, out var group))
            {
                group = groups.Count;
                groups.Add(digest, group);
            }
            places.Add(new(group, row.Started, places.Count, ordinal));
        }
        places.Sort(
            (a, b) =>
                a.Group != b.Group ? a.Group.CompareTo(b.Group)
                : a.Started != b.Started ? a.Started.CompareTo(b.Started)
                : a.Turn.CompareTo(b.Turn)
        );
        return places;
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
