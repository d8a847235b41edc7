using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Populatie.Simulation.Queues;

/// <summary>
/// Eight of <see cref="SystematicSample"/> side by side, to the same people. Rows and samples lie below 2²⁴: what is carried
/// stays below 2⁴⁹, and no quotient rounds up to a whole number that it does not reach.
/// </summary>
internal struct SampleOfEight
{
    /// <summary>More than is ever carried.</summary>
    private const double Never = 1L << 52;

    private readonly Vector512<double> people;
    private readonly Vector512<double> sample;
    private Vector512<double> carry;

    /// <param name="people">Length of each row; whole, below 2²⁴.</param>
    /// <param name="sample">How many to take; whole, at most <paramref name="people"/>.</param>
    /// <param name="uniform">In [0, 1).</param>
    public SampleOfEight(Vector512<double> people, Vector512<double> sample, Vector512<double> uniform)
    {
        var nobody = Vector512<double>.Zero;
        var last = Vector512.Max(nobody, people - Vector512<double>.One);
        carry = Vector512.Min(Vector512.Floor(uniform * people), last);
        this.sample = sample;
        this.people = Vector512.ConditionalSelect(
            Vector512.GreaterThan(sample, nobody),
            people,
            Vector512.Create(Never)
        );
    }

    /// <summary>How many of the next <paramref name="count"/> people of each row are taken.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Take(Vector512<double> count)
    {
        carry += count * sample;
        if (!Vector512.GreaterThanOrEqualAny(carry, people))
        {
            // Few of many: most stretches give nobody.
            return Vector512<double>.Zero;
        }
        var taken = Vector512.Floor(carry / people);
        carry -= taken * people;
        return taken;
    }
}
