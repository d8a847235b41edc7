using System.Buffers;
using System.Text.Json;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Server.Contracts;
using Populatie.Server.SignIn;
using Populatie.Server.Values;
using Populatie.Simulation.Analysis.Bridge;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Store;

namespace Populatie.Server.Report;

/// <summary>One run that a report tells of.</summary>
/// <param name="Demand">Tells ages apart in its bridge; null where that cannot be told.</param>
/// <param name="Verdict">What a look back found of its base, in words; null when nobody looked.</param>
public sealed record ReportRun(RunView View, DemandPath? Demand, string? Verdict);

/// <summary>What a report is of.</summary>
/// <param name="Runs">The first is told in full; the others are held against it.</param>
/// <param name="Gemeente">Code; null for the first of the first run.</param>
/// <param name="Year">A projected year, of which the wijken are told.</param>
/// <param name="Map">Null where there is none of these areas.</param>
public sealed record ReportSubject(
    IReadOnlyList<ReportRun> Runs,
    string? Gemeente,
    int Year,
    Language Language,
    AreaSet? Map
);

/// <summary>
/// The figures of a report as one JSON document: answers of the server, word for word, so that small counts are protected in the same
/// place and the page's own charts can draw them. The same runs give the same bytes.
/// </summary>
public static class ReportDocument
{
    private static readonly (Measure Measure, string Product)[] Fans =
    [
        (Measures.Clients, "Wmo"),
        (Measures.Clients, "Jeugd"),
        (Measures.Unmet, "all"),
        (Measures.Waiting, "all"),
        (Measures.Fte, "all"),
        (Measures.CostReal, "Wmo"),
        (Measures.CostReal, "Jeugd"),
        (Measures.CostNominal, "all"),
    ];

    private static readonly Measure[] OfWijken =
    [
        Measures.Population,
        Measures.Clients,
        Measures.Waiting,
        Measures.Unmet,
        Measures.CostReal,
    ];

    private static readonly Measure[] Compared =
    [
        Measures.Unmet,
        Measures.WaitingOverNorm,
        Measures.Clients,
        Measures.CostReal,
    ];

