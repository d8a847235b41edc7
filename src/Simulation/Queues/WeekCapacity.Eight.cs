using System.Runtime.Intrinsics;

namespace Populatie.Simulation.Queues;

/// <summary>The same questions for eight replicates at once; each lane as it is asked alone.</summary>
internal sealed partial class WeekCapacity
{
    /// <summary>What people of a list would ask.</summary>
    public NeedsOfEight NeedsOf(int list, Vector512<double> people)
    {
        var n = At(list, Constraint.Staff, 0);
        return new(people * Load(need, n), people * Load(need, n + Lanes), people * Load(need, n + (2 * Lanes)));
    }

    /// <summary>Per lane all bits set where all that is asked can be given.</summary>
    public Vector512<double> Fits(int pool, in NeedsOfEight needs)
    {
        var u = At(pool, Constraint.Staff, 0);
        return Fits(u, needs.Minutes) & Fits(u + Lanes, needs.Places) & Fits(u + (2 * Lanes), needs.Cents);
    }

    /// <summary>Takes people on.</summary>
    public void Use(int list, Vector512<double> people)
    {
        var u = At(plan.Lists[list].Pool, Constraint.Staff, 0);
        var needs = NeedsOf(list, people);
        Add(u, needs.Minutes);
        Add(u + Lanes, needs.Places);
        Add(u + (2 * Lanes), needs.Cents);
        if (!plan.Lists[list].IsDecision)
        {
            Span<double> entrants = stackalloc double[Lanes];
            people.CopyTo(entrants);
            inCare.Enter(list, entrants);
        }
    }

    private Vector512<double> Fits(int at, Vector512<double> asked)
    {
        var nothing = Vector512.LessThanOrEqual(asked, Vector512<double>.Zero);
        var slack = Vector512.Create(Slack);
        return nothing | Vector512.LessThanOrEqual(Load(used, at) + asked, Load(limit, at) + slack);
    }

    private void Add(int at, Vector512<double> more) => (Load(used, at) + more).CopyTo(used, at);

    private static Vector512<double> Load(double[] values, int at) => Vector512.Create(values, at);
}

/// <summary>What people ask of a pool in a week, for eight replicates.</summary>
internal readonly record struct NeedsOfEight(
    Vector512<double> Minutes,
    Vector512<double> Places,
    Vector512<double> Cents
)
{
    public static NeedsOfEight operator +(in NeedsOfEight a, in NeedsOfEight b) =>
        new(a.Minutes + b.Minutes, a.Places + b.Places, a.Cents + b.Cents);
}
