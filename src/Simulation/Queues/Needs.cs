using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Populatie.Simulation.Queues;

/// <summary>What people ask of a pool in a week, for eight replicates.</summary>
internal readonly record struct NeedsOfEight(
    Vector512<double> Minutes,
    Vector512<double> Places,
    Vector512<double> Cents
)
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NeedsOfEight operator +(in NeedsOfEight a, in NeedsOfEight b) =>
        new(a.Minutes + b.Minutes, a.Places + b.Places, a.Cents + b.Cents);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NeedsOfEight operator *(in NeedsOfEight each, Vector512<double> people) =>
        new(people * each.Minutes, people * each.Places, people * each.Cents);

    /// <summary>One where all bits of the mask are set, the other where none is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NeedsOfEight Select(Vector512<double> mask, in NeedsOfEight one, in NeedsOfEight other) =>
        new(
            Vector512.ConditionalSelect(mask, one.Minutes, other.Minutes),
            Vector512.ConditionalSelect(mask, one.Places, other.Places),
            Vector512.ConditionalSelect(mask, one.Cents, other.Cents)
        );
}

/// <summary>What is left of something, against what is asked of it; by which <see cref="Constraint"/>. For eight replicates.</summary>
internal readonly record struct ShortageOfEight(Vector512<double> Left, Vector512<double> Asked, Vector512<double> By)
{
    /// <summary>How many of a number of people get their part; between 0 and all of them.</summary>
    public Vector512<double> PartOf(Vector512<double> people) =>
        Vector512.Min(Vector512.Max(Left * people / Asked, Vector512<double>.Zero), people);

    /// <summary>Another where less of it is left for what is asked.</summary>
    public ShortageOfEight OrWorse(Vector512<double> left, Vector512<double> asked, Constraint by)
    {
        var worse =
            Vector512.GreaterThan(asked, Vector512<double>.Zero) & Vector512.LessThan(left / asked, Left / Asked);
        return new(
            Vector512.ConditionalSelect(worse, left, Left),
            Vector512.ConditionalSelect(worse, asked, Asked),
            Vector512.ConditionalSelect(worse, Vector512.Create((double)by), By)
        );
    }
}

/// <summary>What a pool can do in a week and what it does so far, for eight replicates.</summary>
internal struct RoomOfEight(in NeedsOfEight limit, in NeedsOfEight used)
{
    /// <summary>Rounding in sums of minutes and cents keeps nobody out.</summary>
    public const double Slack = 1e-6;

    private readonly NeedsOfEight limit = limit;
    private NeedsOfEight used = used;

    public readonly NeedsOfEight Used => used;

    /// <summary>Takes people on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Use(in NeedsOfEight needs) => used += needs;

    /// <summary>Per lane all bits set where all that is asked can be given.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector512<double> Fits(in NeedsOfEight needs) =>
        Fits(needs.Minutes, used.Minutes, limit.Minutes)
        & Fits(needs.Places, used.Places, limit.Places)
        & Fits(needs.Cents, used.Cents, limit.Cents);

    /// <summary>What limits those who ask the most, as what is left of it over what they ask of it.</summary>
    public readonly ShortageOfEight ShortageOf(in NeedsOfEight needs)
    {
        var worst = new ShortageOfEight(Vector512<double>.One, Vector512<double>.One, Vector512<double>.Zero);
        worst = worst.OrWorse(limit.Minutes - used.Minutes, needs.Minutes, Constraint.Staff);
        worst = worst.OrWorse(limit.Places - used.Places, needs.Places, Constraint.Space);
        return worst.OrWorse(limit.Cents - used.Cents, needs.Cents, Constraint.Money);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Fits(Vector512<double> asked, Vector512<double> used, Vector512<double> limit) =>
        Vector512.LessThanOrEqual(asked, Vector512<double>.Zero)
        | Vector512.LessThanOrEqual(used + asked, limit + Vector512.Create(Slack));
}
