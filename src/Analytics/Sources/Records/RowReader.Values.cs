using Populatie.Analytics.Records;
using Populatie.Analytics.Records.Joining;

namespace Populatie.Analytics.Sources.Records;

/// <content>The columns one by one. Each returns false when the row was set aside.</content>
internal sealed partial class RowReader
{
    private static readonly CodeTable<Sex> Sexes = new(RecordTokens.Sexes, foldCase: true);
    private static readonly CodeTable<Delivery> Deliveries = new(RecordTokens.Deliveries, foldCase: true);
    private static readonly CodeTable<Outcome> Outcomes = new(RecordTokens.Outcomes, foldCase: true);

    private bool ReadBirthYear(ReadOnlySpan<byte> all, int i)
    {
        var field = Field(all, RecordColumn.BirthYear);
        batch.Uses.BirthYear[i] = 0;
        if (field.IsEmpty)
        {
            return true;
        }
        if (!FieldText.TryInteger(field, out var year) || year < FirstBirthYear || year > deliveredYear)
        {
            return SetFieldAside(all, SetAside.BirthYear, RecordColumn.BirthYear);
        }
        batch.Uses.BirthYear[i] = (short)year;
        return true;
    }

    private bool ReadPlace(ReadOnlySpan<byte> all, int i)
    {
        var x = Field(all, RecordColumn.X);
        var y = Field(all, RecordColumn.Y);
        var places = batch.Places;
        (places.X[i], places.Y[i]) = (UseBatch.UnknownCoordinate, UseBatch.UnknownCoordinate);
        if (!x.IsEmpty && !y.IsEmpty)
        {
            if (
                !ReadCoordinate(all, x, RecordColumn.X, out places.X[i])
                || !ReadCoordinate(all, y, RecordColumn.Y, out places.Y[i])
            )
            {
                return false;
            }
            WatchForDegrees(places.X[i], places.Y[i]);
        }
        else if (!x.IsEmpty || !y.IsEmpty)
        {
            Count(all, Odd.HalfCoordinate, x.IsEmpty ? RecordColumn.Y : RecordColumn.X);
        }
        places.AreaCode[i] = PlaceCode.PackArea(Field(all, RecordColumn.Buurt));
        places.Postcode[i] = PlaceCode.PackPostcode(Field(all, RecordColumn.Postcode));
        return true;
    }

    private bool ReadCoordinate(ReadOnlySpan<byte> all, ReadOnlySpan<byte> field, RecordColumn column, out int value)
    {
        if (!FieldText.TryMillimetres(field, out value, out var mark))
        {
            return SetFieldAside(all, SetAside.Coordinate, column);
        }
        Saw(mark);
        return true;
    }

    /// <summary>Within ± 180 by ± 90 metres of the origin lies no place: such numbers are degrees.</summary>
    private void WatchForDegrees(int x, int y)
    {
        var degrees = Math.Abs((long)x) <= 180_000 && Math.Abs((long)y) <= 180_000;
        if (!degrees)
        {
            batch.SawMetres = true;
        }
        else if (!batch.SawMetres)
        {
            if (batch.LeadingDegrees == 0)
            {
                batch.DegreesLine = line;
            }
            batch.LeadingDegrees++;
        }
    }

    private bool ReadProduct(ReadOnlySpan<byte> all, int i)
    {
        if (!products.TryFind(Field(all, RecordColumn.Product), out var product))
        {
            return SetFieldAside(all, SetAside.Product, RecordColumn.Product);
        }
        batch.Uses.Product[i] = (short)product;
        return true;
    }

    private bool ReadDays(ReadOnlySpan<byte> all, int i)
    {
        var uses = batch.Uses;
        if (
            !ReadDay(all, RecordColumn.Requested, out uses.Requested[i])
            || !ReadDay(all, RecordColumn.Started, out uses.Started[i])
            || !ReadDay(all, RecordColumn.Ended, out uses.Ended[i])
        )
        {
            return false;
        }
        var (requested, started, ended) = (uses.Requested[i], uses.Started[i], uses.Ended[i]);
        if (requested == UseBatch.UnknownDay && started == UseBatch.UnknownDay && ended == UseBatch.UnknownDay)
        {
            batch.Tallies.Add(SetAside.NoDate, new RowPlace(file, row, line, "started", ""));
            return false;
        }
        if (ended == UseBatch.UnknownDay)
        {
            uses.Ended[i] = UseBatch.StillOpen;
            return true;
        }
        // While waiting, the request is where the time begins.
        return ended >= (started != UseBatch.UnknownDay ? started : requested)
            || SetFieldAside(all, SetAside.EndBeforeStart, RecordColumn.Ended);
    }

    private bool ReadDay(ReadOnlySpan<byte> all, RecordColumn column, out int day)
    {
        var field = Field(all, column);
        day = UseBatch.UnknownDay;
        if (field.IsEmpty)
        {
            return true;
        }
        if (!FieldText.TryDate(field, out day) || day < FirstDay)
        {
            return SetFieldAside(all, SetAside.Date, column);
        }
        if (day < FarDay)
        {
            return true;
        }
        if (column != RecordColumn.Ended)
        {
            return SetFieldAside(all, SetAside.Date, column);
        }
        Count(all, Odd.FarEnd, column);
        day = UseBatch.UnknownDay;
        return true;
    }

    private bool ReadAmounts(ReadOnlySpan<byte> all, int i)
    {
        var hours = Field(all, RecordColumn.Hours);
        batch.Uses.Minutes[i] = UseBatch.UnknownMinutes;
        if (!hours.IsEmpty)
        {
            if (!FieldText.TryMinutes(hours, out batch.Uses.Minutes[i], out var mark))
            {
                return SetFieldAside(all, SetAside.Hours, RecordColumn.Hours);
            }
            Saw(mark);
        }
        var cost = Field(all, RecordColumn.CostCents);
        batch.Uses.CostCents[i] = UseBatch.UnknownCents;
        return cost.IsEmpty
            || FieldText.TryInteger(cost, out batch.Uses.CostCents[i])
            || SetFieldAside(all, SetAside.Cost, RecordColumn.CostCents);
    }

    private void ReadTokens(ReadOnlySpan<byte> all, int i)
    {
        batch.Uses.Sex[i] = Token(all, RecordColumn.Sex, Sexes, Sex.O, Odd.UnknownSex);
        batch.Uses.Delivery[i] = Token(all, RecordColumn.Delivery, Deliveries, Delivery.Zin, Odd.UnknownDelivery);
        batch.Uses.Outcome[i] = Token(all, RecordColumn.Outcome, Outcomes, Outcome.Unknown, Odd.UnknownOutcome);
    }

    private T Token<T>(ReadOnlySpan<byte> all, RecordColumn column, CodeTable<T> table, T otherwise, Odd kind)
    {
        var field = Field(all, column);
        if (field.IsEmpty)
        {
            return otherwise;
        }
        if (table.TryFind(field, out var value))
        {
            return value;
        }
        Count(all, kind, column);
        return otherwise;
    }

    private void Saw(byte mark)
    {
        batch.SawPoint |= mark == '.';
        batch.SawComma |= mark == ',';
    }
}
