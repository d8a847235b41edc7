using Populatie.Analytics.Numerics;

namespace Populatie.Simulation.Steps;

/// <summary>
/// What happens within one step to someone whose care ended a short while ago and who may come back.
/// The fit watches people for exactly one year; the pool lets them go at an exponential moment with mean one year, so that
/// a count is enough. The hazard of coming back is raised such that the share that comes back is the same.
/// </summary>
/// <param name="Leave">Probability of leaving the pool in a step, for whatever reason.</param>
/// <param name="Return">Of those: probability that it is by coming back.</param>
internal readonly record struct PoolLaw(double Leave, double Return)
{
    /// <summary>
    /// The hazard r in a pool that expires at rate 1 for which r/(r + 1) = 1 − exp(−rate): the share that returns within a
    /// year at <paramref name="rate"/>.
    /// </summary>
    public static double Hazard(double rate) => FixedMath.Expm1(rate);

    /// <summary>
    /// Of those whose care ended in the last year and who did not return yet: the share to begin the pool with; at most 1. In a
    /// steady state with yearly ends E they number E·(1 − exp(−rate))/rate. Who ends in a step joins the pool at its end, so
    /// that E·years join at once and as many leave: at the begin of a step the pool holds E·years/Leave.
    /// </summary>
    /// <param name="rate">The fit's; 1/yr.</param>
    /// <param name="leave">Of death or leaving; 1/yr.</param>
    /// <param name="years">Length of a step.</param>
    public static double StillIn(double rate, double leave, double years)
    {
        var awaiting = rate > 0 ? -FixedMath.Expm1(-rate) / rate : 1;
        return Math.Min(1, years / Of(Hazard(rate), leave, years).Leave / awaiting);
    }

    /// <summary>
    /// The fit counts returns among all whose care ended, those who died or left since included: so of whoever leaves the pool
    /// the same share comes back, however many die or leave.
    /// </summary>
    public static PoolLaw Of(double hazard, double leave, double years)
    {
        var all = (hazard + 1) * (1 + leave);
        return new(-FixedMath.Expm1(-all * years), hazard / (hazard + 1));
    }
}
