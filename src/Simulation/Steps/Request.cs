using Populatie.Simulation.Projection;

namespace Populatie.Simulation.Steps;

/// <summary>Need becomes request. All spans hold eight replicates; counts are whole numbers.</summary>
internal static class Request
{
    /// <summary>New needs of one cell in one step: those that become a request, and those that stay hidden.</summary>
    /// <param name="mean">Expected new requests in the step; ≥ 0.</param>
    /// <param name="hiddenMean">Expected needs without a request; ≥ 0.</param>
    public static void Arise(
        in CellDraws at,
        ReadOnlySpan<double> mean,
        ReadOnlySpan<double> hiddenMean,
        Span<double> requests,
        Span<double> hidden
    )
    {
        at.Poisson(Purpose.Requests, mean, requests);
        if (LaneSums.IsAny(hiddenMean))
        {
            at.Poisson(Purpose.HiddenNeeds, hiddenMean, hidden);
        }
        else
        {
            hidden.Clear();
        }
    }

    /// <summary>
    /// Who was helped until recently: some come back and are added to the requests, others leave the pool for good.
    /// </summary>
    /// <param name="leave">Probability of leaving the pool.</param>
    /// <param name="comeBack">Of those: probability that it is by a new request.</param>
    public static void Return(
        in CellDraws at,
        ReadOnlySpan<double> leave,
        ReadOnlySpan<double> comeBack,
        Span<double> pool,
        Span<double> requests
    )
    {
        if (!LaneSums.IsAny(pool))
        {
            return;
        }
        Span<double> gone = stackalloc double[CellDraws.Lanes];
        Span<double> back = stackalloc double[CellDraws.Lanes];
        at.Binomials(Purpose.LeavePool, pool, leave, gone, gone, comeBack, back);
        LaneSums.Subtract(pool, gone);
        LaneSums.Add(requests, back);
    }
}
