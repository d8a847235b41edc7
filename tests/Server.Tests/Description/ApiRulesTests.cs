using System.Text.Json;
using System.Text.Json.Nodes;
using Populatie.Server.Tests.Oracles;

namespace Populatie.Server.Tests.Description;

/// <summary>The description against the Dutch API Design Rules, and the rules against descriptions that break them.</summary>
[Collection(ServerCollection.Name)]
public sealed class ApiRulesTests(RunningServer server)
{
    private const string Linter = "node_modules/@stoplight/spectral-cli/dist/index.js";

    /// <summary>How to break each rule.</summary>
    private static readonly Dictionary<string, Action<JsonNode>> Broken = new(StringComparer.Ordinal)
    {
        ["openapi-version"] = d => d["openapi"] = "3.1.0",
        ["version-semantic"] = d => d["info"]!["version"] = "1",
        ["contact"] = d => d["info"]!["contact"]!.AsObject().Remove("url"),
        ["licence"] = d => d["info"]!.AsObject().Remove("license"),
        ["version-in-address"] = d => Move(d, "/v1/runs", "/runs"),
        ["no-trailing-slash"] = d => Move(d, "/v1/runs", "/v1/runs/"),
        ["path-kebab-case"] = d => Move(d, "/v1/runs", "/v1/allRuns"),
        ["path-nouns"] = d => Move(d, "/v1/runs", "/v1/get-runs"),
        ["no-query-in-path"] = d => Move(d, "/v1/runs", "/v1/runs?all=1"),
        ["known-methods"] = d => d["paths"]!["/v1/runs"]!["trace"] = d["paths"]!["/v1/runs"]!["get"]!.DeepClone(),
        ["operation-named"] = d => Runs(d)["operationId"] = "list-runs",
        ["operation-summary"] = d => Runs(d)["summary"] = "The runs that there are.",
        ["operation-one-tag"] = d => Runs(d)["tags"] = new JsonArray("runs", "areas"),
        ["api-version-header"] = d => Runs(d)["responses"]!["200"]!["headers"]!.AsObject().Remove("API-Version"),
        ["answer-has-headers"] = d => Runs(d)["responses"]!["200"]!.AsObject().Remove("headers"),
        ["answer-default"] = d => Runs(d)["responses"]!.AsObject().Remove("default"),
        ["faults-are-problems"] = d => Move(Fault(d)["content"]!, "application/problem+json", "text/html"),
        ["problem-members"] = d => Problem(d)["properties"]!.AsObject().Remove("detail"),
        ["missing-is-404"] = d => Run(d)["responses"]!.AsObject().Remove("404"),
        ["reads-can-be-bad"] = d => Values(d)["responses"]!.AsObject().Remove("400"),
        ["body-faults"] = d => Add(d)["responses"]!.AsObject().Remove("415"),
        ["reads-send-nothing"] = d => Runs(d)["requestBody"] = Add(d)["requestBody"]!.DeepClone(),
        ["etag-and-304"] = d => Runs(d)["responses"]!.AsObject().Remove("304"),
        ["parameter-told"] = d => Values(d)["parameters"]![0]!.AsObject().Remove("example"),
        ["parameter-limits"] = d => Values(d)["parameters"]![2]!["schema"]!.AsObject().Remove("maximum"),
        ["query-names"] = d => Values(d)["parameters"]![4]!["name"] = "productCode",
        ["no-secrets-in-address"] = d => Values(d)["parameters"]![4]!["name"] = "bsn",
        ["relative-server"] = d => d["servers"]![0]!["url"] = "http://127.0.0.1:5080",
    };

    [NodeFact]
    [Trait("Speed", "slow")]
    public async Task The_description_keeps_every_rule_and_every_rule_can_be_broken()
    {
        var folder = Directory.CreateTempSubdirectory("populatie-rules-");
        try
        {
            var text = await server.Client.GetStringAsync("/openapi.json");
            var files = new List<string> { Write(folder, "kept", text) };
            foreach (var (rule, breaks) in Broken)
            {
                var document = JsonNode.Parse(text)!;
                breaks(document);
                document.ToJsonString().ShouldNotBe(JsonNode.Parse(text)!.ToJsonString(), $"{rule} breaks nothing");
                files.Add(Write(folder, rule, document.ToJsonString()));
            }
            var findings = await Lint(files);
            findings.Where(f => f.File is "kept").Select(f => $"{f.Rule}: {f.Message}").ShouldBeEmpty();
            foreach (var rule in Broken.Keys)
            {
                findings
                    .Where(f => string.Equals(f.File, rule, StringComparison.Ordinal))
                    .Select(f => f.Rule)
                    .ShouldContain(rule, $"a description that breaks {rule} passes");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Every_rule_has_a_description_that_breaks_it()
    {
        var rules = File.ReadLines(Path.Combine(Node.Folder, "api-rules.yaml"))
            .SkipWhile(l => l is not "rules:")
            .Where(l => l.StartsWith("  ", StringComparison.Ordinal) && l[2] is >= 'a' and <= 'z')
            .Where(l => !l.EndsWith("off", StringComparison.Ordinal))
            .Select(l => l.Trim().TrimEnd(':'))
            .ToList();
        rules.Count.ShouldBeGreaterThan(20);
        Broken.Keys.Order(StringComparer.Ordinal).ShouldBe(rules.Order(StringComparer.Ordinal));
    }

    private static JsonNode Runs(JsonNode d) => d["paths"]!["/v1/runs"]!["get"]!;

    private static JsonNode Run(JsonNode d) => d["paths"]!["/v1/runs/{id}"]!["get"]!;

    private static JsonNode Values(JsonNode d) => d["paths"]!["/v1/runs/{id}/values/{measure}/{year}"]!["get"]!;

    private static JsonNode Add(JsonNode d) => d["paths"]!["/v1/scenarios"]!["post"]!;

    private static JsonNode Fault(JsonNode d) => d["components"]!["responses"]!["NotFound"]!;

    private static JsonNode Problem(JsonNode d) => d["components"]!["schemas"]!["Problem"]!;

    private static void Move(JsonNode parent, string from, string to)
    {
        var members = parent["paths"]?.AsObject() ?? parent.AsObject();
        var moved = members[from]!.DeepClone();
        members.Remove(from);
        members[to] = moved;
    }

    private static string Write(DirectoryInfo folder, string name, string text)
    {
        var path = Path.Combine(folder.FullName, name + ".json");
        File.WriteAllText(path, text);
        return path;
    }

    private static async Task<List<(string File, string Rule, string Message)>> Lint(List<string> files)
    {
        var output = await Node.Run(
            Linter,
            ["lint", "--ruleset", "api-rules.yaml", "--format", "json", "--quiet", .. files]
        );
        using var found = JsonDocument.Parse(output[output.IndexOf('[', StringComparison.Ordinal)..]);
        return
        [
            .. found
                .RootElement.EnumerateArray()
                .Select(f =>
                    (
                        Path.GetFileNameWithoutExtension(f.GetProperty("source").GetString()!),
                        f.GetProperty("code").GetString()!,
                        f.GetProperty("message").GetString()!
                    )
                ),
        ];
    }
}
