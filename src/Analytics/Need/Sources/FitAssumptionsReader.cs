using System.Globalization;
using Populatie.Analytics.Evidence;
using YamlDotNet.Serialization;

namespace Populatie.Analytics.Need.Sources;

/// <summary>Reads the fit's stated assumptions from the table that is built into the program.</summary>
public static class FitAssumptionsReader
{
    private const string Resource = "geodata/catalogue/fit.yaml";
    private static readonly Lazy<FitAssumptions> Read = new(() =>
    {
        using var stream =
            typeof(FitAssumptionsReader).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not built in");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    });

    public static FitAssumptions Embedded => Read.Value;

    internal static FitAssumptions Parse(string yaml)
    {
        var table = new DeserializerBuilder().Build().Deserialize<Dictionary<string, Dictionary<string, string>>>(yaml);
        return new(
            Of(table, "rate_volatility"),
            Of(table, "rate_volatility_years"),
            Of(table, "rate_volatility_floor"),
            Of(table, "stay_prior_ends"),
            Of(table, "stay_shape_ends"),
            Of(table, "jeugd_first_year")
        );
    }

    private static Assumption Of(Dictionary<string, Dictionary<string, string>> table, string name)
    {
        var row = table[name];
        double Number(string key) => double.Parse(row[key], NumberStyles.Float, CultureInfo.InvariantCulture);
        var assumption = new Assumption(
            Number("value"),
            Number("low"),
            Number("high"),
            row["source"],
            Number("confidence")
        );
        return
            assumption.Low <= assumption.Value
            && assumption.Value <= assumption.High
            && !string.IsNullOrWhiteSpace(assumption.Source)
            ? assumption
            : throw new FormatException($"{name}: low ≤ value ≤ high and a source are needed");
    }
}
