using System.Globalization;
using System.Text.Json;
using Populatie.Benchmarks;

// ./bench.sh locate|sample|demography [--quick] [--json] [--only TEXT]
var cases = args.FirstOrDefault() switch
{
    "locate" => LocateCases.All(),
    "sample" => SampleCases.All(),
    "demography" => DemographyCases.All(),
    _ => null,
};
if (cases is null)
{
    Console.Error.WriteLine("usage: ./bench.sh locate|sample|demography [--quick] [--json] [--only TEXT]");
    return 2;
}
var quick = args.Contains("--quick");
var results = new List<Measured>();
double? limit = null;
var only = Array.IndexOf(args, "--only") is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : "";
foreach (var test in cases.Where(c => c.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
{
    var ours = Stopwatches.Best(test.Ours, quick) / 1e6;
    var rival = Stopwatches.Best(test.Rival, quick) / 1e6;
    // Each width begins with the bare generator, which bounds the draws after it.
    limit = test.Name.StartsWith("uniform", StringComparison.Ordinal) ? ours : limit;
    var measured = new Measured(test.Name, ours, rival, test.RivalName, ours / rival, test.Unit, ours / limit);
    results.Add(measured);
    if (!args.Contains("--json"))
    {
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{test.Name, -34} {ours, 8:F1} {test.Unit}  {test.RivalName, -14} {rival, 7:F1}  ×{measured.Ratio:F1}"
        );
        Console.WriteLine(line);
    }
}
if (args.Contains("--json"))
{
    var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    Console.WriteLine(JsonSerializer.Serialize(results, options));
}
return 0;
