using System.Collections;
using System.Globalization;
using System.Text;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Sources.Records.Mappings;

/// <summary>
/// Rows that must wait for each other: later versions take the place of earlier ones, delivery lines get what their
/// assignment knows, credit lines take back debit lines, overlapping spells become one. Every row ends as a record, in
/// another record (told with its kind), or nowhere. Rows wait packed, and are known by their ordinal. Not thread-safe.
/// </summary>
/// <param name="digests">What rows are found by: a digest of the texts that name them takes less than the texts.</param>
/// <param name="tell">Gets every row that is in another record.</param>
/// <param name="unassigned">Gets every delivery line without its assignment.</param>
internal sealed class HeldRows(
    RecordMapping mapping,
    PersonDigests digests,
    Action<Combined, DraftRow> tell,
    Action<DraftRow> unassigned
)
{
    /// <summary>Most rows that wait at once: some two hundred bytes each.</summary>
    public const int MostRows = 16_000_000;

    private const int None = -1;

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

    private readonly PackedRows rows = new(mapping.Kinds);
    private BitArray gone = new(0);

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

    /// <summary>The rows that remain, in the order in which they came. Once.</summary>
    public IEnumerable<DraftRow> Combine()
    {
        gone = new BitArray(rows.Count);
        var assignmentOf = Assigned();
        if (mapping.Spell is { } spell)
        {
            var spells = spell.Replaces ? Latest(spell) : [.. Of(RowRole.Spell)];
            if (spell.Joins)
            {
                new OverlapJoin(rows, DigestOf, Drop).Join(spells);
            }
        }
        for (var ordinal = 0; ordinal < rows.Count; ordinal++)
        {
            if (!gone[ordinal])
            {
                yield return Whole(ordinal, assignmentOf);
            }
        }
    }

    private void Drop(Combined kind, int ordinal, DraftRow row)
    {
        if (!gone[ordinal])
        {
            gone[ordinal] = true;
            tell(kind, row);
        }
    }

    private IEnumerable<int> Of(RowRole role)
    {
        for (var ordinal = 0; ordinal < rows.Count; ordinal++)
        {
            if (rows.KindOf(ordinal).Role == role)
            {
                yield return ordinal;
            }
        }
    }

    /// <summary>Shape [row]: the assignment of each delivery line; empty when there are no such rows.</summary>
    private int[] Assigned()
    {
        if (mapping.Kinds.All(k => k.Role == RowRole.Spell))
        {
            return [];
        }
        var assignments = LatestAssignments();
        TakeBack();
        return JoinDeliveries(assignments);
    }

    /// <summary>The last version of each assignment, by its number.</summary>
    private Dictionary<RowName, int> LatestAssignments()
    {
        var latest = new Dictionary<RowName, int>(Of(RowRole.Assignment).Count());
        foreach (var ordinal in Of(RowRole.Assignment))
        {
            var row = rows.Read(ordinal);
            if (row.Number is null)
            {
                continue;
            }
            var number = DigestOf(row.Number);
            if (latest.TryGetValue(number, out var other))
            {
                // Of equal moments the one that came last.
                var before = rows.Read(other);
                var isLater = string.CompareOrdinal(row.Moment ?? "", before.Moment ?? "") >= 0;
                Drop(Combined.Replaced, isLater ? other : ordinal, isLater ? before : row);
                latest[number] = isLater ? ordinal : other;
            }
            else
            {
                latest.Add(number, ordinal);
            }
        }
        foreach (var ordinal in latest.Values)
        {
            if (rows.Read(ordinal) is { Withdrawn: true } row)
            {
                Drop(Combined.Withdrawn, ordinal, row);
            }
        }
        return latest;
    }

    /// <summary>A line that is delivered twice counts once; a credit line and the whole line that it takes back are no care.</summary>
    private void TakeBack()
    {
        var lines = new Dictionary<RowName, int>(Of(RowRole.Delivery).Count());
        var credits = new List<int>();
        var again = new HashSet<int>();
        foreach (var ordinal in Of(RowRole.Delivery))
        {
            var row = rows.Read(ordinal);
            if (row.Reference is null)
            {
                continue;
            }
            var reference = DigestOf(row.Reference);
            if (lines.TryGetValue(reference, out var same) && rows.Read(same) is var other && SameLine(row, other, 1))
            {
                Drop(Combined.Replaced, same, other);
                again.Add(same);
            }
            lines[reference] = ordinal;
            if (row.TakesBack is not null)
            {
                credits.Add(ordinal);
            }
        }
        foreach (var ordinal in credits.Where(c => !again.Contains(c)))
        {
            var credit = rows.Read(ordinal);
            var reference = DigestOf(credit.TakesBack!);
            if (
                lines.TryGetValue(reference, out var at)
                && rows.Read(at) is var debit
                && SameLine(credit, debit, sign: -1)
            )
            {
                lines.Remove(reference);
                Drop(Combined.TakenBack, at, debit);
                Drop(Combined.TakenBack, ordinal, credit);
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

    private int[] JoinDeliveries(Dictionary<RowName, int> assignments)
    {
        var assignmentOf = new int[rows.Count];
        Array.Fill(assignmentOf, None);
        var told = new BitArray(rows.Count);
        foreach (var ordinal in Of(RowRole.Delivery).Where(d => !gone[d]))
        {
            var line = rows.Read(ordinal);
            if (
                line.Number is null
                || !assignments.TryGetValue(DigestOf(line.Number), out var at)
                || rows.Read(at) is not { } assignment
                || !Same(line, assignment, RecordColumn.Person)
            )
            {
                unassigned(line);
                continue;
            }
            assignmentOf[ordinal] = at;
            told[at] |= assignment.OpenProduct && !line.OpenProduct;
        }
        foreach (var ordinal in Of(RowRole.Assignment).Where(a => told[a]))
        {
            Drop(Combined.ToldByDeliveries, ordinal, rows.Read(ordinal));
        }
        return assignmentOf;
    }

    /// <summary>A row with what its assignment knows.</summary>
    private DraftRow Whole(int ordinal, int[] assignmentOf)
    {
        var row = rows.Read(ordinal);
        if (assignmentOf.Length > 0 && assignmentOf[ordinal] is not None and var at)
        {
            var assignment = rows.Read(at);
            foreach (var column in OfAssignment.Where(c => row[c].Length == 0))
            {
                row[column] = assignment[column];
            }
            if (row.OpenProduct && !assignment.OpenProduct)
            {
                row[RecordColumn.Product] = assignment[RecordColumn.Product];
            }
        }
        return row;
    }

    /// <summary>The last spell of each key, in the order in which the keys came.</summary>
    private int[] Latest(SpellRule rule)
    {
        var latest = new Dictionary<RowName, int>(rows.Count);
        foreach (var ordinal in Of(RowRole.Spell))
        {
            var row = rows.Read(ordinal);
            var key = DigestOf(string.Join('\u001F', rule.Key.Select(c => row[c])));
            if (latest.TryGetValue(key, out var earlier))
            {
                Drop(Combined.Replaced, earlier, rows.Read(earlier));
            }
            latest[key] = ordinal;
        }
        return [.. latest.Values];
    }

    private RowName DigestOf(string text)
    {
        var digest = digests.Of(Encoding.UTF8.GetBytes(text));
        return new((ulong)(digest >> 64), (ulong)(digest & ulong.MaxValue));
    }
}

/// <summary>Digest of the texts that name a row. Two words take less room in a table than one of double width.</summary>
internal readonly record struct RowName(ulong High, ulong Low);
