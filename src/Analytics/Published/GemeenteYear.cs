using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Population;

namespace Populatie.Analytics.Published;

/// <summary>
/// The clients of one act in one gemeente and year: gemeente, wijken, and what no wijk holds; all ages, and the age groups
/// where they are published. Each an interval, narrowed by the sums that must hold.
/// </summary>
internal sealed class GemeenteYear
{
    private readonly Feasibility feasible = new();
    private readonly PublishedUseRow? gemeente;
    private readonly PublishedUseRow?[] wijken;
    private readonly double[] residents;
    private readonly int groups;

    // Positions in the feasibility problem: [Region, Group], group 0 is all ages; regions: wijken, onbekend, gemeente.
    private readonly int[] positions;
    private readonly CountInterval?[] counts;

    /// <param name="gemeente">Null when the gemeente itself is not printed.</param>
    /// <param name="wijken">Shape [Wijk]; null where a wijk exists and is not printed.</param>
    /// <param name="residents">Shape [Wijk]; what is known of the size of each, for estimates; 0 is unknown.</param>
    /// <param name="ageGroups">Age groups that the act is published in; 0 for none.</param>
    public GemeenteYear(PublishedUseRow? gemeente, PublishedUseRow?[] wijken, double[] residents, int ageGroups)
    {
        (this.gemeente, this.wijken, this.residents) = (gemeente, wijken, residents);
        groups = ageGroups + 1;
        positions = new int[(wijken.Length + 2) * groups];
        counts = new CountInterval?[positions.Length];
        State();
        Contradictions = feasible.Narrow().Count;
        Settle();
    }

    /// <summary>Sums that the printed figures cannot meet, whatever was rounded off.</summary>
    public int Contradictions { get; }

    /// <summary>Region of what no wijk holds.</summary>
    public int Unknown => wijken.Length;

    /// <summary>Region of the whole.</summary>
    public int Whole => wijken.Length + 1;

    /// <param name="region">A wijk, <see cref="Unknown"/> or <see cref="Whole"/>.</param>
    /// <param name="group">0 for all ages, else 1 + the age group.</param>
    /// <returns>Null where nothing bounds it from above.</returns>
    public CountInterval? Of(int region, int group) => counts[(region * groups) + group];

    private void State()
    {
        for (var region = 0; region <= Whole; region++)
        {
            for (var group = 0; group < groups; group++)
            {
                var printed = Printed(region, group);
                positions[(region * groups) + group] = printed is { } number
                    ? feasible.Add(CountInterval.OfPrinted(number).Low, CountInterval.OfPrinted(number).High)
                    : feasible.Add(0, Feasibility.Unbounded);
            }
            if (groups > 1)
            {
                feasible.IsSum(At(region, 0), [.. Enumerable.Range(1, groups - 1).Select(g => At(region, g))]);
            }
        }
        for (var group = 0; group < groups; group++)
        {
            feasible.IsSum(At(Whole, group), [.. Enumerable.Range(0, Whole).Select(r => At(r, group))]);
        }
    }

    private int? Printed(int region, int group)
    {
        var row =
            region == Whole ? gemeente
            : region == Unknown ? null
            : wijken[region];
        return row is null ? null
            : group == 0 ? row.Clients
            : row.Ages[group - 1];
    }

    private int At(int region, int group) => positions[(region * groups) + group];

    /// <summary>Values: what is printed; else what the gemeente's rate or pattern leads one to expect, within the interval.</summary>
    private void Settle()
    {
        Put(Whole, 0, ExpectedOfWhole());
        var perResident = PerResident() * RoomForHidden();
        for (var wijk = 0; wijk < wijken.Length; wijk++)
        {
            Put(wijk, 0, perResident * residents[wijk]);
        }
        Put(Unknown, 0, Left(0));
        for (var group = 1; group < groups; group++)
        {
            Put(Whole, group, LeftOfAges(Whole, group));
            for (var wijk = 0; wijk < wijken.Length; wijk++)
            {
                Put(wijk, group, LeftOfAges(wijk, group));
            }
            Put(Unknown, group, Left(group));
        }
    }

    private void Put(int region, int group, double estimate)
    {
        var (low, high) = (feasible.Low(At(region, group)), feasible.High(At(region, group)));
        if (high >= Feasibility.Unbounded)
        {
            return;
        }
        var printed = Printed(region, group);
        // What is too small to print is not nothing: an estimate is at least one person where one is possible.
        var least = region != Unknown ? Math.Max(low, Math.Min(1, high)) : low;
        // Sums may rule out the printed number itself, by a count or two; it stays in its interval all the same.
        counts[(region * groups) + group] = printed is > 0 and var number
            ? new(Math.Min(low, number), number, Math.Max(high, number), Basis.Published)
            : new(
                low,
                Math.Clamp((long)Math.Floor(Math.Min(estimate, high) + 0.5), least, high),
                high,
                Basis.Estimated
            );
    }

    private double ExpectedOfWhole()
    {
        double sum = 0;
        foreach (var wijk in wijken)
        {
            sum += wijk?.Clients ?? 0;
        }
        return sum;
    }

    /// <summary>Clients per resident of the gemeente; 0 when it is not known.</summary>
    private double PerResident()
    {
        var all = 0.0;
        foreach (var of in residents)
        {
            all += of;
        }
        return all > 0 ? (Of(Whole, 0)?.Value ?? 0) / all : 0;
    }

    /// <summary>Part of what hidden wijken are expected to have that the printed ones leave room for, at most 1.</summary>
    private double RoomForHidden()
    {
        double left = Of(Whole, 0)?.Value ?? 0;
        double expected = 0;
        for (var wijk = 0; wijk < wijken.Length; wijk++)
        {
            var printed = wijken[wijk]?.Clients is > 0 and var number ? number : 0;
            left -= printed;
            expected += printed > 0 ? 0 : PerResident() * residents[wijk];
        }
        return expected > Math.Max(0, left) ? Math.Max(0, left) / expected : 1;
    }

    private double Left(int group)
    {
        double left = Of(Whole, group)?.Value ?? 0;
        for (var wijk = 0; wijk < wijken.Length; wijk++)
        {
            left -= Of(wijk, group)?.Value ?? 0;
        }
        return Math.Max(0, left);
    }

    /// <summary>What the printed age groups of a region leave, divided as over the whole gemeente.</summary>
    private double LeftOfAges(int region, int group)
    {
        double left = Of(region, 0)?.Value ?? 0;
        double own = 0;
        double all = 0;
        for (var other = 1; other < groups; other++)
        {
            left -= Printed(region, other) ?? 0;
            if (Printed(region, other) is null)
            {
                var weight = gemeente?.Ages[other - 1] ?? 1;
                all += weight;
                own = other == group ? weight : own;
            }
        }
        return all > 0 ? Math.Max(0, left) * own / all : 0;
    }
}
