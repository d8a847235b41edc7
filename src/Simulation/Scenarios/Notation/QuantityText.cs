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

    /// <summary>What stands between the ends of a range.</summary>
    private static readonly string[] Separators = [" to ", " tot ", "–", ".."];

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
        if (note is not null && TrySplitRange(note, out var source, out var from, out var to))
        {
            // Only a percentage keeps its sign in a range: elsewhere the unit has just been said.
            var bare = !ReferenceEquals(unit, Unit.Percent);
            fault = Figure(from, unit, bare, out var least, out about);
            if (fault != QuantityFault.None)
            {
                return fault;
            }
            fault = Figure(to, unit, bare, out var most, out about);
            if (fault != QuantityFault.None)
            {
                return fault;
            }
            if (least > value || most < value)
            {
                return QuantityFault.Range;
            }
            (low, high, note) = (least, most, source);
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

    /// <summary>
    /// Whether a remark ends with a range, and what stands before it. By hand: a pattern for it can be made to try for ever.
    /// </summary>
    private static bool TrySplitRange(string note, out string source, out string low, out string high)
    {
        (source, low, high) = ("", "", "");
        var (at, length) = (-1, 0);
        foreach (var sign in Separators)
        {
            var found = note.LastIndexOf(sign, StringComparison.OrdinalIgnoreCase);
            if (found > at)
            {
                (at, length) = (found, sign.Length);
            }
        }
        if (at < 0)
        {
            return false;
        }
        var before = note[..at];
        var comma = before.LastIndexOf(',');
        while (comma > 0 && IsDecimalComma(before, comma))
        {
            comma = before.LastIndexOf(',', comma - 1);
        }
        (source, low, high) = (
            before[..Math.Max(0, comma)],
            before[(comma + 1)..].Trim(),
            note[(at + length)..].Trim()
        );
        return BeginsAsFigure().IsMatch(low) && BeginsAsFigure().IsMatch(high);
    }

    private static bool IsDecimalComma(string text, int comma) =>
        char.IsAsciiDigit(text[comma - 1]) && comma + 1 < text.Length && char.IsAsciiDigit(text[comma + 1]);

    private static QuantityFault Figure(string text, Unit unit, bool bareIsClear, out double value, out string about)
    {
        (value, about) = (0, "");
        var match = FigureWithWords().Match(text.Trim());
        if (!match.Success)
        {
            return QuantityFault.NoFigure;
        }
        var words = new List<string>();
        if (!TrySplitWords(match.Groups["currency"].Value, words) || !TrySplitWords(match.Groups["rest"].Value, words))
        {
            return QuantityFault.NoFigure;
        }
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

    /// <summary>Runs of letters, and the signs that are words by themselves; false at anything else.</summary>
    private static bool TrySplitWords(string text, List<string> words)
    {
        for (var at = 0; at < text.Length; )
        {
            var end = at + 1;
            if (IsLetter(text[at]))
            {
                while (end < text.Length && IsLetter(text[end]))
                {
                    end++;
                }
            }
            else if (char.IsWhiteSpace(text[at]))
            {
                at = end;
                continue;
            }
            else if (text[at] is not ('%' or '/' or '€'))
            {
                return false;
            }
            words.Add(text[at..end]);
            at = end;
        }
        return true;
    }

    private static bool IsLetter(char sign) => char.IsLetter(sign) || sign == '\'';

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
        var (scaleSeen, unitSeen, periodSeen) = (false, false, false);
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (!scaleSeen && Find(unit.Scales, word) is { } scale)
            {
                figure *= scale;
                scaleSeen = true;
            }
            else if (!unitSeen && Find(unit.Spellings, word) is { } factor)
            {
                figure *= factor;
                unitSeen = true;
            }
            else if (!periodSeen && i + 1 < words.Count && PeriodOf(word, words[i + 1], unit) is { } times)
            {
                figure *= times;
                periodSeen = true;
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

    /// <summary>How many of the period after "per" a year holds; null when that is not what stands there.</summary>
    private static decimal? PeriodOf(string per, string period, Unit unit) =>
        per is "per" or "a" or "/" ? Find(unit.Periods, period) : null;

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
        @"^(?<currency>EUR|€|euro)?\s*(?<sign>[+\-−])?\s*(?<digits>[0-9]{1,3}([ \u00A0\u202F][0-9]{3}){1,3}([.,][0-9]{1,12})?|[0-9]{1,12}([.,][0-9]{1,12})?|[0-9]{1,3}([.,][0-9]{3}){2,3})(?<rest>[^0-9.,].*)?$",
        Style | RegexOptions.IgnoreCase,
        PatienceMs
    )]
    private static partial Regex FigureWithWords();

    [GeneratedRegex(@"^(EUR|€)?\s*[+\-−]?\s*[0-9]", Style, PatienceMs)]
    private static partial Regex BeginsAsFigure();

    [GeneratedRegex(@"^[1-9][0-9]{0,2}([.,][0-9]{3})+$", Style, PatienceMs)]
    private static partial Regex Thousands();

    [GeneratedRegex(@"[ \u00A0\u202F]", Style, PatienceMs)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\s*\(\s*(?<year>(19|20)[0-9][0-9])\s*(\)|(?<rest>,))", Style, PatienceMs)]
    private static partial Regex PriceYear();
}
