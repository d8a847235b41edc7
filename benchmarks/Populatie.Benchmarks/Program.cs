using System.Globalization;
using System.Text.Json;
using Populatie.Benchmarks;

// ./bench.sh sample [--quick] [--json]
if (args.Length == 0 || !string.Equals(args[0], "sample", StringComparison.Ordinal))
{
    Console.Error.WriteLine("usage: ./bench.sh sample [--quick] [--json]");
    return 2;
}
var quick = args.Contains("--quick");
var results = new List<Measured>();
var limit = 1.0;
foreach (var test in SampleCases.All())
{
    var ours = Stopwatches.Best(test.Ours, quick) / 1e6;
    var rival = Stopwatches.Best(test.Rival, quick) / 1e6;
    // Each width begins with the bare generator, which bounds the draws after it.
    limit = test.Name.StartsWith("uniform", StringComparison.Ordinal) ? ours : limit;
    var measured = new Measured(test.Name, ours, rival, test.RivalName, ours / rival, test.Unit, ours / limit);
    results.Add(measured);
    if (!args.Contains("--json"))
    {
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{measured.Case, -36} {ours, 9:F1} {test.Unit}  {test.RivalName, -14} {rival, 8:F1}  ×{measured.Ratio:F1}  {measured.LimitShare:P0} of the generator"
            )
        );
    }
}
if (args.Contains("--json"))
{
    var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    Console.WriteLine(JsonSerializer.Serialize(results, options));
}
return 0;
