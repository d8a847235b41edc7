using System.Globalization;
using System.Text.RegularExpressions;
using Populatie.Analytics.Evidence;

namespace Populatie.Simulation.Scenarios;

/// <summary>
/// How a share or a growth rate is written: with its sign, <c>2.1%</c>, and if wished with what stands behind it:
/// <c>1.0% (assumed)</c>, <c>1.0% (assumed, 0.0% to 2.0%)</c>.
/// </summary>
internal static partial class RateText
{
    /// <summary>Half the width of the range of an assumption that names none, in fractions per year.</summary>
    public const double DefaultSpread = 0.01;

    private const double GuessConfidence = 0.3;

    /// <summary>True for a number without its sign: the mistake that deserves advice.</summary>
    public static bool IsBareNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>Reads <c>2.1%</c> as 0.021.</summary>
    public static bool TryParse(string text, out double fraction)
    {
        fraction = 0;
        var match = Percent().Match(text.Trim());
        return match.Success && TryFraction(match.Groups["value"].Value, out fraction);
    }

    /// <summary>Reads a rate with or without its range.</summary>
    public static bool TryParse(string text, double spread, out Assumption assumption)
    {
        assumption = null!;
        var match = Stated().Match(text.Trim());
        if (!match.Success || !TryFraction(match.Groups["value"].Value, out var value))
        {
            return false;
        }
        var (low, high) = (value - spread, value + spread);
        if (match.Groups["low"].Success)
        {
            if (
                !TryFraction(match.Groups["low"].Value, out low)
                || !TryFraction(match.Groups["high"].Value, out high)
                || low > value
                || high < value
            )
            {
                return false;
            }
        }
        var source = match.Groups["word"].Success ? match.Groups["word"].Value.Trim() : "scenario";
        assumption = new(value, low, high, source, GuessConfidence);
        return true;
    }

    /// <summary>Decimal arithmetic, so that 2.1% is the double nearest to 0.021.</summary>
    private static bool TryFraction(string digits, out double fraction)
    {
        var read = decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var percent);
        fraction = (double)(percent / 100);
        return read;
    }

    [GeneratedRegex(@"^(?<value>[+-]?\d{1,6}(\.\d{1,12})?)\s*%$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Percent();

    [GeneratedRegex(
        @"^(?<value>[+-]?\d{1,6}(\.\d{1,12})?)\s*%(\s*\((?<word>[^(),]+)(,\s*(?<low>[+-]?\d{1,6}(\.\d{1,12})?)\s*%\s*(to|tot|–|\.\.)\s*(?<high>[+-]?\d{1,6}(\.\d{1,12})?)\s*%)?\))?$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Stated();
}
