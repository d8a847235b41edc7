namespace Populatie.Analytics.Randomness;

/// <summary>The Philox key of one replicate of one run. Replicates of a seed never share a key. Immutable; thread-safe.</summary>
public readonly record struct StreamKey(ulong Value)
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    /// <summary>
    /// The seed is mixed by the finisher of SplitMix64 (a bijection), then an odd constant is added once per replicate: a
    /// bijection too, so the keys of one seed are all different, and those of other seeds lie elsewhere.
    /// </summary>
    public static StreamKey Of(ulong seed, int replicate)
    {
        unchecked
        {
            var mixed = seed + GoldenGamma;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            mixed ^= mixed >> 31;
            return new(mixed + (GoldenGamma * (uint)replicate));
        }
    }

    /// <summary>The first and the second uniform, each in [0, 1) with 53 bits, at an address.</summary>
    public (double First, double Second) Uniforms(in DrawAddress at)
    {
        var (w0, w1, w2, w3) = Philox.Block(Value, at.Cell, at.Step, at.Purpose, at.Draw);
        return (Philox.ToUniform(w0, w1), Philox.ToUniform(w2, w3));
    }
}

/// <summary>
/// Where a draw lives: the counter of the generator. Two draws of a run that must differ differ in one of these; a draw that
/// must stay the same between scenarios keeps all of them.
/// </summary>
/// <param name="Cell">Which cell of the model: buurt × age × sex, buurt × product × band, wijk …</param>
/// <param name="Step">Time step since the start of the run.</param>
/// <param name="Purpose">What the draw decides; see <see cref="DrawPurpose"/>.</param>
/// <param name="Draw">Which draw of that purpose; rejection methods put their attempts in the upper half.</param>
public readonly record struct DrawAddress(uint Cell, uint Step, uint Purpose, uint Draw = 0);

/// <summary>What draws decide. A number is never reused for something else: old runs must stay reproducible.</summary>
public static class DrawPurpose
{
    public const uint FertilityWalk = 1;
    public const uint MortalityWalk = 2;
    public const uint MigrationWalk = 3;
    public const uint Births = 4;
    public const uint Deaths = 5;
    public const uint OutMigration = 6;
    public const uint InMigration = 7;
    public const uint BirthSex = 8;

    /// <summary>First number for parameters of need and care; 16 … 63.</summary>
    public const uint Parameters = 16;

    /// <summary>First number for requests, starts, moves and ends of care; 64 and up.</summary>
    public const uint Care = 64;
}
