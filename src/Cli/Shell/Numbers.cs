using System.Globalization;
using System.Text.RegularExpressions;

namespace Populatie.Cli.Shell;

/// <summary>Numbers as this reader writes them, with no more digits than they carry.</summary>
internal static partial class Numbers
{
    /// <summary>12,345 or 12.345.</summary>
    public static string Count(this Session session, double value) =>
        double.IsNaN(value) ? "–" : value.ToString("N0", session.Culture);

    /// <summary>With so many digits after the point; what rounds to nothing has no sign.</summary>
    public static string Decimal(this Session session, double value, int digits = 1) =>
        double.IsNaN(value)
            ? "–"
            : (Math.Round(value, digits, MidpointRounding.AwayFromZero) == 0 ? 0 : value).ToString(
                "N" + digits.ToString(CultureInfo.InvariantCulture),
                session.Culture
            );

    /// <summary>A share as a percentage: 0.021 → 2.1%.</summary>
    public static string Percent(this Session session, double share, int digits = 1) =>
        double.IsNaN(share) ? "–" : session.Decimal(100 * share, digits) + "%";

    /// <summary>Euro cents as millions of euros, without the unit, which belongs in the heading: 12.3.</summary>
    public static string Millions(this Session session, double cents) => session.Decimal(cents / 1e8);

    /// <summary>A figure as a scenario writes it (-0.5%, EUR 12.5 mln), in the signs of this reader.</summary>
    public static string AsWritten(this Session session, string figure) =>
        FigureSigns()
            .Replace(
                figure,
                sign =>
                    string.Equals(sign.Value, ".", StringComparison.Ordinal)
                        ? session.Culture.NumberFormat.NumberDecimalSeparator
                        : session.Culture.NumberFormat.NegativeSign
            );

    [GeneratedRegex(@"(?<=\d)\.(?=\d)|(?<![\w.])-(?=\d)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FigureSigns();

    /// <summary>A central value with its 90% interval: 1,234 (1,100–1,400).</summary>
    public static string Interval(
        this Session session,
        double middle,
        double low,
        double high,
        Func<double, string> show
    ) => $"{show(middle)} ({show(low)}{(low < 0 ? " … " : "–")}{show(high)})";
}
