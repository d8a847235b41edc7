using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Need;
using Populatie.Analytics.Need.Dynamics;
using Populatie.Analytics.Numerics;
using Populatie.Analytics.Population;
using Populatie.Analytics.Published.Dynamics;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Published;

/// <summary>
/// How use moves where tables show clients alone: growth and shocks of all, and shocks of wijken, learnt as for the backtest of
/// published use. They are of clients, so requests make up for those who stay (<see cref="RequestDynamics.RequestsFor"/>). An act is
/// one product here. Method: docs/method/published.md.
/// </summary>
internal static class PublishedDynamics
{
    /// <summary>Clients of a wijk too small to be printed; persons.</summary>
    private const double Hidden = 10;

    /// <param name="parts">Per act.</param>
    public static RequestDynamics Of(
        Cube cube,
        PopulationSeries population,
        FitWindow window,
        IReadOnlyList<ActFit> parts,
        FitAssumptions assumptions
    )
    {
        var products = cube.Axes.Products.Products;
        var (count, wijken) = (products.Length, cube.Axes.Areas.WijkCount);
        var dynamics = RequestDynamics.Still(count, wijken, DynamicsSettings.Embedded.DriftDamping) with
        {
            GemeenteVolatility = new double[
                cube.Axes.Areas.GemeenteCount > 1 ? cube.Axes.Areas.GemeenteCount * RequestDynamics.Acts : 0
            ],
            Inertia = [.. Enum.GetValues<Act>().Select(a => InertiaOf(a, products, parts))],
        };
        for (var p = 0; p < count; p++)
        {
            var act = products[p].Act;
            dynamics.CityVolatility[(int)act] = parts[p].Volatility;
            var panel = PanelOf(cube, population, act, p, window, assumptions);
            if (panel.YearCount > 0)
            {
                Learn(panel, window.Last, cube.Axes.Areas, dynamics);
            }
        }
        return dynamics;
    }

    private static void Learn(UsePanel panel, int origin, AreaIndex areas, RequestDynamics into)
    {
        var act = (int)panel.Act;
        var use = UseDynamicsEstimator.Estimate(panel, origin, years: 1, cleaned: true);
        var state = new UseState(panel, use, cleaned: true);
        (into.Trend[act], into.TrendError[act], into.Seen[act]) = (use.Drift, use.DriftError, use.Seen);

        if (into.GemeenteVolatility.Length > 0)
        {
            LearnGemeenten(panel, use, state, areas, into);
        }

        // Who asks and who stops is drawn anyway, at random: that part of what small wijken move more is taken off.
        var chance = 1 - (into.Inertia[act] * into.Inertia[act]);
        var turnover = Math.Max(0, use.Wijk.Slope - chance);
        (into.WijkLevel[act], into.WijkTurnover[act]) = (use.Wijk.Level, turnover);
        var places = panel.Codes.Select((c, i) => (c, i)).ToDictionary(p => p.c, p => p.i, StringComparer.Ordinal);
        var wijken = areas.AreasAt(AreaLevel.Wijk);
        for (var w = 0; w < areas.WijkCount; w++)
        {
            // A wijk that is the only one of its gemeente moves with it.
            var known = places.TryGetValue(wijken[w].Code, out var at) && !double.IsNaN(state.Level[at]);
            var clients = known ? FixedMath.Exp(state.Level[at]) : Hidden;
            var variance = (use.Wijk.Level * use.Wijk.Level) + (turnover / Math.Max(Hidden, clients));
            into.WijkVolatility[(w * RequestDynamics.Acts) + act] = Math.Sqrt(
                variance * (known ? state.OwnShare[at] : 1)
            );
        }
    }

