using Populatie.Benchmarks;

// ./bench.sh CASE… [--quick] [--json] [--only TEXT]
Bench[] benches =
[
    LocateCases.Bench,
    SampleCases.Bench,
    DemographyCases.Bench,
    SimulateCases.Bench,
    IngestCases.Bench,
    ServeCases.Bench,
];
var at = Array.IndexOf(args, "--only");
var only = at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
string[] names =
[
    .. args.Where((a, i) => !a.StartsWith("--", StringComparison.Ordinal) && (only is null || i != at + 1)),
];
Bench[] chosen = [.. benches.Where(b => names.Contains(b.Name))];
string[] options = ["--quick", "--json", "--only"];
var isUnknown = args.Any(a => a.StartsWith("--", StringComparison.Ordinal) && !options.Contains(a));
if (chosen.Length == 0 || chosen.Length < names.Length || isUnknown)
{
    var known = string.Join(' ', benches.Select(b => b.Name));
    Console.Error.WriteLine($"usage: ./bench.sh CASE… [--quick] [--json] [--only TEXT], with cases {known}");
    return args.Contains("--help") ? 0 : 2;
}
var (quick, json) = (args.Contains("--quick"), args.Contains("--json"));
var referee = new Referee(quick);
var all = new List<Row>();
foreach (var bench in chosen)
{
    var rows = new List<Row>();
    foreach (var contest in bench.Contests())
    {
        if (!contest.Name.Contains(only ?? "", StringComparison.OrdinalIgnoreCase))
        {
            continue;
        }
        foreach (var row in referee.Play(contest))
        {
            rows.Add(row);
            (json ? Console.Error : Console.Out).WriteLine(ResultTable.Line(row));
        }
    }
    // A part of a table, or a hasty one, does not replace the whole.
    if (!quick && only is null)
    {
        Directory.CreateDirectory("benchmarks/results");
        File.WriteAllText($"benchmarks/results/{bench.Name}.md", ResultTable.Page(bench, rows, referee.Rounds));
    }
    all.AddRange(rows);
}
if (json)
{
    Console.WriteLine(ResultTable.Json(all));
}
return 0;
