using System.Text;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Sources.Records.Fields;

/// <summary>
/// Reads all columns of a block, a kernel per column, and says of each row what was seen and whether it was declined: not
/// to be read by kernels, or odd in any way. The columns of declined rows hold nothing of use. Not thread-safe.
/// </summary>
internal sealed class ColumnReader(
    RecordHeading heading,
    ProductChecks products,
    RecordSettings settings,
    ShortHash persons,
    ShortHash households
)
{
    private static readonly byte[] Synthetic = Encoding.UTF8.GetBytes(RecordTokens.SyntheticProvider);
    private static readonly WordTable Sexes = Spellings(RecordTokens.Sexes.Select(s => (s.Key, (int)s.Value)));
    private static readonly WordTable Deliveries = Spellings(
        RecordTokens.Deliveries.Select(d => (d.Key, (int)d.Value))
    );
    private static readonly WordTable Outcomes = Spellings(RecordTokens.Outcomes.Select(o => (o.Key, (int)o.Value)));

    private readonly RowChecks checks = new(products, settings.Delivered.DayNumber);
    private readonly LaneWidth width = LaneChoice.Current;
    private byte[] states = [];

    /// <summary>Fills the columns of a batch, a slot per row.</summary>
    /// <param name="batch">With room for all rows.</param>
    /// <returns>Shape [row]: bits of <see cref="RowState"/>.</returns>
    public Span<byte> Read(Span<byte> text, RowTable rows, RecordBatch batch)
    {
        var count = rows.Count;
        if (states.Length < count)
        {
            states = new byte[count + (count / 4)];
        }
        var state = states.AsSpan(0, count);
        for (var row = 0; row < count; row++)
        {
            state[row] = rows.IsPlain(row) ? (byte)0 : RowState.Declined;
        }
        ReadPersons(text, rows, batch.Uses, state);
        ReadPlaces(text, rows, batch, state);
        ReadCare(text, rows, batch.Uses, state);
        checks.Run(batch.Uses, state);
        return state;
    }

    private void ReadPersons(Span<byte> text, RowTable rows, UseBatch uses, Span<byte> state)
    {
        var count = state.Length;
        var column = Column(text, rows, RecordColumn.Person);
        PersonFields.Read(in column, persons, required: true, width, uses.Person.AsSpan(0, count), state);
        column = Column(text, rows, RecordColumn.Household);
        PersonFields.Read(in column, households, required: false, width, uses.Household.AsSpan(0, count), state);
        column = Column(text, rows, RecordColumn.BirthYear);
        var last = settings.Delivered.Year;
        DecimalFields.Years(in column, RowReader.FirstBirthYear, last, uses.BirthYear.AsSpan(0, count), state);
        column = Column(text, rows, RecordColumn.Sex);
        TokenFields.Words(in column, Sexes, Sex.O, uses.Sex.AsSpan(0, count), state);
    }

    private void ReadPlaces(Span<byte> text, RowTable rows, RecordBatch batch, Span<byte> state)
    {
        var count = state.Length;
        var x = batch.Places.X.AsSpan(0, count);
        var y = batch.Places.Y.AsSpan(0, count);
        var column = Column(text, rows, RecordColumn.X);
        DecimalFields.Millimetres(in column, x, state);
        column = Column(text, rows, RecordColumn.Y);
        DecimalFields.Millimetres(in column, y, state);
        PlaceFields.CheckPairs(x, y, state);
        column = Column(text, rows, RecordColumn.Postcode);
        PlaceFields.Postcodes(in column, batch.Places.Postcode.AsSpan(0, count), state);
        column = Column(text, rows, RecordColumn.Buurt);
        PlaceFields.AreaCodes(in column, batch.Places.AreaCode.AsSpan(0, count), state);
    }

    private void ReadCare(Span<byte> text, RowTable rows, UseBatch uses, Span<byte> state)
    {
        var count = state.Length;
        var product = uses.Product.AsSpan(0, count);
        var column = Column(text, rows, RecordColumn.Product);
        TokenFields.Products(in column, products.Words, product, state);
        column = Column(text, rows, RecordColumn.Delivery);
        TokenFields.Words(in column, Deliveries, Delivery.Zin, uses.Delivery.AsSpan(0, count), state);
        column = Column(text, rows, RecordColumn.Provider);
        TokenFields.Providers(in column, Synthetic, state);
        column = Column(text, rows, RecordColumn.Track);
        TokenFields.Tracks(in column, products.Tracks, product, state);
        column = Column(text, rows, RecordColumn.Requested);
        DateFields.Read(in column, RowReader.FarDay, uses.Requested.AsSpan(0, count), state);
        column = Column(text, rows, RecordColumn.Started);
        DateFields.Read(in column, RowReader.FarDay, uses.Started.AsSpan(0, count), state);
        column = Column(text, rows, RecordColumn.Ended);
        DateFields.Read(in column, RowReader.FarDay, uses.Ended.AsSpan(0, count), state);
        column = Column(text, rows, RecordColumn.Hours);
        DecimalFields.Minutes(in column, uses.Minutes.AsSpan(0, count), state);
        column = Column(text, rows, RecordColumn.CostCents);
        DecimalFields.Cents(in column, uses.CostCents.AsSpan(0, count), state);
        column = Column(text, rows, RecordColumn.Outcome);
        TokenFields.Words(in column, Outcomes, Outcome.Unknown, uses.Outcome.AsSpan(0, count), state);
    }

    private FieldColumn Column(Span<byte> text, RowTable rows, RecordColumn column)
    {
        var field = heading.FieldOf[(int)column];
        return field < 0
            ? new FieldColumn(text, rows.Marks, rows.AbsentMark, 0, last: false)
            : new FieldColumn(text, rows.Marks, rows.FirstMark, field, field == heading.FieldCount - 1);
    }

    /// <summary>Words as they are listed, in capitals and in small letters; other spellings are declined.</summary>
    private static WordTable Spellings(IEnumerable<(string Word, int Value)> words) =>
        new(
            words
                .SelectMany(w =>
                    new[] { w.Word, w.Word.ToUpperInvariant(), w.Word.ToLowerInvariant() }
                        .Distinct(StringComparer.Ordinal)
                        .Select(spelling => KeyValuePair.Create(spelling, w.Value))
                )
                .DistinctBy(pair => pair.Key, StringComparer.Ordinal)
        );
}
