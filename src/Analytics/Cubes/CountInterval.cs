using Populatie.Analytics.Evidence;

namespace Populatie.Analytics.Cubes;

/// <summary>
/// What a published table lets one know of a count of persons: it lies between <paramref name="Low"/> and
/// <paramref name="High"/>, both included.
/// </summary>
/// <param name="Value">The published number, else an estimate inside the interval.</param>
/// <param name="Basis">Published when the value is the printed number; estimated when nothing was printed.</param>
public readonly record struct CountInterval(long Low, long Value, long High, Basis Basis)
{
    /// <summary>Published counts are rounded to a multiple of this.</summary>
    public const long RoundingStep = 5;

    /// <summary>The largest count that a published 0 can hide: below 10 nothing is printed.</summary>
    public const long LargestHidden = 9;

    public bool IsExact => Low == High;

    public bool Contains(long count) => Low <= count && count <= High;

    /// <summary>
    /// The whole numbers ≥ 0 that are printed as this one. A multiple of 5 stands for 5 numbers, a 0 for all that is too
    /// small to print, and any other number for itself: that table was not rounded.
    /// </summary>
    public static CountInterval OfPrinted(long printed)
    {
        if (printed == 0)
        {
            return new(0, 0, LargestHidden, Basis.Estimated);
        }
        var reach = printed % RoundingStep == 0 ? RoundingStep / 2 : 0;
        return new(Math.Max(0, printed - reach), printed, printed + reach, Basis.Published);
    }
}
