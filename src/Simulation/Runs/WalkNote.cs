using Populatie.Analytics.Need;
using Populatie.Analytics.Need.Dynamics;
using Populatie.Analytics.Records;
using Populatie.Simulation.Projection;

namespace Populatie.Simulation.Runs;

/// <summary>
/// How far the city's requests in the last year lie apart over the futures for what the fit found of years before alone: where
/// rates stand, how they go on growing, and yearly shocks. Standard deviations of logarithms.
/// </summary>
public sealed record WalkNote(double Wmo, double Jeugd)
{
    public double Of(Act act) => act == Act.Wmo ? Wmo : Jeugd;

    /// <returns>Null where the fit knows no dynamics, or nothing in the parameters is uncertain.</returns>
    internal static WalkNote? Of(ProjectionInputs inputs) =>
        inputs.Fit.Dynamics is { } dynamics && inputs.Scenario.Uncertainty.Parameters
            ? new(Spread(inputs, dynamics, Act.Wmo), Spread(inputs, dynamics, Act.Jeugd))
            : null;

    private static double Spread(ProjectionInputs inputs, RequestDynamics dynamics, Act act)
    {
        var (fit, scenario, years) = (inputs.Fit, inputs.Scenario, inputs.Scenario.YearCount);
        var reach = scenario.Growth.Trend ? RequestDynamics.Reach(dynamics.Damping, years) : 0;
        var products = Enumerable.Range(0, fit.Products.ProductCount).Where(p => fit.Products.Products[p].Act == act);
        var (own, all) = (0.0, 0.0);
        foreach (var product in products)
        {
            var requests = Requests(fit, product);
            var variance =
                Square(dynamics.LevelError[product])
                + Square(reach * dynamics.OwnTrendError[product])
                + (years * Square(fit.RateVolatility[product]))
                + Square(dynamics.OwnMoment[product]);
            (own, all) = (own + (requests * requests * variance), all + requests);
        }
        var city = scenario.Uncertainty.CityVolatility?.Value ?? dynamics.CityVolatility[(int)act];
        var shared =
            Square(reach * dynamics.TrendError[(int)act])
            + ((years + Impulse(dynamics.Inertia[(int)act])) * Square(city))
            + Square(dynamics.CityMoment[(int)act]);
        return Math.Sqrt(shared + (all > 0 ? own / (all * all) : 0));
    }

    /// <summary>Where shocks are of use, requests of the last year follow its own shock 1 ÷ (1 − inertia) times.</summary>
    private static double Impulse(double inertia) => Square(1 / (1 - inertia)) - 1;

    private static double Requests(Fit fit, int product)
    {
        double sum = 0;
        for (var at = product; at < fit.Observed.Length; at += fit.Products.ProductCount)
        {
            sum += fit.Observed[at];
        }
        return sum;
    }

    private static double Square(double value) => value * value;
}
