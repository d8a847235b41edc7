using Populatie.Analytics.Records;

namespace Populatie.Analytics.Tallies;

/// <summary>
/// The address of a cell of a tally, packed so that keys sort by leaf, quarter, product, band, sex. Bits, high to low:
/// leaf 20 · quarter 10 (since the first of 1900) · product 8 · band 6 · sex 2. Where the grain has all together, 0.
/// </summary>
public readonly record struct TallyKey(ulong Bits)
{
    public int Leaf => (int)(Bits >> 26);

    public int Year => 1900 + ((int)((Bits >> 16) & 0x3FF) / 4);

    /// <summary>1 … 4; 1 for a tally by year.</summary>
    public int Quarter => ((int)((Bits >> 16) & 0x3FF) % 4) + 1;

    /// <summary>Ordinal in the product axis.</summary>
    public int Product => (int)((Bits >> 8) & 0xFF);

    /// <summary>Ordinal of the age band; the number of bands means: no birth year.</summary>
    public int Band => (int)((Bits >> 2) & 0x3F);

    public Sex Sex => (Sex)(Bits & 3);
}
