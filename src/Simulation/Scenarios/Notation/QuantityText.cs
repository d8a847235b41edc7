using System.Globalization;
using System.Text.RegularExpressions;

namespace Populatie.Simulation.Scenarios.Notation;

/// <summary>What is wrong with the text of a quantity.</summary>
internal enum QuantityFault
{
    None,

    /// <summary>No figure stands in front.</summary>
    NoFigure,

    /// <summary>A figure without its unit.</summary>
    Bare,

    /// <summary>A unit, but another than the one asked for.</summary>
    OtherUnit,

    /// <summary>A word behind the figure that is no unit.</summary>
    UnknownWord,

    /// <summary>12.500 may be twelve and a half, or twelve thousand five hundred.</summary>
    Ambiguous,

    /// <summary>low ≤ value ≤ high does not hold.</summary>
    Range,
}

/// <summary>A quantity as written, in the engine's unit.</summary>
/// <param name="Low">Null where no range is written.</param>
/// <param name="Source">Null where none is written.</param>
/// <param name="PriceYear">Of money: the year of its prices, where written.</param>
internal sealed record Quantity(double Value, double? Low, double? High, string? Source, int? PriceYear);

/// <summary>
/// How a quantity is written: a figure and its unit, and if wished what stands behind it in brackets: the year of prices, a
/// source, a range. <c>1.0% (assumed, 0.0% to 2.0%)</c>, <c>450 FTE</c>, <c>EUR 12,5 mln (2025)</c>, <c>36 uur per week</c>.
/// </summary>
internal static partial class QuantityText
{
    private const int LongestText = 400;
    private const RegexOptions Style = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    private const int PatienceMs = 1000;

    /// <param name="about">The word that is meant by <see cref="QuantityFault.UnknownWord"/>, or the other unit's.</param>
    public static QuantityFault Parse(string text, Unit unit, out Quantity quantity, out string about)
    {
        (quantity, about) = (null!, "");
        text = text.Trim();
        if (text.Length > LongestText)
        {
            return QuantityFault.NoFigure;
        }
        int? priceYear = null;
        if (unit.IsMoney && PriceYear().Match(text) is { Success: true } year)
        {
            priceYear = int.Parse(year.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
            text = PriceYear().Replace(text, m => m.Groups["rest"].Length > 0 ? " (" : " ", 1).Trim();
        }
        var (head, note) = Split(text);
        var fault = Figure(head, unit, unit.BareIsClear, out var value, out about);
        if (fault != QuantityFault.None)
        {
            return fault;
        }
        double? low = null;
        double? high = null;
        if (note is not null && RangeOf().Match(note) is { Success: true } range)
        {
            // Only a percentage keeps its sign in a range: elsewhere the unit has just been said.
            var bare = !ReferenceEquals(unit, Unit.Percent);
            fault = Figure(range.Groups["low"].Value, unit, bare, out var from, out about);
            if (fault != QuantityFault.None)
            {
                return fault;
            }
            fault = Figure(range.Groups["high"].Value, unit, bare, out var to, out about);
            if (fault != QuantityFault.None || from > value || to < value)
            {
                return fault == QuantityFault.None ? QuantityFault.Range : fault;
            }
            (low, high) = (from, to);
            note = range.Groups["source"].Value.TrimEnd(' ', ',');
        }
        quantity = new(value, low, high, string.IsNullOrWhiteSpace(note) ? null : note.Trim(), priceYear);
        return QuantityFault.None;
    }

    /// <summary>The part before the brackets, and what is in them.</summary>
    private static (string Head, string? Note) Split(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        return open < 0 || !text.EndsWith(')') ? (text, null) : (text[..open].Trim(), text[(open + 1)..^1]);
    }

    private static QuantityFault Figure(string text, Unit unit, bool bareIsClear, out double value, out string about)
    {
        (value, about) = (0, "");
        var match = FigureWithWords().Match(text.Trim());
        if (!match.Success)
        {
            return QuantityFault.NoFigure;
        }
        var words = match
            .Groups["word"]
            .Captures.Select(c => c.Value)
            .Prepend(match.Groups["currency"].Value)
            .Where(w => w.Length > 0)
            .ToList();
        var scaled = words.Exists(w => unit.Scales.Any(s => Same(s.Text, w)));
        var digits = Blanks().Replace(match.Groups["digits"].Value, "");
        if (!scaled && !ReferenceEquals(unit, Unit.Percent) && unit.Spellings.Length > 0 && Thousands().IsMatch(digits))
        {
            return QuantityFault.Ambiguous;
        }
        if (
            !decimal.TryParse(
                digits.Replace(',', '.'),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var figure
            )
        )
        {
            return QuantityFault.NoFigure;
        }
        var fault = Words(words, unit, bareIsClear, ref figure, out about);
        value = (double)(match.Groups["sign"].ValueSpan is "-" or "−" ? -figure : figure);
        return fault;
    }

    /// <summary>Reads a scale, the unit, and a period, in that order; each but the unit may be absent.</summary>
    private static QuantityFault Words(
        List<string> words,
        Unit unit,
        bool bareIsClear,
        ref decimal figure,
        out string about
    )
    {
        about = "";
        var unitSeen = false;
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (Find(unit.Scales, word) is { } scale)
            {
                figure *= scale;
            }
            else if (Find(unit.Spellings, word) is { } factor && !unitSeen)
            {
                figure *= factor;
                unitSeen = true;
            }
            else if (
                word is "per" or "a" or "/"
                && i + 1 < words.Count
                && Find(unit.Periods, words[i + 1]) is { } times
            )
            {
                figure *= times;
                i++;
            }
            else
            {
                about = word;
                return IsUnit(word) ? QuantityFault.OtherUnit : QuantityFault.UnknownWord;
            }
        }
        return unitSeen || bareIsClear ? QuantityFault.None : QuantityFault.Bare;
    }

    private static bool IsUnit(string word) => Unit.All.Any(u => Find(u.Spellings, word) is not null);

    private static decimal? Find(IEnumerable<(string Text, decimal Factor)> spellings, string word)
    {
        foreach (var (text, factor) in spellings)
        {
            if (Same(text, word))
            {
                return factor;
            }
        }
        return null;
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(
        @"^(?<currency>EUR|€|euro)?\s*(?<sign>[+\-−])?\s*(?<digits>\d{1,3}([ \u00A0\u202F]\d{3}){1,3}([.,]\d{1,12})?|\d{1,12}([.,]\d{1,12})?|\d{1,3}([.,]\d{3}){2,3})(\s*(?<word>%|/|€|[\p{L}']+))*\s*$",
        Style | RegexOptions.IgnoreCase,
        PatienceMs
    )]
    private static partial Regex FigureWithWords();

    [GeneratedRegex(@"^[1-9]\d{0,2}([.,]\d{3})+$", Style, PatienceMs)]
    private static partial Regex Thousands();

    [GeneratedRegex(@"[ \u00A0\u202F]", Style, PatienceMs)]
    private static partial Regex Blanks();

    [GeneratedRegex(
        @"^(?<source>.*?)(^|,)\s*(?<low>(EUR|€)?\s*[+\-−]?\d[^,]*?(,\d[^,]*?)?)(\s+(to|tot)\s+|\s*(–|\.\.)\s*)(?<high>(EUR|€)?\s*[+\-−]?\d[^,]*(,\d[^,]*)?)$",
        Style,
        PatienceMs
    )]
    private static partial Regex RangeOf();

    [GeneratedRegex(@"\s*\(\s*(?<year>(19|20)\d\d)\s*(\)|(?<rest>,))", Style, PatienceMs)]
    private static partial Regex PriceYear();
}
