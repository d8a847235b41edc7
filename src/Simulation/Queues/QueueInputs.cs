using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Queues;

/// <summary>
/// What a step of the queues starts from. Arrays are filled anew by the caller and reused; shape [List, Lane] or [Pool, Lane].
/// </summary>
internal sealed class QueueInputs
{
    public QueueInputs(QueuePlan plan)
    {
        (int perList, int perPool) = (plan.ListLanes, plan.PoolLanes);
        Arrivals = new double[perList];
        SafetyShare = new double[perList];
        UrgentShare = new double[perList];
        MinutesEach = new double[perList];
        CentsEach = new double[perList];
        Open = new double[perList];
        Ends = new double[perList];
        Survival = new double[perList];
        Inquiry = new double[perList];
        DropOut = new double[perList];
        Helped = new double[perList];
        Worsen = new double[perList];
        NormWeeks = new double[perList];
        Minutes = new double[perPool];
        Places = new double[perPool];
        Cents = new double[perPool];
        Blocked = new double[perPool];
        Clear();
    }

    /// <summary>Who comes in this step, besides those who are decided on within it. [List, Lane]; whole.</summary>
    public double[] Arrivals { get; }

    /// <summary>Share of the arrivals that cannot wait and never does. [List, Lane]; 0 … 1.</summary>
    public double[] SafetyShare { get; }

    /// <summary>Share of the arrivals that goes before the rest; what exceeds 1 − safety counts as that. [List, Lane]; 0 … 1.</summary>
    public double[] UrgentShare { get; }

    /// <summary>Minutes of the pool: per week in care, or once per decision. [List, Lane]; ≥ 0, finite.</summary>
    public double[] MinutesEach { get; }

    /// <summary>Cents of the pool's budget: per week in care, or once per decision. [List, Lane]; ≥ 0, finite.</summary>
    public double[] CentsEach { get; }

    /// <summary>In care at the start of the step. [List, Lane]; not read for decisions.</summary>
    public double[] Open { get; }

    /// <summary>Of the open: those who leave care within the step, evenly over its weeks. [List, Lane].</summary>
    public double[] Ends { get; }

    /// <summary>Probability that who is in care still is a week later; for entrants within the step. [List, Lane].</summary>
    public double[] Survival { get; }

    /// <summary>
    /// Weeks before anybody but who cannot wait is served, whatever room there is: what an inquiry takes, or to arrange care.
    /// [List, Lane]; whole, 0 … <see cref="MostInquiry"/>.
    /// </summary>
    public double[] Inquiry { get; }

    /// <summary>Substeps of an inquiry at most: well within what the lists tell apart.</summary>
    public const int MostInquiry = WaitingCells.Weeks / 2;

    /// <summary>Probability per week that who waits gives up or is helped elsewhere. [List, Lane]; 0 … 1.</summary>
    public double[] DropOut { get; }

    /// <summary>Of those: the share that is helped informally. [List, Lane]; 0 … 1.</summary>
    public double[] Helped { get; }

    /// <summary>Probability per week that who waits, and does not drop out, needs something heavier. [List, Lane]; 0 … 1.</summary>
    public double[] Worsen { get; }

    /// <summary>Weeks beyond which waiting counts as over the norm. [List, Lane]; +∞: no norm.</summary>
    public double[] NormWeeks { get; }

    /// <summary>Minutes of direct work per week, of people in care and intake together. [Pool, Lane]; +∞: not scarce.</summary>
    public double[] Minutes { get; }

    /// <summary>Places. [Pool, Lane]; +∞: not scarce; read for pools with places only.</summary>
    public double[] Places { get; }

    /// <summary>Money per week. [Pool, Lane]; +∞: not scarce.</summary>
    public double[] Cents { get; }

    /// <summary>Places held by people whose care is over and who have no home to go to. [Pool, Lane].</summary>
    public double[] Blocked { get; }

    /// <summary>Nobody comes, nothing is scarce, nobody gives up.</summary>
    public void Clear()
    {
        foreach (
            var zero in (double[][])
                [
                    Arrivals,
                    SafetyShare,
                    UrgentShare,
                    MinutesEach,
                    CentsEach,
                    Open,
                    Ends,
                    Inquiry,
                    DropOut,
                    Helped,
                    Worsen,
                    Blocked,
                ]
        )
        {
            Array.Clear(zero);
        }
        Array.Fill(Survival, 1);
        foreach (var unlimited in (double[][])[NormWeeks, Minutes, Places, Cents])
        {
            Array.Fill(unlimited, double.PositiveInfinity);
        }
    }

    /// <summary>The eight values of a list or pool.</summary>
    public static Span<double> Of(double[] values, int ordinal) => values.AsSpan(ordinal * Block8.Size, Block8.Size);
}
