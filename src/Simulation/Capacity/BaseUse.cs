using Populatie.Analytics.Need;
using Populatie.Analytics.Records;
using Populatie.Simulation.Steps;

namespace Populatie.Simulation.Capacity;

/// <summary>By what the use of a pool is counted: what staff, places and money are measured in.</summary>
internal enum UseKind
{
    Minutes,
    Persons,
    Cents,
}

/// <summary>
/// What the base year ends with: people in care, and the minutes and money that they take in a week. Capacity that nobody
/// states is made of it. Immutable; thread-safe.
/// </summary>
internal sealed class BaseUse
{
    private readonly int[] open;
    private readonly double[] minutesEach;
    private readonly double[] centsEach;

    // Shape [Pool].
    private readonly double[] careMinutes;
    private readonly double[] squaredMinutes;
    private readonly double[] persons;
    private readonly double[] intakesAlways;
    private readonly double[] intakesWmo;
    private readonly double[] intakesJeugd;

    public BaseUse(Fit fit, CellPlan plan, PoolPlan pools)
    {
        Slots = plan.Used.Length;
        open = OpenSpells(fit, plan);
        minutesEach = [.. plan.Used.Select(p => fit.MinutesPerDay[p] * YearParts.DaysPerWeek)];
        centsEach = [.. plan.Used.Select(p => fit.CentsPerDay[p] * YearParts.DaysPerWeek)];
        var count = pools.Pools.Length;
        (careMinutes, squaredMinutes, persons) = (new double[count], new double[count], new double[count]);
        (intakesAlways, intakesWmo, intakesJeugd) = (new double[count], new double[count], new double[count]);
        for (var buurt = 0; buurt < fit.Areas.BuurtCount; buurt++)
        {
            for (var slot = 0; slot < Slots; slot++)
            {
                Count(fit, plan, pools, buurt, slot);
            }
        }
    }

    public int Slots { get; }

    /// <summary>Spells of a product open at the end of the base year.</summary>
    public int Open(int buurt, int slot) => open[(buurt * Slots) + slot];

    /// <summary>Use of a product in a buurt: direct minutes per week, persons, or euro cents per week.</summary>
    public double Of(UseKind kind, int buurt, int slot) => Open(buurt, slot) * Each(kind, slot);

    /// <summary>What one client takes: direct minutes per week, a place, or euro cents per week at prices of the base year.</summary>
    public double Each(UseKind kind, int slot) =>
        kind switch
        {
            UseKind.Minutes => minutesEach[slot],
            UseKind.Cents => centsEach[slot],
            _ => 1,
        };

    /// <summary>Direct minutes of care in a week, without intake.</summary>
    public double CareMinutes(int pool) => careMinutes[pool];

    /// <summary>
    /// How far the minutes of care move by chance from one time to another: the root of Σ minutes², as the number of clients of
    /// a pool that serves all who come is a Poisson count.
    /// </summary>
    public double ChanceMinutes(int pool) => Math.Sqrt(squaredMinutes[pool]);

    /// <summary>Persons in care.</summary>
    public double Persons(int pool) => persons[pool];

    /// <summary>Requests that the team takes in, per week.</summary>
    /// <param name="pastTeamWmo">Share of the Wmo requests for track 3 that passes it by.</param>
    /// <param name="pastTeamJeugd">The same for Jeugd.</param>
    public double Intakes(int pool, double pastTeamWmo, double pastTeamJeugd) =>
        intakesAlways[pool] + (intakesWmo[pool] * (1 - pastTeamWmo)) + (intakesJeugd[pool] * (1 - pastTeamJeugd));

    private void Count(Fit fit, CellPlan plan, PoolPlan pools, int buurt, int slot)
    {
        var pool = pools.PoolOf(buurt, slot);
        if (pool >= 0)
        {
            careMinutes[pool] += Of(UseKind.Minutes, buurt, slot);
            squaredMinutes[pool] += Of(UseKind.Minutes, buurt, slot) * Each(UseKind.Minutes, slot);
            persons[pool] += Open(buurt, slot);
        }
        var intake = pools.IntakeOf(buurt, slot);
        if (intake >= 0)
        {
            var product = fit.Products.Products[plan.Used[slot]];
            var into =
                product.Track != Track.AanvullendeZorg ? intakesAlways
                : product.Act == Act.Wmo ? intakesWmo
                : intakesJeugd;
            into[pools.Lists[intake].Pool] += Requests(fit, buurt, plan.Used[slot]) / YearParts.Weeks;
        }
    }

    /// <summary>New requests for a product in a year, without those that came by a step from other care.</summary>
    public static double NewRequests(Fit fit, int product) =>
        Sum(fit, b => fit.Observed[(b * fit.Products.ProductCount) + product] * (1 - fit.StepShare[product]));

    /// <summary>All who come to a product in a year: new, by a step from other care, or back.</summary>
    public static double Arrivals(Fit fit, int product) =>
        Sum(fit, b => fit.Observed[(b * fit.Products.ProductCount) + product] + Returns(fit, b, product));

    private static double Sum(Fit fit, Func<int, double> ofBuurt)
    {
        var sum = 0.0;
        for (var buurt = 0; buurt < fit.Areas.BuurtCount; buurt++)
        {
            sum += ofBuurt(buurt);
        }
        return sum;
    }

    /// <summary>Requests in a year: new ones, less those that came by a step from other care, and people who come back.</summary>
    private static double Requests(Fit fit, int buurt, int product)
    {
        var at = (buurt * fit.Products.ProductCount) + product;
        return (fit.Observed[at] * (1 - fit.StepShare[product])) + Returns(fit, buurt, product);
    }

    /// <summary>
    /// People who come back in a year. Of those whose care ended in the last year and who were still away at its end there are
    /// (1 − e^−ρ)/ρ for each end, and 1 − e^−ρ returns for each end: so ρ returns a year for each of them.
    /// </summary>
    private static double Returns(Fit fit, int buurt, int product)
    {
        var at = (buurt * fit.Products.ProductCount) + product;
        var away = 0.0;
        for (var band = 0; band < fit.Bands.Count; band++)
        {
            away += fit.EndedInLastYear[(at * fit.Bands.Count) + band];
        }
        return away * fit.ReturnRate[product];
    }

    private static int[] OpenSpells(Fit fit, CellPlan plan)
    {
        var (products, bands) = (fit.Products.ProductCount, fit.Bands.Count);
        var spells = new int[fit.Areas.BuurtCount * plan.Used.Length];
        for (var buurt = 0; buurt < fit.Areas.BuurtCount; buurt++)
        {
            foreach (var (slot, product, band) in plan.Cells)
            {
                spells[(buurt * plan.Used.Length) + slot] += fit.OpenAtEnd[
                    (((buurt * products) + product) * bands) + band
                ];
            }
        }
        return spells;
    }
}
