namespace Populatie.Analytics.Randomness;

/// <summary>
/// Philox4x32-10, a counter-based generator: 128 random bits are a pure function of (key, counter), so a draw is found by
/// its address and not by its turn. Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3",
/// SC'11. Thread-safe; allocates nothing.
/// </summary>
public static class Philox
{
    internal const uint Multiplier0 = 0xD2511F53;
    internal const uint Multiplier1 = 0xCD9E8D57;
    internal const uint Weyl0 = 0x9E3779B9;
    internal const uint Weyl1 = 0xBB67AE85;

    /// <summary>The four words at a counter. Ten rounds.</summary>
    public static (uint W0, uint W1, uint W2, uint W3) Block(ulong key, uint c0, uint c1, uint c2, uint c3)
    {
        unchecked
        {
            var (k0, k1) = ((uint)key, (uint)(key >> 32));
            for (var round = 0; round < 10; round++)
            {
                var a = (ulong)Multiplier0 * c0;
                var b = (ulong)Multiplier1 * c2;
                (c0, c1, c2, c3) = ((uint)(b >> 32) ^ c1 ^ k0, (uint)b, (uint)(a >> 32) ^ c3 ^ k1, (uint)a);
                k0 += Weyl0;
                k1 += Weyl1;
            }
            return (c0, c1, c2, c3);
        }
    }

    /// <summary>A uniform in [0, 1) with 53 bits from two words; exact multiples of 2⁻⁵³.</summary>
    public static double ToUniform(uint low, uint high) => ((((ulong)high << 32) | low) >> 11) * (1.0 / (1UL << 53));
}
