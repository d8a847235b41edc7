using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Capacity;

/// <summary>
/// Providers merge or part: staff and blocked places of the pools before go to the pools after. A pool that is divided is
/// divided by the minutes of care that it gave in the base year in each buurt; by buurten when it gave none.
/// </summary>
internal sealed class PoolHandover
{
    private const int Lanes = Block8.Size;
    private readonly int pools;

    // (from, to, part of from), by from, then to; ordinals of the sets.
    private readonly List<(int From, int To, double Part)> flows = [];

    public PoolHandover(CapacityPlan before, SetPlan from, CapacityPlan after, SetPlan to)
    {
        pools = to.PoolCount;
        for (var pool = 0; pool < from.PoolCount; pool++)
        {
            var group = before.Pools.Pools[from.FirstPool + pool].Group;
            var slots = before.Pools.SlotsOfPool[from.FirstPool + pool];
            var buurten = before.Pools.BuurtenOfPool[from.FirstPool + pool];
            double Minutes(int buurt) => slots.Sum(s => before.Use.Of(UseKind.Minutes, buurt, s));
            var all = buurten.Sum(Minutes);
            var parts = buurten
                .GroupBy(b => after.Pools.PoolOfGroup(group, b) - to.FirstPool)
                .OrderBy(g => g.Key)
                .Select(g => (To: g.Key, Weight: all > 0 ? g.Sum(Minutes) : g.Count()));
            var sum = all > 0 ? all : buurten.Length;
            flows.AddRange(parts.Select(p => (pool, p.To, p.Weight / sum)));
        }
    }

    public void Move(StaffStock before, StaffStock after)
    {
        var fte = new double[pools * Lanes];
        var posts = new double[pools * Lanes];
        foreach (var (from, to, part) in flows)
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                fte[(to * Lanes) + lane] += before.Fte(from)[lane] * part;
                posts[(to * Lanes) + lane] += before.BasePosts(from)[lane] * part;
            }
        }
        for (var pool = 0; pool < pools; pool++)
        {
            after.Replace(pool, fte.AsSpan(pool * Lanes, Lanes), posts.AsSpan(pool * Lanes, Lanes));
        }
    }

    /// <summary>People stay whole: each pool before is divided by running totals.</summary>
    public void Move(SpaceStock before, SpaceStock after)
    {
        var blocked = new double[pools * Lanes];
        for (var lane = 0; lane < Lanes; lane++)
        {
            var (from, running, given) = (-1, 0.0, 0.0);
            foreach (var flow in flows)
            {
                (running, given) = flow.From == from ? (running, given) : (0, 0);
                from = flow.From;
                running += before.Blocked(from)[lane] * flow.Part;
                var until = Math.Min(before.Blocked(from)[lane], Math.Floor(running + 0.5));
                blocked[(flow.To * Lanes) + lane] += until - given;
                given = until;
            }
        }
        for (var pool = 0; pool < pools; pool++)
        {
            after.Replace(pool, blocked.AsSpan(pool * Lanes, Lanes));
        }
    }
}