    /// <summary>
    /// With many gemeenten there is a shock that all share, which the changes of their sum tell, and one of each beside it, by
    /// its size. A gemeente of which nothing is printed moves as the smallest do.
    /// </summary>
    private static void LearnGemeenten(
        UsePanel panel,
        UseDynamics use,
        UseState state,
        AreaIndex areas,
        RequestDynamics into
    )
    {
        var act = (int)panel.Act;
        into.CityVolatility[act] = use.National;
        var clients = new double[areas.GemeenteCount];
        var places = areas.AreasAt(AreaLevel.Wijk).Select((w, i) => (w.Code, i));
        var ordinals = places.ToDictionary(p => p.Code, p => p.i, StringComparer.Ordinal);
        var gemeenteOf = GemeenteOfWijk(areas);
        for (var at = 0; at < panel.Codes.Length; at++)
        {
            if (ordinals.TryGetValue(panel.Codes[at], out var wijk) && !double.IsNaN(state.Level[at]))
            {
                clients[gemeenteOf[wijk]] += FixedMath.Exp(state.Level[at]);
            }
        }
        for (var g = 0; g < clients.Length; g++)
        {
            into.GemeenteVolatility[(g * RequestDynamics.Acts) + act] = Math.Sqrt(
                use.Gemeente.Variance(Math.Max(Hidden, clients[g]))
            );
        }
    }

    private static int[] GemeenteOfWijk(AreaIndex areas)
    {
        var (wijken, gemeenten) = (areas.OfLeaf(AreaLevel.Wijk), areas.OfLeaf(AreaLevel.Gemeente));
        var found = new int[areas.WijkCount];
        for (var buurt = 0; buurt < areas.BuurtCount; buurt++)
        {
            found[wijken[buurt]] = gemeenten[buurt];
        }
        return found;
    }

    private static double InertiaOf(Act act, IReadOnlyList<Product> products, IReadOnlyList<ActFit> parts) =>
        Enumerable
            .Range(0, products.Count)
            .Where(p => products[p].Act == act)
            .Select(p => parts[p].Inertia)
            .FirstOrDefault();

    /// <summary>Printed clients per wijk; a code whose residents jump is another wijk from then on.</summary>
    private static UsePanel PanelOf(
        Cube cube,
        PopulationSeries population,
        Act act,
        int product,
        FitWindow window,
        FitAssumptions assumptions
    )
    {
        var first =
            act == Act.Jeugd ? Math.Max(window.CubeFirst, (int)assumptions.JeugdFirstYear.Value) : window.CubeFirst;
        var years = Math.Max(0, window.Last - first + 1);
        var areas = cube.Axes.Areas.AreasAt(AreaLevel.Wijk);
        var wijken = cube.Axes.Areas.KnownAt(AreaLevel.Wijk);
        var counts = new CountInterval?[wijken.Length * years];
        var residents = new (double Low, double High)?[counts.Length];
        var breaks = new bool[counts.Length];
        var jump = 1 + DynamicsSettings.Embedded.PopulationJump;
        for (var year = 0; year < years; year++)
        {
            var period = cube.Axes.Find(new Period(PeriodLevel.Year, first + year, 1));
            var people = ByWijk(population, cube.Axes.Areas, first + year);
            for (var w = 0; w < wijken.Length; w++)
            {
                var at = (w * years) + year;
                counts[at] = cube.Published!.Find(AreaLevel.Wijk, wijken[w], period, product)
                    is { Basis: Evidence.Basis.Published } count
                    ? count
                    : null;
                residents[at] = people is null ? null : (people[wijken[w]], people[wijken[w]]);
                if (year > 0 && residents[at] is { } now && residents[at - 1] is { } before)
                {
                    breaks[at - 1] = now.Low > jump * before.High || now.High * jump < before.Low;
                }
            }
        }
        return new(act, first, [.. wijken.Select(w => areas[w].Code)], counts, residents, breaks);
    }

    /// <returns>Shape [W]; null for a year without residents.</returns>
    private static double[]? ByWijk(PopulationSeries population, AreaIndex areas, int year)
    {
        if (year < population.FirstYear || year > population.LastYear)
        {
            return null;
        }
        var ofLeaf = areas.OfLeaf(AreaLevel.Wijk);
        var sums = new double[areas.WijkCount];
        var table = population.At(year);
        for (var b = 0; b < areas.BuurtCount; b++)
        {
            foreach (var persons in table.OfBuurt(b))
            {
                sums[ofLeaf[b]] += persons;
            }
        }
        return sums;
    }
}
