using Populatie.Analytics.Evidence;
using Populatie.Simulation.Projection;

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
}
