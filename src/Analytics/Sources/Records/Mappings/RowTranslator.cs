using System.Globalization;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Sources.Records.Mappings;

/// <summary>
/// Turns a row of another layout into native columns by the rules of its kind. What cannot be turned is set aside with its
/// reason, what is odd is counted; the person's own field is never shown. Not thread-safe.
/// </summary>
internal sealed partial class RowTranslator(
    RecordMapping mapping,
    ProductAxis products,
    ReadOnlySpan<byte> key,
    IReadOnlyList<string> files
)
{
    private const int LongestShown = 40;
    private readonly PersonNumber persons = new(key);
    private readonly Dictionary<int, string> dayTexts = [];
    private string?[] fields = [];
    private RowOrigin origin;

    public RowTallies Tallies { get; } = new();

    public void BeginFile() => persons.BeginFile();

    /// <returns>Null when the row was set aside.</returns>
    public DraftRow? Translate(ISourceRows rows, RowOrigin at)
    {
        (fields, origin) = (rows.Fields, at);
        if (rows.Broken is { } broken)
        {
            Tallies.Add(broken, new RowPlace(files[at.File], at.Row, at.Line, "", ""));
            return null;
        }
        var kind = at.Kind;
        var draft = new DraftRow(at)
        {
            Number = Joined(kind.Number),
            Moment = Joined(kind.Moment),
            Reference = Joined(kind.Reference),
            TakesBack = Joined(kind.TakesBack),
            Withdrawn = kind.Withdrawn?.Holds(fields) ?? false,
        };
        for (var column = RecordColumn.Household; column <= RecordColumn.Outcome; column++)
        {
            if (kind[column] is { } rule && !Fill(draft, column, rule))
            {
                return null;
            }
        }
        return FillPerson(draft, kind[RecordColumn.Person]!) ? draft : null;
    }

    private bool Fill(DraftRow draft, RecordColumn column, ColumnRule rule)
    {
        var text = TextOf(rule);
        if (text is null)
        {
            draft[column] = rule.Constant ?? rule.Empty ?? "";
            draft.OpenProduct |= column == RecordColumn.Product && rule.Constant is null && rule.Empty is not null;
            return true;
        }
        switch (rule.As)
        {
            case Conversion.Year:
                return FillYear(draft, column, rule, text);
            case Conversion.Date:
                return FillDate(draft, column, rule, text);
            case Conversion.Product:
                return FillProduct(draft, column, rule, text);
            case Conversion.Cents or Conversion.Euros:
                return FillCost(draft, column, rule, text);
            case Conversion.Hours:
                return FillHours(draft, column, rule, text);
            case Conversion.Postcode:
                draft[column] = Postcode(rule, text);
                return true;
            case Conversion.Gemeente:
                draft[column] = IsNumber(text, 4) ? "GM" + text.PadLeft(4, '0') : "";
                return true;
            case Conversion.Buurt:
                draft[column] = IsNumber(text, 8) ? "BU" + text.PadLeft(8, '0') : text;
                return true;
            default:
                draft[column] = Coded(column, rule, text);
                return true;
        }
    }

    /// <summary>The person comes last: one who is not known is told apart by what the other columns say.</summary>
    private bool FillPerson(DraftRow draft, ColumnRule rule)
    {
        var text = TextOf(rule);
        var digest = text;
        if (text is null || (rule.As == Conversion.Bsn && !persons.TryDigest(text, out digest)))
        {
            Tallies.Add(SetAside.NoPerson, Place(RecordColumn.Person, ""));
            return false;
        }
        if (digest is null)
        {
            Tallies.Add(Odd.UnknownPerson, Place(RecordColumn.Person, ""));
            digest = persons.OwnPerson(Traits(draft));
        }
        draft[RecordColumn.Person] = digest;
        return true;
    }

    private string Traits(DraftRow draft) =>
        string.Join(
            '|',
            draft.Origin.Kind[RecordColumn.BirthYear] is { } birth ? TextOf(birth) : null,
            draft[RecordColumn.Sex],
            draft[RecordColumn.Postcode],
            draft[RecordColumn.Buurt],
            draft[RecordColumn.Product],
            draft[RecordColumn.Started]
        );

    /// <summary>The first of the rule's fields that has a text and is not said to mean nothing.</summary>
    private string? TextOf(ColumnRule rule)
    {
        if (rule.Unless?.Holds(fields) ?? false)
        {
            return null;
        }
        foreach (var slot in rule.From)
        {
            if (fields[slot] is { } text)
            {
                return text;
            }
        }
        return null;
    }

    private string? Joined(IReadOnlyList<int> slots) =>
        slots.Count == 0 || fields[slots[^1]] is null ? null : string.Join('\u001F', slots.Select(s => fields[s]));

    private bool Aside(SetAside reason, RecordColumn column, string text)
    {
        Tallies.Add(reason, Place(column, text));
        return false;
    }

    /// <summary>A place in the file as it was delivered, under the name that the column has there.</summary>
    private RowPlace Place(RecordColumn column, string text) =>
        new(files[origin.File], origin.Row, origin.Line, NameOf(origin.Kind, column, fields), Shown(text));

    /// <summary>Name under which a native column was delivered.</summary>
    public static string NameOf(RowKind kind, RecordColumn column, string?[]? fields = null)
    {
        if (kind[column] is not { From.IsEmpty: false } rule)
        {
            return RecordTokens.Columns[(int)column];
        }
        var used = rule.From[0];
        foreach (var slot in rule.From)
        {
            if (fields?[slot] is not null)
            {
                used = slot;
                break;
            }
        }
        return kind.Fields[used];
    }

    private static string Shown(string text)
    {
        var clean = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        return clean.Length > LongestShown ? clean[..LongestShown] + "…" : clean;
    }

    private static bool IsNumber(string text, int most) => text.Length <= most && text.All(char.IsAsciiDigit);

    private string TextOfDay(DateOnly day)
    {
        if (!dayTexts.TryGetValue(day.DayNumber, out var text))
        {
            text = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            dayTexts.Add(day.DayNumber, text);
        }
        return text;
    }
}
