using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Need.Dynamics;
using Populatie.Analytics.Need.Sources;
using Populatie.Analytics.Numerics;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Chance;
using Populatie.Simulation.Steps;

namespace Populatie.Simulation.Projection;

/// <summary>
/// How request rates move through the years of eight replicates: where they stand, lasting growth that fades, and shocks of acts,
/// products and wijken. The mean of each level is that of its central path (law P13): half of every variance is taken off.
/// Method: docs/method/dynamics.md.
/// </summary>
internal sealed class RequestWalks(ProjectionInputs inputs, CellPlan plan, ParameterSource source)
{
    private const int Lanes = Block8.Size;

    /// <summary>What all products of an act share has cells of its own beside those of products.</summary>
    private const uint ActCell = 1 << 16;

    /// <summary>A wijk has one walk per act; after them come those of gemeenten.</summary>
    private const uint ActOfWijk = 1 << 20;

    /// <summary>Where a fit tells nothing of wijken: 1/√yr.</summary>
    internal static Assumption BelievedOfWijken => FitAssumptionsReader.Embedded.Dynamics.WijkVolatility;

    private readonly int years = inputs.Scenario.YearCount;

    /// <summary>Shape [Slot, Year, Lane]: of the city, times growth for other reasons.</summary>
    public double[] City()
    {
        var (fit, scenario) = (inputs.Fit, inputs.Scenario);
        var levels = new double[plan.Used.Length * years * Lanes];
        Span<double> other = stackalloc double[Lanes];
        new ParameterDraw(source).Within(scenario.Growth.Other, Purpose.OtherGrowth, other);
        var shared = Shared();
        for (var slot = 0; slot < plan.Used.Length; slot++)
        {
            var product = plan.Used[slot];
            var own = levels.AsSpan(slot * years * Lanes, years * Lanes);
            if (fit.Dynamics is { } dynamics)
            {
                shared[(int)fit.Products.Products[product].Act].CopyTo(own);
                Add(own, (uint)product, draw: 0, dynamics.Level[product], dynamics.LevelError[product], _ => 1);
                if (scenario.Growth.Trend)
                {
                    var (trend, error) = (dynamics.OwnTrend[product], dynamics.OwnTrendError[product]);
                    Add(own, (uint)product, draw: 1, trend, error, y => RequestDynamics.Reach(dynamics.Damping, y + 1));
                }
            }
            var moment = fit.Dynamics?.OwnMoment[product] ?? 0;
            Walk(own, (uint)product, Purpose.CityWalk, fit.RateVolatility[product], moment);
            ToRequests(own, (int)fit.Products.Products[product].Act);
            for (var lane = 0; lane < Lanes; lane++)
            {
                var grown = 1.0;
                for (var year = 0; year < years; year++)
                {
                    grown *= 1 + other[lane];
                    own[(year * Lanes) + lane] *= grown;
                }
            }
        }
        return levels;
    }

    /// <summary>Shape [Act, Wijk, Year, Lane]: beside the city.</summary>
    public double[] Wijken()
    {
        var (fit, stated) = (inputs.Fit, inputs.Scenario.Uncertainty.WijkVolatility);
        var wijken = fit.Areas.WijkCount;
        var levels = new double[RequestDynamics.Acts * wijken * years * Lanes];
        var gemeenten = Gemeenten();
        var gemeenteOf = GemeenteOfWijk();
        for (var act = 0; act < RequestDynamics.Acts; act++)
        {
            for (var wijk = 0; wijk < wijken; wijk++)
            {
                var own = levels.AsSpan(((act * wijken) + wijk) * years * Lanes, years * Lanes);
                var at = (wijk * RequestDynamics.Acts) + act;
                var cell = (uint)wijk + ((uint)act * ActOfWijk);
                if (gemeenten.Length > 0)
                {
                    gemeenten[(gemeenteOf[wijk] * RequestDynamics.Acts) + act].CopyTo(own);
                }
                if (fit.Dynamics is { } dynamics)
                {
                    var (offset, error) = (dynamics.WijkOffset[at], dynamics.WijkOffsetError[at]);
                    Add(own, cell, draw: 2, offset, error, _ => 1);
                }
                var volatility = stated?.Value ?? fit.Dynamics?.WijkVolatility[at] ?? BelievedOfWijken.Value;
                Walk(own, cell, Purpose.WijkWalk, volatility, fit.Dynamics?.WijkMoment[at] ?? 0);
                ToRequests(own, act);
            }
        }
        return levels;
    }

