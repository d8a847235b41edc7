using System.Globalization;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Need.Sources;

/// <summary>
/// Reads the user's table of national rates: CSV with the header <c>product,band,sex,rate</c>; a band as it is shown
/// (<c>0-3</c> … <c>85+</c>), sex V or M, rate in new requests per person-year with a decimal point.
/// </summary>
public static class NationalRateReader
{
    private const string Header = "product,band,sex,rate";

    /// <exception cref="SourceFormatException">The table cannot be read; names line and field.</exception>
    public static NationalRates Read(string path, ProductAxis products, AgeBands bands)
    {
        if (!File.Exists(path))
        {
            throw Fault(
                path,
                null,
                null,
                new("no such file", "geen bestand"),
                new("a table of rates", "een tabel met cijfers")
            );
        }
        return Parse(path, File.ReadAllLines(path), Digest.OfFile(path), products, bands);
    }

    internal static NationalRates Parse(
        string path,
        string[] lines,
        string digest,
        ProductAxis products,
        AgeBands bands
    )
    {
        if (lines.Length == 0 || !string.Equals(lines[0].Trim('\uFEFF', ' '), Header, StringComparison.Ordinal))
        {
            var first = lines.Length == 0 ? "" : lines[0];
            throw Fault(path, 1, null, Quoted(first), Quoted(Header));
        }
        var bandOfName = Enumerable.Range(0, bands.Count).ToDictionary(bands.Name, b => b, StringComparer.Ordinal);
        var rates = new double[products.ProductCount * bands.Count * Exposure.SexCount];
        var seen = new bool[rates.Length];
        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].Length == 0)
            {
                continue;
            }
            var fields = lines[i].Split(',');
            if (fields.Length != 4)
            {
                throw Fault(path, i + 1, null, Fields(fields.Length), Fields(4));
            }
            if (!products.TryFind(fields[0], out var product) || products.IsTotal(product))
            {
                throw Fault(
                    path,
                    i + 1,
                    1,
                    Quoted(fields[0]),
                    new("a product of the catalogue", "een product uit de catalogus")
                );
            }
            if (!bandOfName.TryGetValue(fields[1], out var band))
            {
                var names = string.Join(", ", bandOfName.Keys);
                throw Fault(path, i + 1, 2, Quoted(fields[1]), new($"one of {names}", $"een van {names}"));
            }
            if (fields[2] is not ("V" or "M"))
            {
                throw Fault(path, i + 1, 3, Quoted(fields[2]), new("V or M", "V of M"));
            }
            var cell = (((product * bands.Count) + band) * Exposure.SexCount) + (fields[2] is "M" ? 1 : 0);
            if (
                !double.TryParse(fields[3], NumberStyles.Float, CultureInfo.InvariantCulture, out var rate)
                || !double.IsFinite(rate)
                || rate < 0
            )
            {
                throw Fault(path, i + 1, 4, Quoted(fields[3]), new("a rate of 0 or more", "een cijfer van 0 of meer"));
            }
            if (seen[cell])
            {
                throw Fault(
                    path,
                    i + 1,
                    null,
                    new(
                        "a second row for this product, band and sex",
                        "een tweede regel voor dit product, deze leeftijd en sekse"
                    ),
                    new("one", "één")
                );
            }
            (rates[cell], seen[cell]) = (rate, true);
        }
        return new(Path.GetFileName(path), digest, rates);
    }

    private static Bilingual Quoted(string text) => Bilingual.Same($"'{text}'");

    private static Bilingual Fields(int count) => new($"{count} fields", $"{count} velden");

    private static SourceFormatException Fault(
        string path,
        long? line,
        long? column,
        Bilingual found,
        Bilingual expected
    ) =>
        new(
            path,
            line,
            column,
            found,
            expected,
            new("see docs/method/fit.md for the layout", "zie docs/method/fit.md voor de indeling")
        );
}
