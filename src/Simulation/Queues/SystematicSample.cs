namespace Populatie.Simulation.Queues;

/// <summary>
/// Takes a sample of a row of people with one random start: each has the same chance, and any stretch of the row gives its
/// share, rounded up or down. Whole numbers only, so the sample is exactly as large as asked.
/// </summary>
internal struct SystematicSample
{
    private readonly long people;
    private readonly long sample;
    private long carry;

    /// <param name="people">Length of the row; 0 … 2³¹.</param>
    /// <param name="sample">How many to take; 0 … 2³¹; more than there are people gives some of them more than one.</param>
    /// <param name="uniform">In [0, 1).</param>
    public SystematicSample(long people, long sample, double uniform)
    {
        (this.people, this.sample) = (people, sample);
        // Rounding the product up must not give the length of the row itself.
        carry = Math.Min(unchecked((long)(uniform * people)), Math.Max(0, people - 1));
    }

    /// <summary>How many of the next <paramref name="count"/> people of the row are taken.</summary>
    public long Take(long count)
    {
        if (count == 0)
        {
            return 0;
        }
        unchecked
        {
            carry += count * sample;
            if (carry < people)
            {
                // Few of many: most stretches give nobody.
                return 0;
            }
            var taken = carry / people;
            carry -= taken * people;
            return taken;
        }
    }
}
