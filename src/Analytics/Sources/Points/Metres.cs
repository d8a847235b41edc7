namespace Populatie.Analytics.Sources.Points;

/// <summary>Reads a coordinate in metres as whole millimetres, by integer arithmetic alone: no double stands between.</summary>
internal static class Metres
{
    private const int Decimals = 3;

    /// <summary>Beyond this many millimetres a coordinate is nowhere; it is kept at the limit, which is outside every map.</summary>
    private const long Farthest = int.MaxValue;

    /// <summary>
    /// Reads an optional sign, digits, and an optional point or comma with digits. Three decimals count; what follows them
    /// rounds to the nearest, halves away from zero.
    /// </summary>
    /// <returns>How many bytes were good; the whole length when all were.</returns>
    public static int Parse(ReadOnlySpan<byte> text, bool commaIsDecimal, out int millimetres)
    {
        unchecked
        {
            var at = 0;
            var negative = text.Length > 0 && text[0] == '-';
            if (negative || (text.Length > 0 && text[0] == '+'))
            {
                at = 1;
            }
            var value = 0L;
            var digits = 0;
            for (; at < text.Length && (uint)(text[at] - '0') <= 9; at++, digits++)
            {
                value = Math.Min((value * 10) + (text[at] - '0'), Farthest);
            }
            var decimals = 0;
            var roundUp = false;
            if (at < text.Length && (text[at] == '.' || (commaIsDecimal && text[at] == ',')))
            {
                at++;
                for (; at < text.Length && (uint)(text[at] - '0') <= 9; at++, digits++, decimals++)
                {
                    if (decimals < Decimals)
                    {
                        value = (value * 10) + (text[at] - '0');
                    }
                    else if (decimals == Decimals)
                    {
                        roundUp = text[at] >= '5';
                    }
                }
            }
            for (; decimals < Decimals; decimals++)
            {
                value *= 10;
            }
            value = Math.Min(value + (roundUp ? 1 : 0), Farthest);
            millimetres = (int)(negative ? -value : value);
            return digits > 0 || at < text.Length ? at : -1;
        }
    }
}
