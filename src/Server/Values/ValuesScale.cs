using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Populatie.Analytics.Evidence;
using Populatie.Server.SignIn;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Store;

namespace Populatie.Server.Values;

/// <summary>
/// Where a scale of colours ends: what all but the largest few areas stay under in the years that are projected. It is the same
/// in every year of a run, so that a colour keeps its meaning when the year changes. Immutable.
/// </summary>
internal sealed class ValuesScale
{
    /// <summary>Share of the figures that lie below the end.</summary>
    private const double Below = 0.97;

    private static readonly (string Name, Func<Distribution, double> Of)[] Quantiles =
    [
        ("p5", s => s.P5),
        ("p25", s => s.P25),
        ("p50", s => s.P50),
        ("p75", s => s.P75),
        ("p95", s => s.P95),
    ];

    private readonly double[] total;
    private readonly double[] perThousand;

    private ValuesScale(double[] total, double[] perThousand) => (this.total, this.perThousand) = (total, perThousand);

    /// <summary>Of open runs: the same for every year that a reader goes to.</summary>
    private static readonly ConditionalWeakTable<RunView, ConcurrentDictionary<object, ValuesScale>> Known = [];

    /// <param name="query">Its year does not matter.</param>
    /// <param name="sight">Areas that the reader sees no figures of have no part in it.</param>
    public static ValuesScale Of(RunView run, ValuesQuery query, Sight sight)
    {
        var all = query with { Year = null };
        return Known
            .GetOrCreateValue(run)
            .GetOrAdd((all, sight), _ => Of(run, all, sight.Unseen(run.Areas, all.Level)));
    }

    private static ValuesScale Of(RunView run, ValuesQuery all, HashSet<string> unseen)
    {
        var residents = ValuesDocument
            .Select(run, all, Measures.Population)
            .ToDictionary(f => (f.Area, f.Year), f => f.Spread!.P50);
        var figures = ValuesDocument
            .Select(run, all, all.Measure)
            .Where(_ => RunFigures.Silence(run, all.Measure) is null)
            .Where(f => f.Basis is Basis.Estimated && !unseen.Contains(f.Area))
            .ToList();
        var perHead = figures
            .Select(f => (f.Spread, Residents: residents.GetValueOrDefault((f.Area, f.Year))))
            .Where(f => f.Residents > 0)
            .ToList();
        return new(
            [.. Quantiles.Select(q => End([.. figures.Select(f => q.Of(f.Spread!))]))],
            [.. Quantiles.Select(q => End([.. perHead.Select(f => q.Of(f.Spread!) * 1000 / f.Residents)]))]
        );
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("scale");
        Write(json, "total", total);
        Write(json, "per_1000", perThousand);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, double[] ends)
    {
        json.WriteStartObject(name);
        for (var i = 0; i < ends.Length; i++)
        {
            json.WriteNumber(Quantiles[i].Name, Math.Round(ends[i], 3));
        }
        json.WriteEndObject();
    }

    private static double End(double[] values)
    {
        Array.Sort(values);
        return values.Length == 0 ? 0 : values[(int)(values.Length * Below)];
    }
}
