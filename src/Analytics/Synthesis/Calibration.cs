using System.Numerics;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Synthesis;

/// <summary>What calibration decided about a person.</summary>
/// <param name="Kept">Bit 0: care that counts for Wmo is kept; bit 1: for Jeugd.</param>
/// <param name="KnownFrom">Position of the first year in which the records know where the person lives; before it only the gemeente.</param>
internal readonly record struct Verdict(byte Kept, byte KnownFrom)
{
    public bool Keeps(Act act) => (Kept >> (int)act & 1) != 0;
}

/// <summary>How near the calibrated counts came, and how much of the generated care was kept.</summary>
/// <param name="Place">Code of a wijk, or <c>onbekend</c>.</param>
/// <param name="Published">Published clients; null in years without a publication.</param>
/// <param name="Counted">Distinct persons in the records.</param>
/// <param name="KeptShare">Of the persons who could have come in that year, the share that was kept.</param>
public sealed record CalibrationLine(Act Act, int Year, string Place, int? Published, int Counted, double KeptShare);

/// <summary>
/// Keeps as many of the generated persons as were published. Per act, year after year: who was kept before and still is a
/// client counts; of those who come for the first time just as many are kept, wijk by wijk, as are still wanted, in the
/// order of a uniform that each was born with. Clients without a known wijk are newcomers whom no wijk needed; where fewer
/// of them were published than the year before, the records come to know where some of them live. So whole persons are
/// kept or not, no stay is cut, and the counts are exact. After the last published year the shares of its last three
/// years hold on. Of those who only ever asked (who gave up, or still wait on the last day) as large a share is kept as of
/// the newcomers of that year and wijk.
/// </summary>
internal sealed class Calibration
{
    private const int YearsForShare = 3;
    private readonly CityWorld world;
    private readonly UseTargets targets;
    private readonly IReadOnlyList<ChunkUse> chunks;
    private readonly int wijken;

    private Calibration(CityWorld world, UseTargets targets, IReadOnlyList<ChunkUse> chunks)
    {
        (this.world, this.targets, this.chunks) = (world, targets, chunks);
        wijken = world.Truth.Areas.WijkCount;
        Verdicts = [.. chunks.Select(c => new Verdict[c.Persons.Count])];
        Wanted = new int[2 * world.YearCount * (wijken + 1)];
        (Offered, Kept, Hidden, Counted) = (Empty(), Empty(), Empty(), Empty());

        int[] Empty() => new int[Wanted.Length];
    }

    /// <summary>Shape [Chunk][Person].</summary>
    public Verdict[][] Verdicts { get; }

    /// <summary>
    /// Shape [Act, Year, Place], places being the wijken and <c>onbekend</c>: newcomers wanted, offered, kept with their
    /// place, kept without it; and clients counted.
    /// </summary>
    public int[] Wanted { get; }

    public int[] Offered { get; }

    public int[] Kept { get; }

    public int[] Hidden { get; }

    public int[] Counted { get; }

    /// <summary>True when there were newcomers enough for every published count.</summary>
    public bool IsExact { get; private set; } = true;

    public static Calibration Run(CityWorld world, UseTargets targets, IReadOnlyList<ChunkUse> chunks)
    {
        var calibration = new Calibration(world, targets, chunks);
        calibration.Select(Act.Wmo);
        calibration.Select(Act.Jeugd);
        return calibration;
    }

    public int Cell(Act act, int year, int place) => ((((int)act * world.YearCount) + year) * (wijken + 1)) + place;

    private void Select(Act act)
    {
        var (newcomers, askers) = (Newcomers(act, (use, which) => use.YearsOf(which)), Newcomers(act, OnlyAsked));
        var hidden = new List<Candidate>();
        for (var year = 0; year < world.YearCount; year++)
        {
            var published = targets.Covers(world.FirstYear + year);
            if (published)
            {
                Reveal(act, year, hidden);
            }
            var left = new List<Candidate>();
            for (var wijk = 0; wijk < wijken; wijk++)
            {
                var pool = newcomers[(year * wijken) + wijk];
                pool.Sort(Candidate.Order);
                var cell = Cell(act, year, wijk);
                var wanted = published
                    ? targets.Of(act, world.FirstYear + year, wijk) - Counted[cell]
                    : Share(Kept, act, wijk, pool.Count);
                (Wanted[cell], Offered[cell]) = (wanted, pool.Count);
                IsExact &= !published || (wanted >= 0 && wanted <= pool.Count);
                var take = Math.Clamp(wanted, 0, pool.Count);
                Kept[cell] = take;
                pool[..take].ForEach(c => Keep(act, c, knownFrom: 0));
                KeepAskers(act, askers[(year * wijken) + wijk], pool.Count == 0 ? 0 : (double)take / pool.Count);
                if (published)
                {
                    left.AddRange(pool[take..]);
                }
                else
                {
                    var more = Math.Min(pool.Count - take, Share(Hidden, act, wijk, pool.Count));
                    Hide(act, year, pool.GetRange(take, more), hidden);
                }
            }
            if (published)
            {
                FillUnknown(act, year, left, hidden);
            }
        }
    }

    /// <summary>Who asked and never was a client counts nowhere; the first of them by the order of all.</summary>
    private void KeepAskers(Act act, List<Candidate> askers, double share)
    {
        askers.Sort(Candidate.Order);
        askers[..(int)((share * askers.Count) + 0.5)].ForEach(c => Keep(act, c, knownFrom: 0));
    }

    private static uint OnlyAsked(PersonUse use, Act act) => use.YearsOf(act) == 0 ? use.AskedIn(act) : 0;

