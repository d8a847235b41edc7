namespace Populatie.Simulation.Analysis.Backtest;

/// <summary>A way to foresee the clients of wijken from an origin on, as samples of what may come. Thread-safe once made.</summary>
internal abstract class Forecast(string method)
{
    /// <summary>Its name in tables and JSON: a member of <see cref="ForecastMethods"/>.</summary>
    public string Method { get; } = method;

    /// <summary>Draws what may come of a wijk.</summary>
    /// <param name="draws">Shape [Horizon, Member]; each horizon is made ascending.</param>
    /// <param name="points">Shape [Horizon]: the single best guess.</param>
    /// <returns>False when it has nothing to say of this wijk.</returns>
    public abstract bool TryDraw(int wijk, Span<double> draws, Span<double> points);
}

/// <summary>Names of the ways to foresee that are held against each other.</summary>
public static class ForecastMethods
{
    public const string Engine = "populatie";
    public const string LastValue = "last-value";
    public const string LinearTrend = "linear-trend";
    public const string Holt = "holt";
    public const string PerHead = "per-head";
    public const string Demography = "demography-only";

    /// <summary>The simple rules that all wijken have.</summary>
    public static bool IsRival(string method) => method is LastValue or LinearTrend or Holt or PerHead;
}
