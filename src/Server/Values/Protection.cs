using Populatie.Analytics.Evidence;
using Populatie.Server.Problems;
using Populatie.Simulation.Analysis.Bridge;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Store;

namespace Populatie.Server.Values;

/// <summary>
/// Keeps small observed counts inside: under ten they may point at people. A count is held against its own size; hours, money
/// and weeks against the number of clients behind them. What was published is public already, and futures are of nobody.
/// </summary>
internal static class Protection
{
    /// <summary>Counts below this are not told.</summary>
    public const int Least = 10;

    /// <summary>As documents call it.</summary>
    public const string Reason = "protected";

    private static readonly HashSet<string> CountUnits = new(StringComparer.Ordinal)
    {
        "persons",
        "spells",
        "requests",
        "needs",
        "person_weeks",
    };

    /// <param name="clients">Clients of the same area, product and year; null where that is not known.</param>
    public static bool Hides(Figure figure, double? clients)
    {
        if (figure.Basis is Basis.Published or Basis.Estimated or Basis.Assumed)
        {
            return false;
        }
        var count = CountUnits.Contains(figure.Unit) ? figure.Spread?.P50 ?? figure.Value : clients;
        return count is null or < Least;
    }

    /// <summary>Whether a measure needs the clients behind it.</summary>
    public static bool NeedsClients(Measure measure) => !CountUnits.Contains(measure.Unit);

    /// <summary>Whether fewer than ten clients stand behind an observed end of one of the parts of a bridge.</summary>
    public static bool Hides(RunView run, GrowthBridge bridge) => Hidden(run, bridge) is not null;

    /// <exception cref="ApiFault">Too few clients stand behind a bridge.</exception>
    public static void Check(RunView run, GrowthBridge bridge)
    {
        if (Hidden(run, bridge) is var (product, year))
        {
            throw new ApiFault(
                422,
                new(
                    $"too few clients of {product} in {year} to tell; choose a larger area",
                    $"te weinig cliënten van {product} in {year} om te tonen; kies een groter gebied"
                )
            );
        }
    }

    private static (string Product, int Year)? Hidden(RunView run, GrowthBridge bridge)
    {
        foreach (var year in new[] { bridge.From, bridge.To }.Where(y => y <= run.LastObserved))
        {
            foreach (var part in bridge.Parts)
            {
                var query = new FigureQuery
                {
                    Measure = Measures.Clients.Name,
                    Level = bridge.Level,
                    Area = bridge.Area,
                    Year = year,
                    Product = part.Product,
                };
                if (RunFigures.Select(run, query).Any(f => Hides(f, clients: null)))
                {
                    return (part.Product, year);
                }
            }
        }
        return null;
    }
}