    /// <summary>Where more are carried over without a place than were published, the first of them become known.</summary>
    private void Reveal(Act act, int year, List<Candidate> hidden)
    {
        var surplus = Counted[Cell(act, year, wijken)] - targets.Of(act, world.FirstYear + year, wijken);
        for (var i = 0; i < hidden.Count && surplus > 0; i++)
        {
            var who = hidden[i];
            if (IsClient(act, who, year) && MayBeKnown(act, who) && HasRoom(act, who, year))
            {
                Count(act, who, -1);
                Set(who, VerdictOf(who) with { KnownFrom = (byte)year });
                Count(act, who, +1);
                hidden.RemoveAt(i--);
                surplus--;
            }
        }
    }

    private bool HasRoom(Act act, Candidate who, int year)
    {
        var home = HomeWijk(who, year);
        return Counted[Cell(act, year, home)] < targets.Of(act, world.FirstYear + year, home);
    }

    private void FillUnknown(Act act, int year, List<Candidate> left, List<Candidate> hidden)
    {
        left.Sort(Candidate.Order);
        left.RemoveAll(c => !MayBeKnown(act, c));
        var cell = Cell(act, year, wijken);
        var wanted = targets.Of(act, world.FirstYear + year, wijken) - Counted[cell];
        (Wanted[cell], Offered[cell]) = (wanted, left.Count);
        IsExact &= wanted >= 0 && wanted <= left.Count;
        Hide(act, year, left.GetRange(0, Math.Clamp(wanted, 0, left.Count)), hidden);
    }

    private void Hide(Act act, int year, List<Candidate> who, List<Candidate> hidden)
    {
        foreach (var candidate in who)
        {
            Hidden[Cell(act, year, HomeWijk(candidate, year))]++;
            Keep(act, candidate, knownFrom: MayBeKnown(act, candidate) ? world.YearCount : 0);
        }
        Kept[Cell(act, year, wijken)] += who.Count;
        hidden.AddRange(who);
    }

    private void Keep(Act act, Candidate who, int knownFrom)
    {
        var before = VerdictOf(who);
        Set(who, new Verdict((byte)(before.Kept | (1 << (int)act)), (byte)Math.Max(before.KnownFrom, knownFrom)));
        Count(act, who, +1);
    }

    /// <summary>Adds a person to, or takes one from, the counts of all years in which they are a client.</summary>
    private void Count(Act act, Candidate who, int sign)
    {
        for (var year = 0; year < world.YearCount; year++)
        {
            if (IsClient(act, who, year))
            {
                var place = year < VerdictOf(who).KnownFrom ? wijken : HomeWijk(who, year);
                Counted[Cell(act, year, place)] += sign;
            }
        }
    }

    /// <summary>What is known of a place holds for both acts, so it may not change once the other act was counted with it.</summary>
    private bool MayBeKnown(Act act, Candidate who) => act == Act.Wmo || !VerdictOf(who).Keeps(Act.Wmo);

    private bool IsClient(Act act, Candidate who, int year) =>
        (chunks[who.Chunk].Persons[who.Person].YearsOf(act) >> year & 1) != 0;

    private int HomeWijk(Candidate who, int year) => chunks[who.Chunk].Places[(who.Person * world.YearCount) + year];

    private Verdict VerdictOf(Candidate who) => Verdicts[who.Chunk][who.Person];

    private void Set(Candidate who, Verdict verdict) => Verdicts[who.Chunk][who.Person] = verdict;

    /// <param name="yearsOf">Bit per year in which somebody counts.</param>
    /// <returns>Shape [Year, Wijk]: who counts for the first time then, and there.</returns>
    private List<Candidate>[] Newcomers(Act act, Func<PersonUse, Act, uint> yearsOf)
    {
        var pools = new List<Candidate>[world.YearCount * wijken];
        for (var i = 0; i < pools.Length; i++)
        {
            pools[i] = [];
        }
        for (var chunk = 0; chunk < chunks.Count; chunk++)
        {
            for (var person = 0; person < chunks[chunk].Persons.Count; person++)
            {
                var use = chunks[chunk].Persons[person];
                var years = yearsOf(use, act);
                if (years != 0 && use.HasPlace)
                {
                    var candidate = new Candidate(use.Rank, chunk, person);
                    var year = BitOperations.TrailingZeroCount(years);
                    // Whom the other act keeps without a place would count as such here: better not as a newcomer at all.
                    if (VerdictOf(candidate).KnownFrom == 0)
                    {
                        pools[(year * wijken) + HomeWijk(candidate, year)].Add(candidate);
                    }
                }
            }
        }
        return pools;
    }

    /// <summary>As large a share of those offered as in the last published years.</summary>
    private int Share(int[] of, Act act, int wijk, int offered)
    {
        var last = targets.FirstYear + targets.YearCount - 1 - world.FirstYear;
        var (taken, all) = (0, 0);
        for (var year = Math.Max(0, last - YearsForShare + 1); year <= last; year++)
        {
            taken += of[Cell(act, year, wijk)];
            all += Offered[Cell(act, year, wijk)];
        }
        return all == 0 ? 0 : (int)(((double)taken / all * offered) + 0.5);
    }

    /// <summary>Someone who could be kept; ordered by the uniform that they were born with.</summary>
    private readonly record struct Candidate(double Rank, int Chunk, int Person)
    {
        public static int Order(Candidate a, Candidate b) =>
            (a.Rank, a.Chunk, a.Person).CompareTo((b.Rank, b.Chunk, b.Person));
    }
}
