using System.Globalization;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Records;

namespace Populatie.Analytics.Sources.Mappings;

/// <summary>
/// Rows that must wait for each other: later versions take the place of earlier ones, delivery lines get what their
/// assignment knows, credit lines take back debit lines, overlapping spells become one. Every row ends as a record, in
/// another record (told with its kind), or nowhere. Not thread-safe.
/// </summary>
/// <param name="tell">Gets every row that is in another record.</param>
internal sealed class HeldRows(RecordMapping mapping, Action<Combined, DraftRow> tell, Action<DraftRow> unassigned)
{
    /// <summary>Most rows that wait at once: a kilobyte each.</summary>
    public const int MostRows = 4_000_000;

    private static readonly RecordColumn[] OfAssignment =
    [
        RecordColumn.Household,
        RecordColumn.BirthYear,
        RecordColumn.Sex,
        RecordColumn.X,
        RecordColumn.Y,
        RecordColumn.Postcode,
        RecordColumn.Buurt,
        RecordColumn.Referrer,
    ];

    private readonly List<DraftRow> rows = [];

    /// <exception cref="ResourceException">More rows than memory is meant for.</exception>
    public void Add(DraftRow row)
    {
        if (rows.Count == MostRows)
        {
            throw new ResourceException(
                new(
                    $"more than {MostRows} rows that must be combined; split the delivery, by year for example",
                    $"meer dan {MostRows} regels die moeten worden samengevoegd; splits de aanlevering, bijvoorbeeld per jaar"
                )
            );
        }
        rows.Add(row);
    }

    /// <summary>The rows that remain, in the order in which they came.</summary>
    public IEnumerable<DraftRow> Combine()
    {
        var gone = new HashSet<DraftRow>(ReferenceEqualityComparer.Instance);
        void Drop(Combined kind, DraftRow row)
        {
            if (gone.Add(row))
            {
                tell(kind, row);
            }
        }

        var assignments = LatestAssignments(Drop);
        TakeBack(Drop);
        JoinDeliveries(assignments, gone, Drop);
        if (mapping.Spell is { } spell)
        {
            var spells = Of(RowRole.Spell).ToList();
            spells = spell.Replaces ? Latest(spells, spell, Drop) : spells;
            if (spell.Joins)
            {
                OverlapJoin.Join(spells, Drop);
            }
        }
        return rows.Where(r => !gone.Contains(r));
    }

    private IEnumerable<DraftRow> Of(RowRole role) => rows.Where(r => r.Origin.Kind.Role == role);

    /// <summary>The last version of each assignment, by its number.</summary>
    private Dictionary<string, DraftRow> LatestAssignments(Action<Combined, DraftRow> drop)
    {
        var latest = new Dictionary<string, DraftRow>(StringComparer.Ordinal);
        foreach (var row in Of(RowRole.Assignment).Where(r => r.Number is not null))
        {
            if (latest.TryGetValue(row.Number!, out var other))
            {
                // Of equal moments the one that came last.
                var (earlier, later) =
                    string.CompareOrdinal(row.Moment ?? "", other.Moment ?? "") >= 0 ? (other, row) : (row, other);
                drop(Combined.Replaced, earlier);
                latest[row.Number!] = later;
            }
            else
            {
                latest.Add(row.Number!, row);
            }
        }
        foreach (var row in latest.Values.Where(r => r.Withdrawn))
        {
            drop(Combined.Withdrawn, row);
        }
        return latest;
    }

    /// <summary>A line that is delivered twice counts once; a credit line and the whole line that it takes back are no care.</summary>
    private void TakeBack(Action<Combined, DraftRow> drop)
    {
        var lines = new Dictionary<string, DraftRow>(StringComparer.Ordinal);
        var credits = new List<DraftRow>();
        foreach (var row in Of(RowRole.Delivery).Where(r => r.Reference is not null))
        {
            if (lines.TryGetValue(row.Reference!, out var same) && SameLine(row, same, sign: 1))
            {
                drop(Combined.Replaced, same);
                credits.Remove(same);
            }
            lines[row.Reference!] = row;
            if (row.TakesBack is not null)
            {
                credits.Add(row);
            }
        }
        foreach (var credit in credits)
        {
            if (lines.TryGetValue(credit.TakesBack!, out var debit) && SameLine(credit, debit, sign: -1))
            {
                lines.Remove(credit.TakesBack!);
                drop(Combined.TakenBack, debit);
                drop(Combined.TakenBack, credit);
            }
        }
    }

    /// <summary>Same person, period and product, and the same amount, or its opposite.</summary>
    private static bool SameLine(DraftRow a, DraftRow b, int sign) =>
        a.Started == b.Started
        && a.Ended == b.Ended
        && Same(a, b, RecordColumn.Person)
        && Same(a, b, RecordColumn.Product)
        && long.TryParse(a[RecordColumn.CostCents], CultureInfo.InvariantCulture, out var x)
        && long.TryParse(b[RecordColumn.CostCents], CultureInfo.InvariantCulture, out var y)
        && x == sign * y;

    private static bool Same(DraftRow a, DraftRow b, RecordColumn column) =>
        string.Equals(a[column], b[column], StringComparison.Ordinal);

    private void JoinDeliveries(
        Dictionary<string, DraftRow> assignments,
        HashSet<DraftRow> gone,
        Action<Combined, DraftRow> drop
    )
    {
        var told = new HashSet<DraftRow>(ReferenceEqualityComparer.Instance);
        foreach (var line in Of(RowRole.Delivery).Where(r => !gone.Contains(r)))
        {
            if (
                line.Number is null
                || !assignments.TryGetValue(line.Number, out var assignment)
                || !Same(line, assignment, RecordColumn.Person)
            )
            {
                unassigned(line);
                continue;
            }
            foreach (var column in OfAssignment.Where(c => line[c].Length == 0))
            {
                line[column] = assignment[column];
            }
            if (line.OpenProduct && !assignment.OpenProduct)
            {
                line[RecordColumn.Product] = assignment[RecordColumn.Product];
            }
            else if (assignment.OpenProduct && !line.OpenProduct)
            {
                told.Add(assignment);
            }
        }
        foreach (var assignment in Of(RowRole.Assignment).Where(told.Contains))
        {
            drop(Combined.ToldByDeliveries, assignment);
        }
    }

    private static List<DraftRow> Latest(List<DraftRow> spells, SpellRule rule, Action<Combined, DraftRow> drop)
    {
        var latest = new Dictionary<string, DraftRow>(StringComparer.Ordinal);
        foreach (var row in spells)
        {
            var key = string.Join('\u001F', rule.Key.Select(c => row[c]));
            if (latest.TryGetValue(key, out var earlier))
            {
                drop(Combined.Replaced, earlier);
            }
            latest[key] = row;
        }
        return [.. latest.Values];
    }
}
