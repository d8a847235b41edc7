using System.Buffers;
using System.Text.Json;
using Populatie.Analytics.Areas;
using Populatie.Server.SignIn;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Store;

namespace Populatie.Server.Values;

/// <summary>
/// Middles of one measure of all areas of a level in all years, so that one area can be held beside its peers with one request.
/// Area after area, and within an area year after year. Protected as any other document.
/// </summary>
internal static class PeersDocument
{
    /// <summary>JSON, UTF-8.</summary>
    /// <param name="sight">What the reader may see; the rest is null, and says so.</param>
    public static byte[] Of(RunView run, ValuesQuery query, Sight sight)
    {
        var figures = ValuesDocument.Select(run, query, query.Measure);
        var unseen = sight.Unseen(run.Areas, query.Level);
        var reasons = ValuesDocument.Reasons(run, query, figures, unseen);
        var told = figures
            .Zip(reasons)
            .ToDictionary(f => (f.First.Area, f.First.Year), f => (f.First.Spread!.P50, Reason: f.Second));
        var residents = ValuesDocument
            .Select(run, query, Measures.Population)
            .Where(f => !unseen.Contains(f.Area) && !Protection.Hides(f, clients: null))
            .ToDictionary(f => (f.Area, f.Year), f => f.Spread!.P50);
        var areas = run.Areas.AreasAt(query.Level).Select(a => a.Code).ToList();
        var years = Enumerable.Range(run.FirstObserved, run.LastProjected - run.FirstObserved + 1).ToList();
        var places = areas.SelectMany(area => years.Select(year => (area, year))).ToList();
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("run", query.Run);
            json.WriteString("measure", query.Measure.Name);
            json.WriteString("unit", query.Measure.Unit);
            json.WriteString("level", query.Level.ToName());
            json.WriteString("product", query.Product);
            json.WriteNumber("last_observed", run.LastObserved);
            json.Numbers("year", years.Select(y => (double?)y));
            json.Strings("area", areas);
            json.Numbers("population", places.Select(p => residents.TryGetValue(p, out var r) ? (double?)r : null));
            json.Numbers(
                "p50",
                places.Select(p => told.TryGetValue(p, out var f) && f.Reason is null ? (double?)f.P50 : null)
            );
            json.Strings("reason", places.Select(p => told.TryGetValue(p, out var f) ? f.Reason : null));
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
