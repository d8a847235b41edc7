using Populatie.Analytics.Cubes;
using Populatie.Analytics.Numerics;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Need;

/// <summary>What follows an end: nothing, another product, the Wlz, or the same product again. P products.</summary>
internal sealed class Transitions
{
    public const int ReasonCount = 4;

    /// <summary>No more than this share is taken to return within a year: a rate needs someone who stays away.</summary>
    private const double MostReturn = 0.98;

    public Transitions(StayTable stays)
    {
        var products = stays.ProductCount;
        EndReason = new double[products * ReasonCount];
        StepTo = new double[products * products];
        ReturnRate = new double[products];
        PlainShare = new double[products];
        for (var product = 0; product < products; product++)
        {
            Learn(stays, product);
        }
    }

    /// <summary>Shape [P, 4]: plain, step up, step down, Wlz; rows sum to 1.</summary>
    public double[] EndReason { get; }

    /// <summary>Shape [P, P]: rows sum to 1, or are 0.</summary>
    public double[] StepTo { get; }

    /// <summary>Shape [P]; 1/yr.</summary>
    public double[] ReturnRate { get; }

    /// <summary>Shape [P]: share of all ends, demography's included, that are plain.</summary>
    public double[] PlainShare { get; }

    /// <summary>Share of the requests for each product that came by a step. Both counts cover all years of the cube.</summary>
    /// <param name="newRequests">Shape [P].</param>
    /// <returns>Shape [P]; in [0, 0.95].</returns>
    public static double[] StepShare(StayTable stays, double[] newRequests)
    {
        var share = new double[stays.ProductCount];
        for (var to = 0; to < share.Length; to++)
        {
            long steps = 0;
            for (var from = 0; from < share.Length; from++)
            {
                steps += stays.FollowedBy[(from * share.Length) + to];
            }
            share[to] = newRequests[to] > 0 ? Math.Min(0.95, steps / newRequests[to]) : 0;
        }
        return share;
    }

    private void Learn(StayTable stays, int product)
    {
        Span<long> byReason = stackalloc long[ReasonCount];
        byReason.Clear();
        long demographic = 0;
        for (var month = 0; month < StayTable.MonthCount; month++)
        {
            for (var o = 0; o < StayTable.OutcomeCount; o++)
            {
                var outcome = (Outcome)o;
                var count = stays.EndedAt(product, month, outcome);
                if (StayEstimator.IsDemographic(outcome))
                {
                    demographic += count;
                }
                else
                {
                    byReason[Reason(outcome)] += count;
                }
            }
        }
        long followed = 0;
        for (var to = 0; to < stays.ProductCount; to++)
        {
            followed += stays.FollowedBy[(product * stays.ProductCount) + to];
        }
        for (var to = 0; to < stays.ProductCount; to++)
        {
            var count = stays.FollowedBy[(product * stays.ProductCount) + to];
            StepTo[(product * stays.ProductCount) + to] = followed > 0 ? (double)count / followed : 0;
        }

        // A step that no other spell followed led nowhere: it ends like any other.
        var ends = byReason[0] + byReason[1] + byReason[2] + byReason[3];
        var steps = byReason[1] + byReason[2];
        var linked = steps > 0 ? Math.Min(1, (double)followed / steps) : 0;
        var row = product * ReasonCount;
        EndReason[row + 1] = ends > 0 ? linked * byReason[1] / ends : 0;
        EndReason[row + 2] = ends > 0 ? linked * byReason[2] / ends : 0;
        EndReason[row + 3] = ends > 0 ? (double)byReason[3] / ends : 0;
        EndReason[row] = 1 - EndReason[row + 1] - EndReason[row + 2] - EndReason[row + 3];
        var mayReturn = ends - byReason[3];
        var plain = EndReason[row] * ends;
        PlainShare[product] = ends + demographic > 0 ? plain / (ends + demographic) : 0;
        ReturnRate[product] = Return(stays, product, mayReturn > 0 ? plain / mayReturn : 1);
    }

    /// <summary>
    /// −ln(1 − p) per year, where p is the share that asks again within a year of a plain end. Returns after a step are
    /// counted to the plain ends, because only those are simulated as possible returns: the number of returns is kept.
    /// </summary>
    private static double Return(StayTable stays, int product, double plainAmongWatched)
    {
        var watched = stays.EndedForReturn[product] * plainAmongWatched;
        if (watched <= 0)
        {
            return 0;
        }
        var share = Math.Min(MostReturn, stays.Returned[product] / watched);
        return -FixedMath.Log1p(-share);
    }

    private static int Reason(Outcome outcome) =>
        outcome switch
        {
            Outcome.StepUp => 1,
            Outcome.StepDown => 2,
            Outcome.Wlz => 3,
            _ => 0,
        };
}
