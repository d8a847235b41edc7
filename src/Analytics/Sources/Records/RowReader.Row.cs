using System.Text;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Sources.Records;

/// <content>One row with care: what it holds, or why it is set aside.</content>
internal sealed partial class RowReader
{
    public const int FirstBirthYear = 1880;
    private const int LongestShown = 40;
    private static readonly byte[] SyntheticProvider = Encoding.UTF8.GetBytes(RecordTokens.SyntheticProvider);
    private static readonly int FirstDay = new DateOnly(1900, 1, 1).DayNumber;
    public static readonly int FarDay = new DateOnly(2099, 1, 1).DayNumber;

    /// <summary>Fills the next row of the batch, and counts it only when all of it could be read.</summary>
    private void ReadRow(ReadOnlySpan<byte> all)
    {
        if (cutter.BadQuote)
        {
            SetRowAside(SetAside.Quote);
            return;
        }
        if (cutter.Count != heading.FieldCount)
        {
            SetRowAside(SetAside.FieldCount);
            return;
        }
        var uses = batch.Uses;
        var i = uses.Count;
        var person = Field(all, RecordColumn.Person);
        if (person.IsEmpty)
        {
            SetRowAside(SetAside.NoPerson);
            return;
        }
        if (
            !ReadBirthYear(all, i)
            || !ReadPlace(all, i)
            || !ReadProduct(all, i)
            || !ReadDays(all, i)
            || !ReadAmounts(all, i)
        )
        {
            return;
        }
        uses.Person[i] = persons.Of(person);
        uses.Household[i] = households.Of(Field(all, RecordColumn.Household));
        ReadTokens(all, i);
        CheckOddities(all, i);
        batch.Synthetic |= Field(all, RecordColumn.Provider).StartsWith(SyntheticProvider);
        uses.Count++;
    }

    /// <summary>Text of a column; empty when the file does not have it.</summary>
    private ReadOnlySpan<byte> Field(ReadOnlySpan<byte> all, RecordColumn column) =>
        heading.FieldOf[(int)column] is >= 0 and var field ? cutter.Field(all, field) : [];

    private void SetRowAside(SetAside reason) => batch.Tallies.Add(reason, new RowPlace(file, row, line, "", ""));

    private bool SetFieldAside(ReadOnlySpan<byte> all, SetAside reason, RecordColumn column)
    {
        batch.Tallies.Add(reason, PlaceOf(all, column));
        return false;
    }

    private void Count(ReadOnlySpan<byte> all, Odd kind, RecordColumn column)
    {
        if (batch.Tallies.Keeps(kind))
        {
            batch.Tallies.Add(kind, PlaceOf(all, column));
        }
        else
        {
            batch.Tallies.Count(kind);
        }
    }

    private RowPlace PlaceOf(ReadOnlySpan<byte> all, RecordColumn column) =>
        new(file, row, line, RecordTokens.Columns[(int)column], Shown(Field(all, column)));

    /// <summary>The offending text, short and on one line.</summary>
    private static string Shown(ReadOnlySpan<byte> field)
    {
        var shown = new StringBuilder();
        foreach (var letter in Encoding.UTF8.GetString(field))
        {
            if (shown.Length == LongestShown)
            {
                return shown.Append('…').ToString();
            }
            shown.Append(char.IsControl(letter) ? ' ' : letter);
        }
        return shown.ToString();
    }
}
