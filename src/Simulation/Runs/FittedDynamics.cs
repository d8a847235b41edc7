using Populatie.Analytics.Evidence;
using Populatie.Analytics.Records;
using Populatie.Simulation.Projection;

namespace Populatie.Simulation.Runs;

/// <summary>What a run carries of how requests moved before: what the scenario states, else what the fit found.</summary>
internal static class FittedDynamics
{
    /// <summary>Half of a 90% interval of a normal, in standard errors.</summary>
    private const double Half = 1.645;

    /// <summary>How far an estimate can be believed that rests on a handful of years.</summary>
    private const double Confidence = 0.4;

    public static IEnumerable<(string Name, Assumption Assumption)> Of(ProjectionInputs inputs)
    {
        var (stated, dynamics) = (inputs.Scenario.Uncertainty, inputs.Fit.Dynamics);
        if (stated.WijkVolatility is { } wijk)
        {
            yield return ("uncertainty.wijk-volatility", wijk);
        }
        if (stated.CityVolatility is { } city)
        {
            yield return ("uncertainty.city-volatility", city);
        }
        if (dynamics is null)
        {
            if (stated.WijkVolatility is null)
            {
                yield return ("walks.wijken", RequestWalks.BelievedOfWijken);
            }
            yield break;
        }
        foreach (var act in Enum.GetValues<Act>())
        {
            var (i, name) = ((int)act, act == Act.Wmo ? "wmo" : "jeugd");
            var source = FormattableString.Invariant(
                $"estimated from {dynamics.Seen[i]} yearly changes until {inputs.Fit.LastYear}, beside stated beliefs (populatie fit)"
            );
            if (inputs.Scenario.Growth.Trend)
            {
                var (trend, error) = (dynamics.Trend[i], dynamics.TrendError[i]);
                var (low, high) = (trend - (Half * error), trend + (Half * error));
                yield return ($"walks.trend.{name}", new(trend, low, high, source, Confidence));
            }
            if (stated.CityVolatility is null)
            {
                yield return ($"walks.city.{name}", Certain(dynamics.CityVolatility[i], source));
            }
            if (stated.WijkVolatility is null)
            {
                yield return ($"walks.wijken.{name}", Certain(dynamics.WijkLevel[i], source));
            }
        }
    }

    private static Assumption Certain(double value, string source) => new(value, value, value, source, Confidence);
}
