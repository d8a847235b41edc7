using Populatie.Analytics.Numerics;

namespace Populatie.Analytics.Population;

/// <summary>
/// Whole, mutually consistent margins per buurt: sexes and age groups both add up to the total. This is what a
/// <see cref="PopulationSynthesis"/> is held to.
/// </summary>
/// <param name="Sexes">Shape [Buurt, Sex V M].</param>
/// <param name="Groups">Shape [Buurt, 5].</param>
public sealed record BuurtMargins(int[] Totals, int[] Sexes, int[] Groups)
{
    public const int SexCount = PopulationTable.SexCount;
    public const int GroupCount = 5;

    /// <summary>
    /// Makes published figures consistent. Rounded buurt figures add up to neither their wijk nor their gemeente, and
    /// sexes and age groups not to the total; each is scaled to the level above and then rounded by largest remainder.
    /// </summary>
    /// <param name="buurten">In the order of the tables. An unpublished total counts as 0.</param>
    /// <param name="wijken">Shape [Buurt]: the wijk of each buurt, which lends its pattern where age groups or sexes are unpublished.</param>
    /// <param name="wijkTotals">Shape [Wijk]: residents to reach per wijk; null keeps the published buurt totals.</param>
    /// <param name="city">Exact sexes and age groups to reach over all buurten; null keeps each buurt's own.</param>
    public static BuurtMargins Reconcile(
        IReadOnlyList<PublishedMargins> buurten,
        IReadOnlyList<int> wijken,
        int[]? wijkTotals,
        PublishedMargins? city
    )
    {
        var totals = buurten.Select(b => b.Total ?? 0).ToArray();
        var wijkCount = wijken.Count == 0 ? 0 : wijken.Max() + 1;
        for (var wijk = 0; wijkTotals is not null && wijk < wijkCount; wijk++)
        {
            var members = Enumerable.Range(0, buurten.Count).Where(b => wijken[b] == wijk).ToArray();
            var shares = WholeNumbers.Apportion(members.Select(b => (double)totals[b]).ToArray(), wijkTotals[wijk]);
            for (var i = 0; i < members.Length; i++)
            {
                totals[members[i]] = shares[i];
            }
        }

        var sexes = Split(
            totals,
            Patterns(buurten, wijken, wijkCount, SexCount, b => b.Men is null || b.Women is null, SexOf),
            SexCount,
            city is { Women: { } v, Men: { } m } ? [v, m] : null
        );
        var groups = Split(
            totals,
            Patterns(buurten, wijken, wijkCount, GroupCount, b => b.LacksAges, (b, g) => b.Groups[g] ?? 0),
            GroupCount,
            city is { LacksAges: false } ? [.. city.Groups.Select(g => g!.Value)] : null
        );
        return new(totals, sexes, groups);
    }

    private static double SexOf(PublishedMargins buurt, int sex) => (sex == 0 ? buurt.Women : buurt.Men) ?? 0;

    /// <summary>Seed [Buurt, part]: own figures, else those of the wijk, else of all, else equal parts.</summary>
    private static double[] Patterns(
        IReadOnlyList<PublishedMargins> buurten,
        IReadOnlyList<int> wijken,
        int wijkCount,
        int parts,
        Func<PublishedMargins, bool> lacks,
        Func<PublishedMargins, int, double> value
    )
    {
        var ofWijk = new double[wijkCount * parts];
        var ofAll = new double[parts];
        for (var b = 0; b < buurten.Count; b++)
        {
            for (var p = 0; p < parts && !lacks(buurten[b]); p++)
            {
                ofWijk[(wijken[b] * parts) + p] += value(buurten[b], p);
                ofAll[p] += value(buurten[b], p);
            }
        }
        var seed = new double[buurten.Count * parts];
        for (var b = 0; b < buurten.Count; b++)
        {
            var own = new double[parts];
            for (var p = 0; p < parts && !lacks(buurten[b]); p++)
            {
                own[p] = value(buurten[b], p);
            }
            var wijk = ofWijk.AsSpan(wijken[b] * parts, parts);
            ReadOnlySpan<double> pattern =
                own.Sum() > 0 ? own
                : Sum(wijk) > 0 ? wijk
                : ofAll;
            var sum = Sum(pattern);
            for (var p = 0; p < parts; p++)
            {
                seed[(b * parts) + p] = sum > 0 ? pattern[p] / sum : 1.0 / parts;
            }
        }
        return seed;
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }
        return sum;
    }

    private static int[] Split(int[] totals, double[] seed, int parts, int[]? city)
    {
        var expected = new double[seed.Length];
        for (var cell = 0; cell < seed.Length; cell++)
        {
            expected[cell] = seed[cell] * totals[cell / parts];
        }
        if (city is null)
        {
            var whole = new int[seed.Length];
            for (var b = 0; b < totals.Length; b++)
            {
                WholeNumbers.Apportion(seed.AsSpan(b * parts, parts), totals[b]).CopyTo(whole, b * parts);
            }
            return whole;
        }
        var columns = WholeNumbers.Apportion(city.Select(c => (double)c).ToArray(), totals.Sum());
        var fit = ProportionalFit.Run(
            expected,
            [
                new(
                    "buurt",
                    [.. Enumerable.Range(0, seed.Length).Select(i => i / parts)],
                    [.. totals.Select(t => (double)t)]
                ),
                new(
                    "city",
                    [.. Enumerable.Range(0, seed.Length).Select(i => i % parts)],
                    [.. columns.Select(c => (double)c)]
                ),
            ]
        );
        return WholeNumbers.TwoWay(fit.Cells, totals, columns);
    }
}
