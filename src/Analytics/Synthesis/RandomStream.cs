using System.Runtime.CompilerServices;
using Populatie.Analytics.Numerics;
using Populatie.Analytics.Randomness;

namespace Populatie.Analytics.Synthesis;

/// <summary>What a stream of chance is for; part of its address, so that no two purposes share a draw.</summary>
internal enum Purpose : uint
{
    Risk = 1,
    Arrivals = 2,
    Person = 3,
    Spell = 4,
    Address = 5,
    Pseudonym = 6,
}

/// <summary>
/// Chance with an address: the draws of one cohort, person or spell. Uses Philox with key = seed and counter =
/// (place, cohort, number, purpose in the low byte and block above it); two uniforms per block.
/// </summary>
internal struct RandomStream(ulong seed, Purpose purpose, uint place, uint cohort, uint number)
{
    private uint block;
    private double spare;
    private bool hasSpare;

    /// <summary>A uniform in [0, 1), a multiple of 2⁻⁵³.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Uniform()
    {
        if (hasSpare)
        {
            hasSpare = false;
            return spare;
        }
        var (w0, w1, w2, w3) = Philox.Block(seed, place, cohort, number, unchecked((block++ << 8) | (uint)purpose));
        spare = Philox.ToUniform(w2, w3);
        hasSpare = true;
        return Philox.ToUniform(w0, w1);
    }

    /// <summary>A whole number in 0 … count − 1.</summary>
    public int Below(int count) => (int)(Uniform() * count);

    /// <summary>Exponential with mean 1.</summary>
    public double Exponential() => -FixedMath.Log(1 - Uniform());

    /// <summary>Poisson by inversion, in pieces of mean at most 32 so that e⁻ᵐ never underflows.</summary>
    public int Poisson(double mean)
    {
        const double Piece = 32;
        var count = 0;
        for (; mean > Piece; mean -= Piece)
        {
            count += Inverted(Piece);
        }
        return mean > 0 ? count + Inverted(mean) : count;
    }

    private int Inverted(double mean)
    {
        var u = Uniform();
        var term = FixedMath.Exp(-mean);
        var cumulative = term;
        var count = 0;
        // Beyond 200 the terms of a mean of at most 32 are lost in rounding.
        while (u >= cumulative && count < 200)
        {
            count++;
            term *= mean / count;
            cumulative += term;
        }
        return count;
    }
}
