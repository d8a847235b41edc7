using System.Globalization;
using System.Text;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Geometry;
using Populatie.Analytics.Randomness;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Products;

namespace Populatie.Benchmarks;

/// <summary>
/// A file of records of people who do not exist, for timing only: every row can be read, has coordinates within a buurt,
/// that buurt's code, a start, an end and a cost, so that a database can count the same. Of one kind of layout with twelve
/// columns, or all nineteen.
/// </summary>
internal static class IngestFile
{
    private const int RowsPerPerson = 5;
    private static readonly DateOnly First = new(2016, 1, 1);

    private static readonly string[] Columns =
    [
        "person",
        "birth_year",
        "sex",
        "x",
        "y",
        "buurt",
        "product",
        "delivery",
        "started",
        "ended",
        "hours",
        "cost_cents",
    ];

    /// <summary>Makes the file unless it is there.</summary>
    public static string Make(AreaSet areas, int rows, bool allColumns)
    {
        Directory.CreateDirectory("artifacts/bench");
        var path = $"artifacts/bench/records-{rows}-{(allColumns ? 19 : Columns.Length)}.csv";
        if (File.Exists(path))
        {
            return path;
        }
        Console.Error.WriteLine($"making {path}");
        var homes = Homes(areas, Math.Max(1, rows / RowsPerPerson));
        var products = ProductCatalogue.Embedded.Products.Take(24).ToArray();
        using (var writer = new StreamWriter(path + ".part", append: false, new UTF8Encoding(false), 1 << 20))
        {
            string[] columns = allColumns ? [.. RecordTokens.Columns] : Columns;
            writer.Write(string.Join(',', columns) + "\n");
            var line = new StringBuilder();
            for (var row = 0; row < rows; row++)
            {
                Append(line.Clear(), row, homes, products, columns);
                writer.Write(line);
            }
        }
        File.Move(path + ".part", path);
        return path;
    }

    private static void Append(
        StringBuilder line,
        int row,
        (int X, int Y, string Buurt)[] homes,
        Product[] products,
        string[] columns
    )
    {
        var (w0, w1, w2, w3) = Philox.Block(7, (uint)row, 1, 0, 0);
        var person = (int)(w0 % (uint)homes.Length);
        var (p0, p1, _, _) = Philox.Block(7, (uint)person, 2, 0, 0);
        var home = homes[person];
        var product = products[w1 % (uint)products.Length];
        var started = First.AddDays((int)(w2 % 3200));
        // Ages that the product serves, so that few rows are odd, as in real files.
        var age = product.FirstAge + (int)(p0 % (uint)(Math.Min(product.LastAge, 95) - product.FirstAge + 1));
        var days = (int)(w3 % 300);
        var ended = started.AddDays(days);
        var cents = (int)Math.Min(product.CentsPerClientMonth.High / 2, 100_000) + (int)(w3 % 997);
        foreach (var column in columns)
        {
            line.Append(string.Equals(column, columns[0], StringComparison.Ordinal) ? "" : ",");
            _ = column switch
            {
                "person" => line.Append(CultureInfo.InvariantCulture, $"S{p1:x8}{person % 16:x}"),
                "household" => line.Append(
                    CultureInfo.InvariantCulture,
                    $"H{person / 2 * 2654435761L % 4294967296L:x8}"
                ),
                "birth_year" => line.Append(CultureInfo.InvariantCulture, $"{started.Year - age}"),
                "sex" => line.Append((p0 & 1) == 0 ? 'V' : 'M'),
                "x" => line.Append(CultureInfo.InvariantCulture, $"{home.X / 1000}.{home.X % 1000 / 10:00}"),
                "y" => line.Append(CultureInfo.InvariantCulture, $"{home.Y / 1000}.{home.Y % 1000 / 10:00}"),
                "buurt" => line.Append(home.Buurt),
                "product" => line.Append(product.Code),
                "delivery" => line.Append((w1 >> 28) == 0 ? "PGB" : "ZIN"),
                "provider" => line.Append(CultureInfo.InvariantCulture, $"SYN{w1 % 300:000}"),
                "track" => line.Append((char)('0' + (int)product.Track)),
                "referrer" => line.Append("buurtteam"),
                "requested" => line.Append(started.AddDays(-20).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                "started" => line.Append(started.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                "ended" => line.Append(ended.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                "hours" => line.Append(CultureInfo.InvariantCulture, $"{w3 % 90}.{w2 % 4 * 25:00}"),
                "cost_cents" => line.Append(CultureInfo.InvariantCulture, $"{cents}"),
                "outcome" => line.Append((w2 >> 30) == 0 ? "recovered" : ""),
                _ => line,
            };
        }
        line.Append('\n');
    }

    /// <summary>Homes in centimetres near corners of buurten, with the buurt that they turn out to lie in.</summary>
    private static (int X, int Y, string Buurt)[] Homes(AreaSet areas, int count)
    {
        var homes = new List<(int, int, string)>(count);
        var locator = BuurtLocator.Build(areas.Coverage);
        var (x, y, leaf) = (new int[1], new int[1], new int[1]);
        for (var i = 0u; homes.Count < count; i++)
        {
            var (w0, w1, w2, w3) = Philox.Block(7, i, 3, 0, 0);
            var ring = areas.Coverage.Ring((int)(w0 % (uint)areas.Coverage.RingCount));
            var corner = ring[(int)(w1 % (uint)ring.Length)];
            x[0] = (corner.X + (int)(w2 % 600_001) - 300_000) / 10 * 10;
            y[0] = (corner.Y + (int)(w3 % 600_001) - 300_000) / 10 * 10;
            locator.Locate(x, y, leaf);
            if (leaf[0] >= 0)
            {
                homes.Add((x[0], y[0], areas.Index.Buurten[leaf[0]].Code));
            }
        }
        return [.. homes];
    }
}
