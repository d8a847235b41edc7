using Populatie.Analytics.Randomness;
using Populatie.Analytics.Records;

namespace Populatie.Simulation.Capacity;

/// <summary>
/// Places of each pool in eight replicates, and the people in them who are ready to leave but have no home to go to. Whole
/// numbers: what is not whole is carried over to the next pool or the next step, so that totals hold.
/// </summary>
internal sealed class SpaceStock(int mostPools)
{
    private const int Lanes = Block8.Size;
    private readonly double[] places = new double[mostPools * Lanes];
    private readonly double[] phase = new double[mostPools * Lanes];
    private readonly double[] blocked = new double[mostPools * Lanes];
    private readonly double[] homesCarry = new double[mostPools * Lanes];

    /// <summary>Shape [8]; unit: places, whole.</summary>
    public ReadOnlySpan<double> Places(int pool) => places.AsSpan(pool * Lanes, Lanes);

    /// <summary>Places held by people without a home to go to. Shape [8]; whole.</summary>
    public ReadOnlySpan<double> Blocked(int pool) => blocked.AsSpan(pool * Lanes, Lanes);

    /// <summary>Whether someone who is ready to leave this care needs a home: protected living and shelter.</summary>
    public static bool NeedsHome(Product product) => product.Act == Act.Wmo && product.Category is "15" or "16" or "18";

    /// <summary>
    /// People who wait for a home when as many leave as become ready: flow × (1 − s)/s, where s is the share of those who are
    /// ready that homes become available for in a year. The mean wait is (1 − s)/s years.
    /// </summary>
    /// <param name="flow">People who become ready; 1/yr.</param>
    /// <param name="share">s, in (0, 1].</param>
    public static double Waiting(double flow, double share) => share > 0 ? flow * (1 - share) / share : 0;

    /// <summary>
    /// What each pool of one group adds to its places before they are rounded down: the fraction that the pools before it left
    /// in the base year, so that then their running total is right. It stays what it is: no pool feels how another grows.
    /// </summary>
    /// <param name="first">First pool of the group.</param>
    /// <param name="until">The pool after its last.</param>
    /// <param name="level">Shape [Pool, 8]: places of the base year, not whole.</param>
    public void SetPhases(int first, int until, ReadOnlySpan<double> level)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            var running = 0.5;
            for (var pool = first; pool < until; pool++)
            {
                var at = (pool * Lanes) + lane;
                phase[at] = running - Math.Floor(running);
                running += level[at];
            }
        }
    }

    /// <summary>The places of a year.</summary>
    /// <param name="level">Shape [8]: not whole.</param>
    public void SetPlaces(int pool, ReadOnlySpan<double> level)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            var at = (pool * Lanes) + lane;
            places[at] = Math.Floor(level[lane] + phase[at]);
        }
    }

    /// <summary>Who is blocked at the start.</summary>
    /// <param name="waiting">Shape [8]; rounded down, the rest is carried.</param>
    public void Begin(int pool, ReadOnlySpan<double> waiting)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            var at = (pool * Lanes) + lane;
            blocked[at] = Math.Floor(waiting[lane]);
            homesCarry[at] = 0;
        }
    }

    /// <summary>Puts other people in place: providers merged or split.</summary>
    /// <param name="waiting">Shape [8]; whole.</param>
    public void Replace(int pool, ReadOnlySpan<double> waiting) => waiting.CopyTo(blocked.AsSpan(pool * Lanes, Lanes));

    /// <summary>
    /// People become ready to leave, and homes become available. Of b waiting and r newly ready there remain
    /// (b + r)(1 − s)/(1 − s + s·h): nobody when s = 1, all when s = 0, and flow × (1 − s)/s in the long run whatever h.
    /// </summary>
    /// <param name="ready">Shape [8]; whole: ends in this step of care that wants a home to go to.</param>
    /// <param name="share">Shape [8]: s, in [0, 1].</param>
    /// <param name="years">h: length of the step.</param>
    /// <param name="left">Shape [8]; overwritten: how many found a home, never more than there were.</param>
    public void Step(int pool, ReadOnlySpan<double> ready, ReadOnlySpan<double> share, double years, Span<double> left)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            var at = (pool * Lanes) + lane;
            var (all, closed) = (blocked[at] + ready[lane], 1 - share[lane]);
            var open = share[lane] * years;
            var homes = homesCarry[at] + (closed + open > 0 ? all * open / (closed + open) : 0);
            left[lane] = closed > 0 ? Math.Min(all, Math.Floor(homes)) : all;
            homesCarry[at] = closed > 0 ? Math.Min(1, homes - left[lane]) : 0;
            blocked[at] = all - left[lane];
        }
    }
}
