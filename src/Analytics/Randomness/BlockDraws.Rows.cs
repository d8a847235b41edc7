namespace Populatie.Analytics.Randomness;

/// <summary>
/// Draws of many cells in one call: rows of eight replicates, one row per cell. What a step of a projection is made of.
/// The spans hold a multiple of <see cref="RowInversion.Group"/> values, so that four rows can be worked on at once; a caller
/// with fewer rows leaves nobody in the others.
/// </summary>
public abstract partial class BlockDraws
{
    /// <summary>Two uniforms per cell and replicate, of the addresses (cell, step, purpose, draw).</summary>
    /// <param name="first">Shape [Cell, 8].</param>
    /// <param name="second">Shape [Cell, 8].</param>
    internal abstract void UniformRows(
        ReadOnlySpan<uint> cells,
        uint step,
        uint purpose,
        Span<double> first,
        Span<double> second,
        uint draw = 0
    );

    /// <summary>The first uniform of addresses (cell, step, purpose, draw), each of one of the replicates.</summary>
    /// <param name="cells">A multiple of <see cref="Block8.Size"/>, as all of these.</param>
    /// <param name="replicates">Which of the eight.</param>
    /// <param name="draws">The last part of each address.</param>
    /// <param name="first">Set.</param>
    internal abstract void ScatteredUniforms(
        ReadOnlySpan<uint> cells,
        ReadOnlySpan<int> replicates,
        ReadOnlySpan<uint> draws,
        uint step,
        uint purpose,
        Span<double> first
    );

    /// <summary>e^−mean of small means, which <see cref="PoissonRows"/> asks for; 1 above, where it is not used.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A mean is negative, NaN or above 2³¹.</exception>
    internal abstract void AtZero(ReadOnlySpan<double> mean, Span<double> atZero);

    /// <summary>Poisson counts by inversion of given uniforms; bounds as in <see cref="Poisson"/>.</summary>
    /// <param name="mean">Shape [Place, 8].</param>
    /// <param name="atZero">Shape [Place, 8].</param>
    /// <param name="places">Shape [Cell]: where the mean of each cell stands; empty when they stand side by side.</param>
    internal abstract void PoissonRows(
        ReadOnlySpan<double> uniform,
        ReadOnlySpan<double> mean,
        ReadOnlySpan<double> atZero,
        ReadOnlySpan<int> places,
        Span<double> count
    );

    /// <summary>
    /// Binomial counts by inversion of given uniforms. What is left of a uniform once its count is found is again uniform,
    /// whatever the count: it can decide what becomes of those counted.
    /// </summary>
    /// <param name="trials">Shape [Place, 8]; whole, 0 … 2³¹.</param>
    /// <param name="places">Shape [Cell]: where the trials of each cell stand; empty when they stand side by side.</param>
    /// <param name="laws">Shape [Law, <paramref name="stride"/>]: each begins with a <see cref="ChanceLaw"/>.</param>
    /// <param name="rows">Shape [Cell]: the number of each cell's law.</param>
    /// <param name="count">May be the same memory as trials that stand side by side.</param>
    /// <param name="rest">
    /// The uniforms that are left, or empty when not wanted; may be the same memory as the uniforms. Where there are no trials
    /// it is the uniform itself.
    /// </param>
    /// <returns>
    /// True when there are lanes with <see cref="RowInversion.NoRest"/>: their counts are large, and take too much of a uniform
    /// to use it twice. They need a fresh one before it is drawn from.
    /// </returns>
    internal abstract bool BinomialRows(
        ReadOnlySpan<double> uniform,
        ReadOnlySpan<double> trials,
        ReadOnlySpan<int> places,
        ReadOnlySpan<double> laws,
        ReadOnlySpan<int> rows,
        int stride,
        Span<double> count,
        Span<double> rest
    );
}
