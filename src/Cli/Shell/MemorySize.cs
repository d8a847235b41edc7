using System.Globalization;
using Populatie.Analytics.Faults;

namespace Populatie.Cli.Shell;

/// <summary>Sizes as people write them: <c>800MB</c>, <c>1.5GB</c>.</summary>
internal static class MemorySize
{
    /// <returns>Bytes.</returns>
    /// <exception cref="UsageException">The text is no such size, or less than 1 MB.</exception>
    public static long Parse(string text, string option)
    {
        var unit =
            text.EndsWith("GB", StringComparison.OrdinalIgnoreCase) ? 1L << 30
            : text.EndsWith("MB", StringComparison.OrdinalIgnoreCase) ? 1L << 20
            : 0;
        return
            unit > 0
            && double.TryParse(
                text.AsSpan(0, text.Length - 2),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            )
            && number * unit is >= 1 << 20 and < long.MaxValue / 2
            ? (long)(number * unit)
            : throw new UsageException(
                new(
                    $"{option} '{text}' is not a size; write for example 800MB or 1.5GB",
                    $"{option} '{text}' is geen omvang; schrijf bijvoorbeeld 800MB of 1.5GB"
                )
            );
    }
}
