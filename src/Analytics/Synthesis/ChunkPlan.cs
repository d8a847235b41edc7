using System.Collections.Immutable;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Synthesis;

/// <summary>
/// The division of all cohorts into chunks of work, by residents and never by threads: what a chunk holds depends on the
/// inputs only.
/// </summary>
internal sealed class ChunkPlan
{
    private const int ResidentsPerChunk = 1500;
    private readonly CityWorld world;
    private readonly int cohortsPerBuurt;
    private readonly ImmutableArray<long> ends;

    public ChunkPlan(CityWorld world)
    {
        this.world = world;
        cohortsPerBuurt = 2 * (world.YearCount + AgeBands.AgeCount - 1);
        var bounds = new List<long>();
        long residents = 0;
        for (var buurt = 0; buurt < world.Truth.Areas.BuurtCount; buurt++)
        {
            var here = world.ResidentsOf(buurt);
            var pieces = here / ResidentsPerChunk;
            for (var piece = 1; piece < pieces; piece++)
            {
                bounds.Add(((long)buurt * cohortsPerBuurt) + ((long)cohortsPerBuurt * piece / pieces));
            }
            residents = pieces > 0 ? 0 : residents + here;
            if (pieces > 0 || residents >= ResidentsPerChunk)
            {
                bounds.Add((buurt + 1L) * cohortsPerBuurt);
                residents = 0;
            }
        }
        var all = (long)world.Truth.Areas.BuurtCount * cohortsPerBuurt;
        if (bounds.Count == 0 || bounds[^1] != all)
        {
            bounds.Add(all);
        }
        ends = [.. bounds];
    }

    public int Count => ends.Length;

    /// <summary>The cohorts of a chunk, in order: buurt, sex, year of birth from young to old.</summary>
    public IEnumerable<(int Buurt, int Sex, int BirthYear)> Cohorts(int chunk)
    {
        for (var at = chunk == 0 ? 0 : ends[chunk - 1]; at < ends[chunk]; at++)
        {
            var (buurt, within) = Math.DivRem(at, cohortsPerBuurt);
            var (sex, back) = Math.DivRem((int)within, cohortsPerBuurt / 2);
            yield return ((int)buurt, sex, world.LastYear - back);
        }
    }
}
