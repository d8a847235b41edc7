using System.Globalization;
using System.Text;

namespace Populatie.Analytics.Sources.Records.Mappings;

/// <summary>Volumes and amounts as deliveries write them.</summary>
internal static class AmountText
{
    /// <summary>A number × factor, rounded half away from zero.</summary>
    public static bool TryScale(string text, int factor, out long value)
    {
        value = 0;
        Span<byte> digits = stackalloc byte[64];
        if (text.Length > digits.Length || !Ascii.IsValid(text))
        {
            return false;
        }
        var length = Encoding.ASCII.GetBytes(text, digits);
        if (!FieldText.TryDecimal(digits[..length], out var number, out var decimals, out _))
        {
            return false;
        }
        var divisor = Int128.One;
        for (var i = 0; i < decimals; i++)
        {
            divisor *= 10;
        }
        var product = (Int128)Math.Abs(number) * factor;
        var rounded = (product + (divisor / 2)) / divisor;
        if (rounded > long.MaxValue)
        {
            return false;
        }
        value = Math.Sign(number) * (long)rounded;
        return true;
    }

    /// <summary>Minutes as hours with six decimals: enough to come back as the same minutes.</summary>
    public static string Hours(long minutes)
    {
        var millionths = Math.Abs(minutes) * (Int128)1_000_000 / 60;
        var (whole, part) = ((long)(millionths / 1_000_000), (long)(millionths % 1_000_000));
        var sign = minutes < 0 ? "-" : "";
        return part == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{sign}{whole}")
            : string.Create(CultureInfo.InvariantCulture, $"{sign}{whole}.{part:000000}");
    }
}
