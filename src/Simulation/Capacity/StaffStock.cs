using Populatie.Analytics.Numerics;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Capacity;

/// <summary>
/// Contracted staff of each pool in eight replicates: people leave, and vacancies are filled as the labour market allows.
/// FTE(t + h) = FTE − attrition·h·FTE + fill·h·vacancies, where vacancies = posts − FTE and never below 0. With constant rates
/// and posts FTE goes to posts × fill ÷ (attrition + fill), the difference shrinking by 1 − (attrition + fill)·h each step.
/// </summary>
internal sealed class StaffStock(int mostPools)
{
    private const int Lanes = Block8.Size;
    private readonly double[] fte = new double[mostPools * Lanes];
    private readonly double[] posts = new double[mostPools * Lanes];
    private readonly double[] basePosts = new double[mostPools * Lanes];
    private readonly double[] attrition = new double[mostPools * Lanes];
    private readonly double[] fill = new double[mostPools * Lanes];

    /// <summary>Contracted staff of a pool. Shape [8]; unit: FTE.</summary>
    public ReadOnlySpan<double> Fte(int pool) => fte.AsSpan(pool * Lanes, Lanes);

    /// <summary>Posts of a pool, filled or not. Shape [8]; unit: FTE.</summary>
    public ReadOnlySpan<double> Posts(int pool) => posts.AsSpan(pool * Lanes, Lanes);

    /// <summary>
    /// The base year: there are as many posts as let the stock grow as they do; as many as FTE when nobody is hired at all.
    /// </summary>
    /// <param name="attrition">Shape [8]; unit: 1/yr, ≥ 0.</param>
    /// <param name="fill">Shape [8]; unit: 1/yr, ≥ 0.</param>
    /// <param name="growth">Shape [8]; unit: 1/yr: of the posts.</param>
    public void Begin(
        int pool,
        ReadOnlySpan<double> fte,
        ReadOnlySpan<double> attrition,
        ReadOnlySpan<double> fill,
        ReadOnlySpan<double> growth
    )
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            var at = (pool * Lanes) + lane;
            this.fte[at] = fte[lane];
            basePosts[at] = fte[lane] * (fill[lane] > 0 ? PostsPerFte(attrition[lane], fill[lane], growth[lane]) : 1);
        }
        OpenYear(pool, 1, attrition, fill);
    }

    /// <summary>The posts and rates of a year.</summary>
    /// <param name="establishment">Shape [8] or one value: posts against the base year.</param>
    public void OpenYear(
        int pool,
        ReadOnlySpan<double> establishment,
        ReadOnlySpan<double> attrition,
        ReadOnlySpan<double> fill
    )
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            var at = (pool * Lanes) + lane;
            posts[at] = basePosts[at] * establishment[lane];
            this.attrition[at] = attrition[lane];
            this.fill[at] = fill[lane];
        }
    }

    /// <summary>Time goes on for the first so many pools.</summary>
    /// <param name="years">Length of the step. No more than all leave, and no more than all vacancies are filled in it.</param>
    public void Step(int pools, double years)
    {
        for (var at = 0; at < pools * Lanes; at++)
        {
            var vacancies = Math.Max(0, posts[at] - fte[at]);
            var left = Math.Min(1, attrition[at] * years) * fte[at];
            var hired = Math.Min(1, fill[at] * years) * vacancies;
            fte[at] += hired - left;
        }
    }

    /// <summary>Puts another stock in place: providers merged or split.</summary>
    /// <param name="posts">Shape [8]: posts of the base year.</param>
    public void Replace(int pool, ReadOnlySpan<double> fte, ReadOnlySpan<double> posts)
    {
        fte.CopyTo(this.fte.AsSpan(pool * Lanes, Lanes));
        posts.CopyTo(basePosts.AsSpan(pool * Lanes, Lanes));
    }

    /// <summary>Posts of the base year. Shape [8]; unit: FTE.</summary>
    public ReadOnlySpan<double> BasePosts(int pool) => basePosts.AsSpan(pool * Lanes, Lanes);

    /// <summary>
    /// Posts grow at the begin of each year, staff within it: FTE(1) = FTE(0)·e^−c + posts·(1 + g)·(fill ÷ c)·(1 − e^−c) with
    /// c = attrition + fill, and is (1 + g)·FTE(0) for the posts given here. Without growth: 1 + attrition ÷ fill.
    /// </summary>
    private static double PostsPerFte(double attrition, double fill, double growth)
    {
        var change = attrition + fill;
        var left = FixedMath.Exp(-change);
        return change / fill * Math.Max(0, 1 + growth - left) / ((1 + growth) * (1 - left));
    }

    private void OpenYear(int pool, double establishment, ReadOnlySpan<double> attrition, ReadOnlySpan<double> fill)
    {
        Span<double> growth = stackalloc double[Lanes];
        growth.Fill(establishment);
        OpenYear(pool, growth, attrition, fill);
    }
}
