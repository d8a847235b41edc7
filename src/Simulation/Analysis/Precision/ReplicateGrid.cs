using Populatie.Analytics.Randomness;
using Populatie.Simulation.Projection;

namespace Populatie.Simulation.Analysis.Precision;

/// <summary>
/// The numbers of futures after which a run may stop: 40, 48, 56, 64, 80, 96, 112, 128, 160 and so on, four to each doubling,
/// whole blocks of eight; the last is the most that is allowed.
/// </summary>
/// <remarks>
/// A look after every block would stop too early too often: the standard error is itself uncertain, and the lowest of many
/// looks is too low. Few looks that lie apart, and none before forty futures (where the standard error is known to within
/// some 11%), keep that small; at most a quarter more futures than needed are made.
/// </remarks>
public static class ReplicateGrid
{
    /// <summary>The most where nothing is said.</summary>
    public const int DefaultMost = 4_000;

    private const int First = 40;
    private const int StepsPerDoubling = 4;

    /// <param name="most">1 to <see cref="RunSettings.MostReplicates"/>.</param>
    public static IEnumerable<int> Counts(int most)
    {
        // Within a doubling from 32 × 2ⁿ the steps are a quarter of it.
        var (count, step) = (First, Block8.Size);
        while (count < most)
        {
            yield return count;
            count += step;
            step = count == 2 * StepsPerDoubling * step ? 2 * step : step;
        }
        yield return most;
    }
}
