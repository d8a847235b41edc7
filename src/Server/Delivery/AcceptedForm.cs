using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Populatie.Server.Delivery;

/// <summary>Which form of a body a request accepts best: brotli, then gzip, then plain; never one that it refuses.</summary>
internal static class AcceptedForm
{
    public static Body.Form Of(Body body, StringValues accepted)
    {
        var (brotli, gzip) = (-1.0, -1.0);
        var others = 0.0;
        foreach (var line in accepted)
        {
            foreach (var part in (line ?? "").AsSpan().Split(','))
            {
                var (name, weight) = Read(line.AsSpan()[part]);
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
        if (body.Brotli is { } small && brotli > 0 && brotli >= gzip)
        {
            return small;
        }
        return body.Gzip is { } zipped && gzip > 0 ? zipped : body.Plain;
    }

    private static (string Name, double Weight) Read(ReadOnlySpan<char> part)
    {
        var at = part.IndexOf(';');
        var name = (at < 0 ? part : part[..at]).Trim();
        var weight = 1.0;
        if (at >= 0)
        {
            var setting = part[(at + 1)..].Trim();
            if (setting.StartsWith("q=", StringComparison.OrdinalIgnoreCase))
            {
                _ = double.TryParse(setting[2..], NumberStyles.Float, CultureInfo.InvariantCulture, out weight);
            }
        }
        return (name.ToString(), weight);
    }
}