    /// <summary>
    /// Shape [Gemeente × Act][Year, Lane]: shocks that the wijken of each gemeente share, as logarithms; empty where there are
    /// none, or the scenario states one volatility for all.
    /// </summary>
    private double[][] Gemeenten()
    {
        var spreads = inputs.Scenario.Uncertainty.CityVolatility is null
            ? inputs.Fit.Dynamics?.GemeenteVolatility ?? []
            : [];
        var paths = new double[spreads.Length][];
        for (var i = 0; i < paths.Length; i++)
        {
            paths[i] = new double[years * Lanes];
            var (gemeente, act) = Math.DivRem(i, RequestDynamics.Acts);
            var cell = (uint)gemeente + ((uint)(RequestDynamics.Acts + act) * ActOfWijk);
            Walk(paths[i], cell, Purpose.WijkWalk, spreads[i], 0);
        }
        return paths;
    }

    private int[] GemeenteOfWijk()
    {
        var areas = inputs.Fit.Areas;
        var (wijken, gemeenten) = (areas.OfLeaf(AreaLevel.Wijk), areas.OfLeaf(AreaLevel.Gemeente));
        var found = new int[areas.WijkCount];
        for (var buurt = 0; buurt < areas.BuurtCount; buurt++)
        {
            found[wijken[buurt]] = gemeenten[buurt];
        }
        return found;
    }

    /// <summary>From logarithms to levels of requests; where they are of use, to the requests that bring it about.</summary>
    private void ToRequests(Span<double> path, int act)
    {
        var inertia = inputs.Fit.Dynamics?.Inertia[act] ?? 0;
        for (var lane = 0; lane < Lanes; lane++)
        {
            var before = 1.0;
            for (var year = 0; year < years; year++)
            {
                ref var level = ref path[(year * Lanes) + lane];
                var here = FixedMath.Exp(level);
                (level, before) = (RequestDynamics.RequestsFor(here, before, inertia), here);
            }
        }
    }

    /// <summary>Per act: trend and shocks that its products share; logarithms, shape [Year, Lane].</summary>
    private double[][] Shared()
    {
        if (inputs.Fit.Dynamics is not { } dynamics)
        {
            return [];
        }
        return
        [
            .. Enumerable
                .Range(0, RequestDynamics.Acts)
                .Select(act =>
                {
                    var path = new double[years * Lanes];
                    var cell = ActCell + (uint)act;
                    if (inputs.Scenario.Growth.Trend)
                    {
                        var (trend, error) = (dynamics.Trend[act], dynamics.TrendError[act]);
                        Add(path, cell, 1, trend, error, y => RequestDynamics.Reach(dynamics.Damping, y + 1));
                    }
                    var stated = inputs.Scenario.Uncertainty.CityVolatility;
                    var volatility = stated?.Value ?? dynamics.CityVolatility[act];
                    Walk(path, cell, Purpose.CityWalk, volatility, dynamics.CityMoment[act]);
                    return path;
                }),
        ];
    }

    /// <summary>Adds what is known with an error, so many times in each year.</summary>
    private void Add(Span<double> path, uint cell, uint draw, double mean, double error, Func<int, double> times)
    {
        Span<double> normal = stackalloc double[Lanes];
        normal.Clear();
        var draws = error > 0 ? source.DrawsFor((uint)Purpose.Trend) : null;
        draws?.Normal(new(cell, 0, (uint)Purpose.Trend, draw), normal);
        for (var year = 0; year < years; year++)
        {
            var reach = times(year);
            var half = draws is null ? 0 : reach * error * (reach * error) / 2;
            for (var lane = 0; lane < Lanes; lane++)
            {
                path[(year * Lanes) + lane] += (reach * (mean + (error * normal[lane]))) - half;
            }
        }
    }

    /// <summary>Adds a walk of yearly shocks, and what each year has by itself.</summary>
    private void Walk(Span<double> path, uint cell, Purpose purpose, double volatility, double moment)
    {
        if (volatility + moment == 0 || source.DrawsFor((uint)purpose) is not { } draws)
        {
            return;
        }
        Span<double> normal = stackalloc double[Lanes];
        Span<double> passing = stackalloc double[Lanes];
        Span<double> logarithm = stackalloc double[Lanes];
        logarithm.Clear();
        passing.Clear();
        for (var year = 0; year < years; year++)
        {
            draws.Normal(new(cell, (uint)year, (uint)purpose), normal);
            if (moment > 0)
            {
                draws.Normal(new(cell, (uint)year, (uint)purpose, 1), passing);
            }
            for (var lane = 0; lane < Lanes; lane++)
            {
                logarithm[lane] += (volatility * normal[lane]) - (volatility * volatility / 2);
                path[(year * Lanes) + lane] += logarithm[lane] + (moment * passing[lane]) - (moment * moment / 2);
            }
        }
    }
}
