using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Populatie.Server.Delivery;

/// <summary>
/// Which form of a body a request accepts best: brotli, then gzip, then plain; never one that it refuses. Allocates nothing.
/// </summary>
internal static class AcceptedForm
{
    public static Body.Form Of(Body body, in StringValues accepted)
    {
        if (accepted.Count == 0)
        {
            return body.Plain;
        }
        var (brotli, gzip, others) = (-1.0, -1.0, 0.0);
        foreach (var line in accepted)
        {
            var text = line.AsSpan();
            foreach (var part in text.Split(','))
            {
                var name = Read(text[part], out var weight);
                if (name.Equals("br", StringComparison.OrdinalIgnoreCase))
                {
                    brotli = weight;
                }
                else if (name.Equals("gzip", StringComparison.OrdinalIgnoreCase))
                {
                    gzip = weight;
                }
                else if (name is "*")
                {
                    others = weight;
                }
            }
        }
        (brotli, gzip) = (brotli < 0 ? others : brotli, gzip < 0 ? others : gzip);
        if (brotli > 0 && brotli >= gzip && body.Brotli is { } small)
        {
            return small;
        }
        return gzip > 0 && body.Gzip is { } zipped ? zipped : body.Plain;
    }

    private static ReadOnlySpan<char> Read(ReadOnlySpan<char> part, out double weight)
    {
        weight = 1;
        var at = part.IndexOf(';');
        if (at < 0)
        {
            return part.Trim();
        }
        var setting = part[(at + 1)..].Trim();
        if (setting.StartsWith("q=", StringComparison.OrdinalIgnoreCase))
        {
            _ = double.TryParse(setting[2..], NumberStyles.Float, CultureInfo.InvariantCulture, out weight);
        }
        return part[..at].Trim();
    }
}
