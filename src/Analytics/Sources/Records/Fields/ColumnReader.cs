using System.Text;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Records;
using Populatie.Analytics.Records.Joining;

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
    private readonly FieldStretch stretch = new(LaneChoice.Current);
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
        if (Has(RecordColumn.Household, uses.Household.AsSpan(0, count), UInt128.Zero))
        {
            column = Column(text, rows, RecordColumn.Household);
            PersonFields.Read(in column, households, required: false, width, uses.Household.AsSpan(0, count), state);
        }
        if (Has(RecordColumn.BirthYear, uses.BirthYear.AsSpan(0, count), (short)0))
        {
            column = Column(text, rows, RecordColumn.BirthYear);
            var born = uses.BirthYear.AsSpan(0, count);
            DecimalFields.Years(in column, stretch, RowReader.FirstBirthYear, settings.Delivered.Year, born, state);
        }
        ReadWords(text, rows, RecordColumn.Sex, Sexes, Sex.O, uses.Sex.AsSpan(0, count), state);
    }

    private void ReadPlaces(Span<byte> text, RowTable rows, RecordBatch batch, Span<byte> state)
    {
        var count = state.Length;
        var x = batch.Places.X.AsSpan(0, count);
        var y = batch.Places.Y.AsSpan(0, count);
        if (Has(RecordColumn.X, x, UseBatch.UnknownCoordinate))
        {
            var column = Column(text, rows, RecordColumn.X);
            DecimalFields.Millimetres(in column, stretch, x, state);
        }
        if (Has(RecordColumn.Y, y, UseBatch.UnknownCoordinate))
        {
            var column = Column(text, rows, RecordColumn.Y);
            DecimalFields.Millimetres(in column, stretch, y, state);
        }
        PlaceFields.CheckPairs(x, y, state);
        if (Has(RecordColumn.Postcode, batch.Places.Postcode.AsSpan(0, count), PlaceCode.None))
        {
            var column = Column(text, rows, RecordColumn.Postcode);
            PlaceFields.Postcodes(in column, batch.Places.Postcode.AsSpan(0, count), state);
        }
        if (Has(RecordColumn.Buurt, batch.Places.AreaCode.AsSpan(0, count), PlaceCode.None))
        {
            var column = Column(text, rows, RecordColumn.Buurt);
            PlaceFields.AreaCodes(in column, batch.Places.AreaCode.AsSpan(0, count), state);
        }
    }

    private void ReadCare(Span<byte> text, RowTable rows, UseBatch uses, Span<byte> state)
    {
        var count = state.Length;
        var product = uses.Product.AsSpan(0, count);
        var column = Column(text, rows, RecordColumn.Product);
        TokenFields.Products(in column, products.Words, product, state);
        ReadWords(text, rows, RecordColumn.Delivery, Deliveries, Delivery.Zin, uses.Delivery.AsSpan(0, count), state);
        if (Has(RecordColumn.Provider))
        {
            column = Column(text, rows, RecordColumn.Provider);
            TokenFields.Providers(in column, Synthetic, state);
        }
        if (Has(RecordColumn.Track))
        {
            column = Column(text, rows, RecordColumn.Track);
            TokenFields.Tracks(in column, products.Tracks, product, state);
        }
        ReadDays(text, rows, RecordColumn.Requested, uses.Requested.AsSpan(0, count), state);
        ReadDays(text, rows, RecordColumn.Started, uses.Started.AsSpan(0, count), state);
        ReadDays(text, rows, RecordColumn.Ended, uses.Ended.AsSpan(0, count), state);
        if (Has(RecordColumn.Hours, uses.Minutes.AsSpan(0, count), UseBatch.UnknownMinutes))
        {
            column = Column(text, rows, RecordColumn.Hours);
            DecimalFields.Minutes(in column, stretch, uses.Minutes.AsSpan(0, count), state);
        }
        if (Has(RecordColumn.CostCents, uses.CostCents.AsSpan(0, count), UseBatch.UnknownCents))
        {
            column = Column(text, rows, RecordColumn.CostCents);
            DecimalFields.Cents(in column, stretch, uses.CostCents.AsSpan(0, count), state);
        }
        ReadWords(text, rows, RecordColumn.Outcome, Outcomes, Outcome.Unknown, uses.Outcome.AsSpan(0, count), state);
    }

    private void ReadDays(Span<byte> text, RowTable rows, RecordColumn name, Span<int> days, Span<byte> state)
    {
        if (Has(name, days, UseBatch.UnknownDay))
        {
            var column = Column(text, rows, name);
            DateFields.Read(in column, stretch, RowReader.FarDay, days, state);
        }
    }

    private void ReadWords<T>(
        Span<byte> text,
        RowTable rows,
        RecordColumn name,
        WordTable words,
        T otherwise,
        Span<T> target,
        Span<byte> state
    )
        where T : unmanaged, Enum
    {
        if (Has(name, target, otherwise))
        {
            var column = Column(text, rows, name);
            TokenFields.Words(in column, words, otherwise, target, state);
        }
    }

    private bool Has(RecordColumn name) => heading.FieldOf[(int)name] >= 0;

    /// <summary>Whether the file has a column; when not, every row gets what an empty field would give.</summary>
    private bool Has<T>(RecordColumn name, Span<T> target, T otherwise)
    {
        var has = Has(name);
        if (!has)
        {
            target.Fill(otherwise);
        }
        return has;
    }

    private FieldColumn Column(Span<byte> text, RowTable rows, RecordColumn column)
    {
        var field = heading.FieldOf[(int)column];
        return new FieldColumn(text, rows.Marks, rows.FirstMark, field, field == heading.FieldCount - 1);
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
