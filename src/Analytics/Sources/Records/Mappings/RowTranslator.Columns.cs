using System.Globalization;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Sources.Records.Mappings;

/// <content>The conversions. Each returns false when the row was set aside.</content>
internal sealed partial class RowTranslator
{
    private bool FillYear(DraftRow draft, RecordColumn column, ColumnRule rule, string text)
    {
        if (text.Length == 4 && IsNumber(text, 4))
        {
            draft[column] = text;
            return true;
        }
        if (!DateText.TryRead(text, rule, out var date))
        {
            return Aside(SetAside.BirthYear, column, text);
        }
        draft[column] = date.Year == 0 ? "" : date.Year.ToString(CultureInfo.InvariantCulture);
        return true;
    }

    private bool FillDate(DraftRow draft, RecordColumn column, ColumnRule rule, string text)
    {
        if (!DateText.TryRead(text, rule, out var date))
        {
            return Aside(SetAside.Date, column, text);
        }
        if (date.Year == 0)
        {
            return true;
        }
        if (DateText.Complete(date, rule) is not { } day)
        {
            return Aside(SetAside.Date, column, text);
        }
        if (date.Month == 0 || date.Day == 0)
        {
            Tallies.Add(Odd.DateCompleted, Place(column, text));
        }
        draft[column] = TextOfDay(day);
        if (column == RecordColumn.Started)
        {
            draft.Started = day.DayNumber;
        }
        else if (column == RecordColumn.Ended)
        {
            draft.Ended = day.DayNumber;
        }
        return true;
    }

    private bool FillProduct(DraftRow draft, RecordColumn column, ColumnRule rule, string text)
    {
        var code = rule.Codes is null ? text : rule.Codes.GetValueOrDefault(text);
        if (
            code is not null
            && products.TryFind(code, out var product)
            && product < products.ProductCount
            && (mapping.Act is null || products.Products[product].Act == mapping.Act)
        )
        {
            draft[column] = products.Codes[product];
            return true;
        }
        draft[column] = rule.Otherwise ?? "";
        return rule.Otherwise is { Length: > 0 } || Aside(SetAside.Product, column, text);
    }

    private bool FillCost(DraftRow draft, RecordColumn column, ColumnRule rule, string text)
    {
        var euros = rule.As == Conversion.Euros;
        var decimals = text.Length - 1 - text.AsSpan().LastIndexOfAny('.', ',');
        // Three digits behind a mark could be thousands: neither reading is taken.
        var plain = decimals == text.Length || (euros && decimals is 1 or 2);
        if (!plain || !AmountText.TryScale(text, euros ? 100 : 1, out var cents))
        {
            return Aside(SetAside.Cost, column, text);
        }
        if (!rule.Times.IsEmpty && Product(rule) is { } expected && expected != Math.Abs(cents))
        {
            Tallies.Add(Odd.AmountDiffers, Place(column, text));
        }
        cents = rule.Minus?.Holds(fields) ?? false ? -cents : cents;
        draft[column] = cents.ToString(CultureInfo.InvariantCulture);
        return true;
    }

    /// <summary>Product of the fields that an amount should be; null when one of them is absent or no number.</summary>
    private long? Product(ColumnRule rule)
    {
        var product = 1L;
        foreach (var slot in rule.Times)
        {
            if (
                fields[slot] is not { } text
                || !AmountText.TryScale(text, 1, out var factor)
                || factor is < 0 or > 1_000_000_000
                || product > long.MaxValue / (factor + 1)
            )
            {
                return null;
            }
            product *= factor;
        }
        return product;
    }

    private bool FillHours(DraftRow draft, RecordColumn column, ColumnRule rule, string text)
    {
        var minutes = 60;
        if (rule.UnitMinutes is { } table && !table.TryGetValue(fields[rule.UnitSlot] ?? "", out minutes))
        {
            // Pieces, nights and euros are volumes, and say nothing of hours.
            return true;
        }
        if (!AmountText.TryScale(text, minutes, out var volume))
        {
            return Aside(SetAside.Hours, column, text);
        }
        draft[column] = AmountText.Hours(rule.Minus?.Holds(fields) ?? false ? -volume : volume);
        return true;
    }

    /// <summary>A postcode with the house number behind it. Where a gemeente code stands instead there is none.</summary>
    private string Postcode(ColumnRule rule, string text)
    {
        if (IsNumber(text, 4))
        {
            return "";
        }
        var house = rule.House.Select(slot => fields[slot]).FirstOrDefault(h => h is not null);
        var digits = house?.TakeWhile(char.IsAsciiDigit).Take(5).ToArray() ?? [];
        return digits.Length == 0 ? text : $"{text} {new string(digits)}";
    }

    private string Coded(RecordColumn column, ColumnRule rule, string text)
    {
        if (rule.Codes is null)
        {
            return text;
        }
        if (rule.Codes.TryGetValue(text, out var coded))
        {
            return coded;
        }
        if (rule.Otherwise is { } otherwise)
        {
            return otherwise;
        }
        Odd? odd = column switch
        {
            RecordColumn.Sex => Odd.UnknownSex,
            RecordColumn.Delivery => Odd.UnknownDelivery,
            RecordColumn.Outcome => Odd.UnknownOutcome,
            _ => null,
        };
        if (odd is { } kind)
        {
            Tallies.Add(kind, Place(column, text));
        }
        return "";
    }
}
