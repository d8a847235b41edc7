using System.Text.Json;

namespace Populatie.Cli.Tests.EndToEnd;

/// <summary>
/// The first projected year goes on where the last observed one ends: nobody who draws a line through the years sees
/// anything solved, or broken, on 1 January of the base year alone.
/// </summary>
/// <remarks>
/// Why the band: what was observed is itself one draw of a year, and the first projected year one step further. With residents
/// growing by a known share, their difference has the variance of the futures (what is not known, and the chance of a year)
/// plus that of the observed year: n for a count of n people or spells, and for hours and costs the same share of them as
/// for the people in care, twice over as people differ in what they get. 4.5 standard deviations of that are allowed.
/// </remarks>
[Collection(WholeDemo.Name)]
[Trait("Speed", "slow")]
public sealed class ContinuityTests(WholeDemo demo) : IDisposable
{
    private const string Whole = "all of Utrecht";
    private const double Sigmas = 4.5;
    private const int LastObserved = 2025;

    private static readonly string[] Measures =
    [
        "clients",
        "in_care",
        "requests",
        "starts",
        "waiting",
        "hours",
        "cost_real",
        "unmet",
        "unmet_waiting",
        "unmet_held",
        "unmet_foregone",
        "unmet_hidden",
    ];

    private static readonly string[] Products = ["all", "Wmo", "Jeugd", "track-1", "track-2", "track-3"];

    private readonly DirectoryInfo own = Directory.CreateTempSubdirectory("populatie-continuity-");
    private string folder = "";

    public void Dispose() => own.Delete(recursive: true);

    /// <summary>A small town; and all of Utrecht, which takes a minute, when everything is tested.</summary>
    public static TheoryData<string> Sizes =>
        Environment.GetEnvironmentVariable("POPULATIE_TESTS") is "full" ? ["60000", Whole] : ["60000"];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_first_projected_year_goes_on_where_the_last_observed_one_ends(string records)
    {
        var isWhole = records.Equals(Whole, StringComparison.Ordinal);
        folder = isWhole ? demo.Folder : own.FullName;
        var run = (
            isWhole
                ? demo.Told
                : PopulatieProgram
                    .Run("demo", "--workspace", folder, "--replicates", "48", "--records", records)
                    .ShouldSucceed()
        ).LastLine;
        var cube = Path.GetFileName(Directory.GetDirectories(Path.Combine(folder, "cubes")).Single());

        var observed = Figures(run, LastObserved, "mean");
        foreach (var measure in Measures.Where(m => m.StartsWith("unmet", StringComparison.Ordinal)))
        {
            foreach (var (key, value) in Figures(cube, LastObserved, "value", "--measure", measure))
            {
                observed[key] = value;
            }
        }
        var (means, spreads) = (Figures(run, LastObserved + 1, "mean"), Figures(run, LastObserved + 1, "sd"));
        var growth = means[("population", "all")] / observed[("population", "all")];
        growth.ShouldBeInRange(0.98, 1.05);

        var off = new List<string>();
        foreach (var product in Products)
        {
            foreach (var measure in Measures)
            {
                var expected = growth * observed.GetValueOrDefault((measure, product));
                var (mean, spread) = (means[(measure, product)], spreads[(measure, product)]);
                var chance = measure is "hours" or "cost_real"
                    ? 2 * expected * expected / Math.Max(1, observed[("in_care", product)])
                    : Math.Max(1, expected);
                var band = Sigmas * Math.Sqrt((spread * spread) + chance);
                if (Math.Abs(mean - expected) > band)
                {
                    off.Add($"{measure} of {product}: {expected:N0} expected, {mean:N0} ± {band:N0} projected");
                }
            }
        }
        off.ShouldBeEmpty();
    }

    /// <summary>Of the gemeente, by measure and product.</summary>
    private Dictionary<(string Measure, string Product), double> Figures(
        string id,
        int year,
        string field,
        params string[] options
    )
    {
        var outcome = PopulatieProgram
            .Run(["show", id, "--json", "--year", $"{year}", "--workspace", folder, .. options])
            .ShouldSucceed();
        using var document = JsonDocument.Parse(outcome.Output);
        return document
            .RootElement.EnumerateArray()
            .Where(f => f.GetProperty("area").GetString() is ['G', 'M', ..] and { Length: 6 })
            .Where(f => f.GetProperty(field).ValueKind == JsonValueKind.Number)
            .ToDictionary(
                f => (f.GetProperty("measure").GetString()!, f.GetProperty("product").GetString()!),
                f => f.GetProperty(field).GetDouble()
            );
    }
}