    /// <summary>JSON, UTF-8.</summary>
    /// <exception cref="UsageException">A run does not have the gemeente or the year.</exception>
    public static byte[] Of(ReportSubject subject)
    {
        var first = subject.Runs[0].View;
        var gemeente = GemeenteOf(first, subject.Gemeente);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("language", subject.Language == Language.Dutch ? "nl" : "en");
            json.WriteString("gemeente", gemeente.Code);
            json.WriteString("gemeente_name", gemeente.Name);
            json.WriteNumber("year", subject.Year);
            Raw(json, "wijken", WijkenOf(first, gemeente.Code));
            json.WriteStartArray("runs");
            foreach (var run in subject.Runs)
            {
                Write(json, run, subject, gemeente.Code);
            }
            json.WriteEndArray();
            json.WriteStartArray("comparisons");
            foreach (var run in subject.Runs.Skip(1))
            {
                json.WriteRawValue(TableJson.Of(Comparison(first, run.View, gemeente.Code, subject.Language)));
            }
            json.WriteEndArray();
            if (
                subject.Map is { } map
                && ReportMap.Of(map, WijkenOf(first, gemeente.Code), subject.Language) is { } drawn
            )
            {
                Raw(json, "map", drawn);
            }
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A run by itself.</summary>
    private static void Write(Utf8JsonWriter json, ReportRun run, ReportSubject subject, string gemeente)
    {
        var view = run.View;
        json.WriteStartObject();
        json.WritePropertyName("details");
        json.WriteRawValue(JsonSerializer.SerializeToUtf8Bytes(RunDetails.Of(view), ContractJson.Default.RunDetails));
        json.WriteStartArray("series");
        foreach (var (measure, product) in Fans.Where(f => Has(view, f.Measure, f.Product)))
        {
            json.WriteRawValue(
                ValuesDocument.Of(view, ValuesQuery.Of(view, measure.Name, null, null, product, gemeente), Sight.All)
            );
        }
        json.WriteEndArray();
        json.WriteStartArray("values");
        if (view.Has(AreaLevel.Wijk))
        {
            var year = FormattableString.Invariant($"{subject.Year}");
            foreach (var measure in OfWijken.Where(m => Has(view, m, "all")))
            {
                json.WriteRawValue(
                    ValuesDocument.Of(view, ValuesQuery.Of(view, measure.Name, year, "wijk", "all"), Sight.All)
                );
            }
        }
        json.WriteEndArray();
        if (BindingTable.HasQueues(view))
        {
            WriteWaiting(json, view, subject.Year, gemeente);
        }
        Raw(json, "growth", GrowthDocument.Of(GrowthAnswer.Of(new(Gemeente: gemeente), null, view, null)));
        json.WriteStartArray("bridges");
        foreach (var money in new[] { MoneyBasis.Real, MoneyBasis.Nominal })
        {
            json.WriteRawValue(TableJson.Of(BridgeOf(run, gemeente, money)));
        }
        json.WriteEndArray();
        if (run.Verdict is { } verdict)
        {
            json.WriteString("verdict", verdict);
        }
        json.WriteEndObject();
    }

    private static void WriteWaiting(Utf8JsonWriter json, RunView view, int year, string gemeente)
    {
        var wijken = WijkenOf(view, gemeente).Select(w => w.Code).ToHashSet(StringComparer.Ordinal);
        Raw(
            json,
            "binding",
            view.Has(AreaLevel.Wijk)
                ? [.. BindingTable.Of(view, AreaLevel.Wijk, [year]).Where(r => wijken.Contains(r.Area))]
                : Array.Empty<BindingRow>()
        );
        var areas = view.Areas.AreasAt(AreaLevel.Gemeente);
        var at = Enumerable
            .Range(0, areas.Length)
            .First(a => string.Equals(areas[a].Code, gemeente, StringComparison.Ordinal));
        Raw(
            json,
            "norm",
            BindingTable
                .OverNorm(view, AreaLevel.Gemeente, at)
                .Select(y => new NormYear(y.Year, y.OverNorm, y.Requests))
        );
    }

    /// <summary>From the last observed year, unless too few clients stand behind it.</summary>
    private static GrowthBridge BridgeOf(ReportRun run, string gemeente, MoneyBasis money)
    {
        var query = new BridgeQuery(Area: gemeente, Money: money);
        var bridge = BridgeTable.Of(run.View, query, run.Demand);
        return Protection.Hides(run.View, bridge)
            ? BridgeTable.Of(run.View, query with { From = run.View.FirstProjected }, run.Demand)
            : bridge;
    }

    private static object Comparison(RunView a, RunView b, string gemeente, Language language)
    {
        try
        {
            var known = Compared.Where(m => Has(a, m, "all") && Has(b, m, "all")).Select(m => m.Name);
            var last = Math.Min(a.LastProjected, b.LastProjected);
            return ComparisonTable.Of(
                a,
                b,
                new()
                {
                    Area = gemeente,
                    Measures = [.. known],
                    Years = [.. Enumerable.Range(a.FirstProjected, last - a.FirstProjected + 1)],
                }
            );
        }
        catch (UsageException refused)
        {
            return new Refused(
                a.Card.Id,
                b.Card.Id,
                a.Card.Scenario.Name,
                b.Card.Scenario.Name,
                refused.Text.In(language)
            );
        }
    }

    private static bool Has(RunView run, Measure measure, string product) =>
        run.Card.MeasureNames.Contains(measure.Name, StringComparer.Ordinal)
        && (measure != Measures.Waiting || BindingTable.HasQueues(run))
        && run.Axis.Any(o => string.Equals(run.Products.Codes[o], product, StringComparison.Ordinal));

    private static Area GemeenteOf(RunView run, string? code) =>
        run.Areas.AreasAt(AreaLevel.Gemeente)
            .Where(a => !a.IsUnknown && (code is null || string.Equals(a.Code, code, StringComparison.Ordinal)))
            .Select(a => (Area?)a)
            .FirstOrDefault()
        ?? throw new UsageException(
            new($"{run.Card.Id} has no gemeente {code}", $"{run.Card.Id} heeft geen gemeente {code}")
        );

    private static Named[] WijkenOf(RunView run, string gemeente)
    {
        var inside = run
            .Areas.Buurten.Where(b => string.Equals(b.GemeenteCode, gemeente, StringComparison.Ordinal))
            .Select(b => b.WijkCode)
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. run
                .Areas.AreasAt(AreaLevel.Wijk)
                .Where(w => !w.IsUnknown && inside.Contains(w.Code))
                .Select(w => new Named(w.Code, w.Name)),
        ];
    }

    private static void Raw<T>(Utf8JsonWriter json, string name, T value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(TableJson.Of(value));
    }

    internal sealed record Named(string Code, string Name);

    private sealed record NormYear(int Year, double OverNorm, double Requests);

    /// <summary>Two runs that are not the same futures: they stand beside each other, and are not compared.</summary>
    private sealed record Refused(string A, string B, string ScenarioA, string ScenarioB, string Why);
}
