using System.Diagnostics;
using System.Globalization;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Products;
using Populatie.Analytics.Tallies;

namespace Populatie.Benchmarks;

/// <summary>DuckDB from npm, counting a file of records by a query of its own: <c>benchmarks/rivals/duckdb_ingest.mjs</c>.</summary>
internal sealed class DuckDbRival(string file, int rows)
{
    private const string Folder = "benchmarks/rivals";
    private readonly string table = Path.GetFullPath("artifacts/bench/duckdb.csv");

    public bool IsInstalled { get; } = Directory.Exists($"{Folder}/node_modules/@duckdb");

    /// <summary>In three rounds: each takes some ten seconds, and they differ by a tenth.</summary>
    public Clocked Clocked(Func<DuckDbRival, double> read) =>
        Populatie.Benchmarks.Clocked.Reading(() => read(this)) with
        {
            MostRounds = 3,
        };

    /// <summary>Million rows per second of processor time.</summary>
    public double PerProcessor(int threads) => rows / Run(threads).Processor / 1e6;

    /// <summary>Million rows per second by the clock on the wall.</summary>
    public double PerClock(int threads) => rows / Run(threads).Clock / 1e6;

    /// <summary>Ends the bench when its table is another than ours.</summary>
    public void Compare(Tally tally, AreaIndex areas)
    {
        Run(2);
        var theirs = File.ReadLines(table).Order(StringComparer.Ordinal);
        var products = ProductCatalogue.Embedded.Products;
        var ours = tally
            .Cells.Select(c =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{areas.Buurten[c.Key.Leaf].Code},{c.Key.Year}Q{c.Key.Quarter},{products[c.Key.Product].Code},{tally.Bands.Name(c.Key.Band)},{RecordTokens.Of(c.Key.Sex)},{c.Rows},{c.Clients},{c.Days},{c.CostCents}"
                )
            )
            .Order(StringComparer.Ordinal);
        if (!ours.SequenceEqual(theirs, StringComparer.Ordinal))
        {
            throw new InvalidOperationException("DuckDB counts something else");
        }
        Console.Error.WriteLine($"{tally.Cells.Length} cells, the same as DuckDB's");
    }

    private (double Processor, double Clock) Run(int threads)
    {
        var start = new ProcessStartInfo("node")
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            ArgumentList =
            {
                $"{Folder}/duckdb_ingest.mjs",
                file,
                threads.ToString(CultureInfo.InvariantCulture),
                table,
            },
        };
        var output = RivalPrograms.OutputOf(start) ?? throw new InvalidOperationException("DuckDB did not finish");
        var lines = output.Trim().Split('\n');
        return (
            double.Parse(lines[0], CultureInfo.InvariantCulture),
            double.Parse(lines[1], CultureInfo.InvariantCulture)
        );
    }
}
