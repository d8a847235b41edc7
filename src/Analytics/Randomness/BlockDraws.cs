using Populatie.Analytics.Kernels;

namespace Populatie.Analytics.Randomness;

/// <summary>
/// Exact draws for a block of eight replicates. Spans hold one value per replicate; counts are whole doubles. A draw is a
/// function of (seed, replicate, address, parameters) alone: not of the width, the thread or what was drawn before.
/// </summary>
/// <remarks>
/// Thread-safe; allocates nothing. All-zero means, trials or probabilities give zeros without calling the generator.
/// Method and error bounds: docs/method/sampling.md; law P12.
/// </remarks>
public abstract partial class BlockDraws
{
    private protected BlockDraws(ReplicateKeys keys) => Keys = keys;

    public ReplicateKeys Keys { get; }

    /// <summary>Draws of eight replicates from <paramref name="firstReplicate"/> on, at a width.</summary>
    public static BlockDraws For(LaneWidth width, ulong seed, int firstReplicate) =>
        For(width, new ReplicateKeys(seed, firstReplicate));

    /// <summary>Draws by keys that are already made.</summary>
    public static BlockDraws For(LaneWidth width, ReplicateKeys keys) =>
        width switch
        {
            LaneWidth.Scalar => new BlockDraws<ScalarLanes, ScalarWords>(keys),
            LaneWidth.Bits128 => new BlockDraws<Lanes128, Words128>(keys),
            LaneWidth.Bits256 => new BlockDraws<Lanes256, Words256>(keys),
            LaneWidth.Bits512 => new BlockDraws<Lanes512, Words512>(keys),
            _ => throw new ArgumentOutOfRangeException(nameof(width), width, "unknown width"),
        };

    /// <summary>Two uniforms per replicate in [0, 1), multiples of 2⁻⁵³.</summary>
    public abstract void Uniforms(in DrawAddress at, Span<double> first, Span<double> second);

    /// <summary>Poisson counts by inversion, monotone in the uniform.</summary>
    /// <param name="mean">Shape [8]; unit: events; 0 … 2³¹.</param>
    /// <param name="count">Shape [8]; may be the same memory as <paramref name="mean"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A mean is negative, NaN or above 2³¹.</exception>
    public abstract void Poisson(in DrawAddress at, ReadOnlySpan<double> mean, Span<double> count);

    /// <summary>Binomial counts by inversion, monotone in the uniform.</summary>
    /// <param name="trials">Shape [8]; whole, 0 … 2³¹.</param>
    /// <param name="probability">Shape [8]; 0 … 1.</param>
    /// <param name="count">Shape [8]; may be the same memory as either.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of trials or a probability is outside its range.</exception>
    public abstract void Binomial(
        in DrawAddress at,
        ReadOnlySpan<double> trials,
        ReadOnlySpan<double> probability,
        Span<double> count
    );

    /// <summary>
    /// Two binomial counts from the two uniforms of one address: half the work of two addresses. The second may draw from
    /// what the first leaves behind: its trials are read after the first count is written, so they may be that memory.
    /// </summary>
    /// <param name="trials">Shape [8]; whole, 0 … 2³¹.</param>
    /// <param name="probability">Shape [8]; 0 … 1.</param>
    /// <param name="count">Shape [8]; takes the first uniform.</param>
    /// <param name="thenTrials">Shape [8]; may be the same memory as <paramref name="count"/>.</param>
    /// <param name="thenProbability">Shape [8]; 0 … 1.</param>
    /// <param name="thenCount">Shape [8]; takes the second uniform; apart from <paramref name="count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of trials or a probability is outside its range.</exception>
    public abstract void Binomials(
        in DrawAddress at,
        ReadOnlySpan<double> trials,
        ReadOnlySpan<double> probability,
        Span<double> count,
        ReadOnlySpan<double> thenTrials,
        ReadOnlySpan<double> thenProbability,
        Span<double> thenCount
    );

    /// <summary>
    /// Splits each replicate's trials over K outcomes and a rest, by conditional binomials; outcome j uses draw number
    /// <c>at.Draw + j</c>.
    /// </summary>
    /// <param name="trials">Shape [8]; whole.</param>
    /// <param name="probability">Shape [K, 8]; ≥ 0, with a sum over K of at most 1 per replicate.</param>
    /// <param name="count">Shape [K, 8]; what is left over of the trials took no outcome.</param>
    public void Multinomial(
        in DrawAddress at,
        ReadOnlySpan<double> trials,
        ReadOnlySpan<double> probability,
        Span<double> count
    )
    {
        if (probability.Length % Block8.Size != 0 || count.Length < probability.Length)
        {
            throw new ArgumentException("probabilities and counts hold eight values per outcome", nameof(count));
        }
        Span<double> left = stackalloc double[Block8.Size];
        Span<double> mass = stackalloc double[Block8.Size];
        Span<double> chance = stackalloc double[Block8.Size];
        trials[..Block8.Size].CopyTo(left);
        mass.Fill(1);
        for (var (start, outcome) = (0, 0u); start < probability.Length; start += Block8.Size, outcome++)
        {
            var share = probability.Slice(start, Block8.Size);
            var taken = count.Slice(start, Block8.Size);
            for (var lane = 0; lane < Block8.Size; lane++)
            {
                chance[lane] =
                    share[lane] < mass[lane] ? share[lane] / mass[lane]
                    : share[lane] > 0 ? 1
                    : 0;
                mass[lane] -= share[lane];
            }
            Binomial(at with { Draw = unchecked(at.Draw + outcome) }, left, chance, taken);
            for (var lane = 0; lane < Block8.Size; lane++)
            {
                left[lane] -= taken[lane];
            }
        }
    }

    /// <summary>Standard normal values by inversion, monotone in the uniform.</summary>
    public void Normal(in DrawAddress at, Span<double> value)
    {
        for (var lane = 0; lane < Block8.Size; lane++)
        {
            value[lane] = ScalarDraws.Normal(Keys.Of(lane), at);
        }
    }

    /// <summary>Gamma(shape, rate) values by Marsaglia–Tsang rejection; mean = shape ÷ rate.</summary>
    public void Gamma(in DrawAddress at, double shape, double rate, Span<double> value)
    {
        for (var lane = 0; lane < Block8.Size; lane++)
        {
            value[lane] = ScalarDraws.Gamma(Keys.Of(lane), at, shape) / rate;
        }
    }
}
