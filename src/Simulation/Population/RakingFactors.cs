namespace Populatie.Simulation.Population;

/// <summary>
/// Per wijk and year: by how much arrivals and departures are multiplied so that the central path meets the forecast.
/// Found once, without noise; every replicate uses the same, so a replicate needs no other. Immutable; thread-safe.
/// </summary>
public sealed class RakingFactors
{
    private readonly double[] arrive;
    private readonly double[] leave;
    private readonly int baseYear;
    private readonly int wijkCount;

    internal RakingFactors(int baseYear, int wijkCount, double[] arrive, double[] leave) =>
        (this.baseYear, this.wijkCount, this.arrive, this.leave) = (baseYear, wijkCount, arrive, leave);

    /// <summary>Factor on arrivals; ≥ 0; 1 without a forecast.</summary>
    public double Arrive(int wijk, int year) => arrive[((year - baseYear) * wijkCount) + wijk];

    /// <summary>Factor on departures; ≥ 1, above it only when a wijk shrinks faster than by nobody arriving.</summary>
    public double Leave(int wijk, int year) => leave[((year - baseYear) * wijkCount) + wijk];
}
