namespace Populatie.Analytics.Vintages;

/// <summary>
/// Divides whole numbers in fixed proportions, one after another, and remembers what rounding gave each part too much or
/// too little: small numbers do not all fall to the largest part. Whole arithmetic only. Not thread-safe.
/// </summary>
/// <param name="weights">Shape [n]; above 0.</param>
internal sealed class CarriedShares(long[] weights)
{
    private readonly Int128 whole = weights.Aggregate((Int128)0, (sum, w) => sum + w);

    // Shape [n]: what each part is owed, in units of one over the whole weight; sums to 0 between calls.
    private readonly Int128[] owed = new Int128[weights.Length];

    /// <summary>Forgets what was carried.</summary>
    public void Reset() => owed.AsSpan().Clear();

    /// <summary>Divides one number; ties go to the first part.</summary>
    /// <param name="number">Any whole number; a negative one is divided as its opposite.</param>
    /// <param name="parts">Shape [n]; receives parts of its sign that sum to it, each within 1 of what it was owed.</param>
    public void Divide(long number, Span<long> parts)
    {
        var sign = number < 0 ? -1 : 1;
        var left = Math.Abs(number);
        for (var i = 0; i < weights.Length; i++)
        {
            var due = (Math.Abs(number) * (Int128)weights[i]) + owed[i];
            parts[i] = due <= 0 ? 0 : (long)(due / whole);
            owed[i] = due - (parts[i] * whole);
            left -= parts[i];
        }
        for (; left != 0; left -= Math.Sign(left))
        {
            var step = Math.Sign(left);
            var best = -1;
            for (var i = 0; i < parts.Length; i++)
            {
                if ((step > 0 || parts[i] > 0) && (best < 0 || step * owed[i] > step * owed[best]))
                {
                    best = i;
                }
            }
            parts[best] += step;
            owed[best] -= step * whole;
        }
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] *= sign;
        }
    }
}
