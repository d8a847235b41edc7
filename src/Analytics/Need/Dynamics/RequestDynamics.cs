namespace Populatie.Analytics.Need.Dynamics;

/// <summary>
/// How requests move from year to year, beside residents and their ages: a lasting growth that fades, shocks that all products
/// of an act share, and shocks of wijken. Of logarithms of request rates, per year. P products, W wijken, two acts. Immutable.
/// Method: docs/method/dynamics.md.
/// </summary>
public sealed record RequestDynamics
{
    public const int Acts = 2;

    /// <summary>Shape [P]: where the rate stands at the end of the last year against the stored mean of the window.</summary>
    public required double[] Level { get; init; }

    /// <summary>Shape [P]: standard error of that, beyond what the counts of the window tell.</summary>
    public required double[] LevelError { get; init; }

    /// <summary>Shape [Act]: lasting growth of all products of an act, and its standard error.</summary>
    public required double[] Trend { get; init; }

    public required double[] TrendError { get; init; }

    /// <summary>Shape [P]: lasting growth of a product beside that of its act, and its standard error.</summary>
    public required double[] OwnTrend { get; init; }

    public required double[] OwnTrendError { get; init; }

    /// <summary>What is left of a lasting growth a year later, in [0, 1].</summary>
    public required double Damping { get; init; }

    /// <summary>Shape [Act]: standard deviation of a yearly shock that all products of an act share.</summary>
    public required double[] CityVolatility { get; init; }

    /// <summary>
    /// Shape [G, Act]: standard deviation of a yearly shock that all wijken of a gemeente share, beside that of the act; empty
    /// where the city is a single gemeente, whose shock is that of the act.
    /// </summary>
    public double[] GemeenteVolatility { get; init; } = [];

    /// <summary>Shape [Act] and [P]: standard deviation of what a year has and the next has not, of an act and of a product beside it.</summary>
    public required double[] CityMoment { get; init; }

    public required double[] OwnMoment { get; init; }

    /// <summary>Shape [Act]: standard deviation of a yearly shock of the largest wijken, beside the city.</summary>
    public required double[] WijkLevel { get; init; }

    /// <summary>Shape [Act]: what small wijken have more: variance times requests per year.</summary>
    public required double[] WijkTurnover { get; init; }

    /// <summary>Shape [W, Act]: where a wijk stands at the end of the last year against its mean of the window.</summary>
    public required double[] WijkOffset { get; init; }

    /// <summary>Shape [W, Act]: standard error of that, beyond what the counts of the window tell.</summary>
    public required double[] WijkOffsetError { get; init; }

    /// <summary>Shape [W, Act]: standard deviation of a yearly shock of each wijk.</summary>
    public required double[] WijkVolatility { get; init; }

    /// <summary>Shape [W, Act]: standard deviation of what a year has and the next has not, in each wijk, beside chance.</summary>
    public required double[] WijkMoment { get; init; }

    /// <summary>
    /// Shape [Act], in [0, 1): 0 where all of this is of requests. Else it is of use, as published tables show it, and this is the
    /// share of a year's clients who were clients already: see <see cref="RequestsFor"/>.
    /// </summary>
    public required double[] Inertia { get; init; }

    /// <summary>Shape [Act]: yearly changes of the city that were seen.</summary>
    public required double[] Seen { get; init; }

    /// <summary>Nothing moves, and nothing was seen: to be filled with what is learnt.</summary>
    internal static RequestDynamics Still(int products, int wijken, double damping) =>
        new()
        {
            Level = new double[products],
            LevelError = new double[products],
            Trend = new double[Acts],
            TrendError = new double[Acts],
            OwnTrend = new double[products],
            OwnTrendError = new double[products],
            Damping = damping,
            CityVolatility = new double[Acts],
            CityMoment = new double[Acts],
            OwnMoment = new double[products],
            WijkLevel = new double[Acts],
            WijkTurnover = new double[Acts],
            WijkOffset = new double[wijken * Acts],
            WijkOffsetError = new double[wijken * Acts],
            WijkVolatility = new double[wijken * Acts],
            WijkMoment = new double[wijken * Acts],
            Inertia = new double[Acts],
            Seen = new double[Acts],
        };

    /// <summary>
    /// What requests must be for use to go from one level to the next within a year, when a share of its clients stays: use(t) =
    /// inertia × use(t − 1) + (1 − inertia) × requests(t). Where use falls by more than leave, nobody asks.
    /// </summary>
    /// <returns>≥ 0; 1 where use stays at 1.</returns>
    public static double RequestsFor(double use, double before, double inertia) =>
        inertia > 0 ? Math.Max(0, (use - (inertia * before)) / (1 - inertia)) : use;

    /// <summary>So many years of a lasting growth that fades: d + d² + … + dʰ.</summary>
    public static double Reach(double damping, int years)
    {
        var (left, sum) = (1.0, 0.0);
        for (var year = 0; year < years; year++)
        {
            left *= damping;
            sum += left;
        }
        return sum;
    }
}
