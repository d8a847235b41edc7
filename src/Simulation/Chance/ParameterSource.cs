using Populatie.Analytics.Evidence;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Chance;

/// <summary>
/// Where eight replicates take their uncertain parameters from. In a projection: from their own randomness. In a question
/// about what a result hangs on: from elsewhere, parameter by parameter, while the chance of events stays what it was.
/// </summary>
internal abstract class ParameterSource
{
    /// <summary>Draws for the parameters of a purpose; null: they stay at their central values.</summary>
    /// <param name="purpose">A <see cref="Purpose"/>, or one of the walks of <see cref="DrawPurpose"/>.</param>
    public abstract BlockDraws? DrawsFor(uint purpose);

    /// <summary>Where an assumption lies within its range, as uniforms of its distribution; false: at its central value.</summary>
    /// <param name="uniforms">Shape [8]; in [0, 1]; overwritten when true.</param>
    public virtual bool TryPlace(Assumption assumption, in DrawAddress at, Span<double> uniforms)
    {
        if (DrawsFor(at.Purpose) is not { } draws)
        {
            return false;
        }
        Span<double> spare = stackalloc double[Block8.Size];
        draws.Uniforms(at, uniforms, spare);
        return true;
    }
}

/// <summary>Parameters from the replicates' own randomness, or all at their central values.</summary>
internal sealed class OwnParameters(BlockDraws draws, bool uncertain) : ParameterSource
{
    public override BlockDraws? DrawsFor(uint purpose) => uncertain ? draws : null;
}
