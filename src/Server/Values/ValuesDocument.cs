using System.Buffers;
using System.Text.Json;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Server.SignIn;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Store;

namespace Populatie.Server.Values;

/// <summary>
/// Figures of one measure in columns, as small as they can be: of all areas in one year (a map) or of one area in all years (a
/// fan). Geometry travels apart. Statistics are null where <c>reason</c> says why.
/// </summary>
internal static class ValuesDocument
{
    private static readonly (string Name, Func<Distribution, double> Of)[] Columns =
    [
        ("mean", s => s.Mean),
        ("p5", s => s.P5),
        ("p25", s => s.P25),
        ("p50", s => s.P50),
        ("p75", s => s.P75),
        ("p95", s => s.P95),
    ];

    /// <summary>Published figures hold no waiting lists.</summary>
    public const string NotPublished = "not_published";

    /// <summary>JSON, UTF-8.</summary>
    /// <param name="sight">What the reader may see; the rest is null, and says so.</param>
    public static byte[] Of(RunView run, ValuesQuery query, Sight sight)
    {
        var figures = Select(run, query, query.Measure);
        var unseen = sight.Unseen(run.Areas, query.Level);
        var reasons = Reasons(run, query, figures, unseen);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("run", query.Run);
            json.WriteString("measure", query.Measure.Name);
            json.WriteString("unit", query.Measure.Unit);
            json.WriteString("level", query.Level.ToName());
            json.WriteString("product", query.Product);
            if (query.Year is { } year)
            {
                json.WriteNumber("year", year);
                json.WriteBoolean("observed", year <= run.LastObserved);
                json.Strings("area", figures.Select(f => f.Area));
            }
            else
            {
                json.WriteString("area", query.Area);
                json.WriteNumber("last_observed", run.LastObserved);
                json.Numbers("year", figures.Select(f => (double?)f.Year));
            }
            if (query.Year is not null)
            {
                json.Numbers("population", Residents(run, query, figures, unseen));
                ValuesScale.Of(run, query, sight).Write(json);
            }
            foreach (var (name, of) in Columns)
            {
                json.Numbers(name, figures.Select((f, i) => reasons[i] is null ? of(f.Spread!) : (double?)null));
            }
            json.Strings("reliability", figures.Select((f, i) => reasons[i] is null ? f.Reliability : null));
            json.Strings("basis", figures.Select(f => f.Basis.ToString().ToLowerInvariant()));
            json.Strings("reason", reasons);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Why figures may not be told; null for those that may.</summary>
    public static List<string?> Reasons(RunView run, ValuesQuery query, List<Figure> figures, HashSet<string> unseen)
    {
        var clients = Protection.NeedsClients(query.Measure)
            ? Select(run, query, Measures.Clients).ToDictionary(f => (f.Area, f.Year), f => f.Spread!.P50)
            : null;
        var isSilent = RunFigures.Silence(run, query.Measure) is not null;
        return figures.ConvertAll(figure =>
        {
            // That an area's count is small is a figure of that area.
            if (unseen.Contains(figure.Area))
            {
                return Sight.Reason;
            }
            var count = clients?.TryGetValue((figure.Area, figure.Year), out var known) == true ? known : (double?)null;
            return isSilent ? NotPublished
                : Protection.Hides(figure, count) ? Protection.Reason
                : null;
        });
    }

    /// <summary>Residents in the middle of the futures, for who wants figures per head; protected like any count.</summary>
    private static IEnumerable<double?> Residents(
        RunView run,
        ValuesQuery query,
        List<Figure> figures,
        HashSet<string> unseen
    )
    {
        var residents = Select(run, query, Measures.Population)
            .Where(f => !unseen.Contains(f.Area) && !Protection.Hides(f, clients: null))
            .ToDictionary(f => f.Area, f => f.Spread!.P50, StringComparer.Ordinal);
        return figures.Select(f => residents.TryGetValue(f.Area, out var count) ? (double?)count : null);
    }

    /// <summary>
    /// Of the areas and years that are asked for; of a measure that the run tells nothing of, those of clients stand for the places
    /// and years, and <see cref="Reasons"/> keeps them back.
    /// </summary>
    public static List<Figure> Select(RunView run, ValuesQuery query, Measure measure) =>
        [
            .. RunFigures.Select(
                run,
                new FigureQuery
                {
                    Measure = RunFigures.Silence(run, measure) is null ? measure.Name : Measures.Clients.Name,
                    Level = query.Level,
                    Area = query.Area,
                    Year = query.Year,
                    Product = measure == Measures.Population ? null : query.Product,
                }
            ),
        ];
}
