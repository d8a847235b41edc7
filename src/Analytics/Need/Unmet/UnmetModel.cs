using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Numerics;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Need.Unmet;

/// <summary>
/// Unmet need on the last day of the last year of a fit. Every part is computed in each of K draws of the assumptions; the
/// central draw gives the value, the others, with chance added, the interval. The draws of assumptions are the same for all
/// areas and products. Method: docs/method/need.md. Values in, values out; the same inputs give the same bits. Not thread-safe.
/// </summary>
public sealed class UnmetModel
{
    private const int Acts = LengthReading.Acts;
    private const int K = AssumptionDraws.Count;

    // Addresses of assumptions; of chance per area and product: from the last one on.
    private const uint NormAddress = 1;
    private const uint HeldAddress = 10;
    private const uint ForegoneAddress = 20;
    private const uint HiddenAddress = 30;
    private const uint ChanceAddress = 1000;

    private readonly Cube cube;
    private readonly Fit fit;
    private readonly LengthReading lengths;
    private readonly SilentNeed silent;
    private readonly double[] silentPerRequest;
    private readonly double[][] norm = new double[Acts][];
    private readonly double[][] foregoneExit = new double[Acts][];
    private readonly double[][] hiddenExit = new double[Acts][];
    private readonly (int Product, double[] Month, double[] Chance)[] held;

    /// <param name="cube">The cube that the fit was made from.</param>
    public UnmetModel(Cube cube, Fit fit, UnmetSettings settings)
    {
        (this.cube, this.fit) = (cube, fit);
        lengths = new LengthReading(cube, fit.LastYear);
        silent = new SilentNeed(cube, fit);
        var takeUp = new SegmentTakeUp(fit.Areas, settings);
        (silentPerRequest, KnowsFeatures) = (takeUp.SilentPerRequest(), takeUp.KnowsFeatures);
        foreach (var act in Enum.GetValues<Act>())
        {
            var a = (uint)act;
            var (decision, start) = settings.NormWeeks[act];
            var first = AssumptionDraws.Of(decision, NormAddress + a, 0, 1000);
            var second = AssumptionDraws.Of(start, NormAddress + Acts + a, 0, 1000);
            norm[a] = [.. first.Select((weeks, draw) => weeks + second[draw])];
            foregoneExit[a] = AssumptionDraws.Of(settings.ForegoneExit[act], ForegoneAddress + a, 1e-3, 1000);
            hiddenExit[a] = AssumptionDraws.Of(settings.HiddenExit[act], HiddenAddress + a, 1e-3, 1000);
        }
        held = [.. Held(cube.StaysUntil(fit.LastYear), settings)];
    }

    /// <summary>Whether take-up rests on features of these areas; else on what is usual.</summary>
    public bool KnowsFeatures { get; }

    /// <summary>Whether any step from basiszorg to aanvullende zorg was seen: else nothing can be said of being held.</summary>
    public bool KnowsReferrals => held.Length > 0;

    /// <summary>Whether the cube tells how long people wait; else only hidden need can be told.</summary>
    public bool KnowsWaits => cube.Durations.Count > 0;

    /// <summary>Unmet need of a set of leaves, for products or totals, one each.</summary>
    /// <param name="leaves">Ordinals of buurten and <c>onbekend</c> leaves; not empty.</param>
    /// <param name="ordinals">Ordinals of products and totals.</param>
    public UnmetNeed[] Of(IReadOnlyList<int> leaves, IReadOnlyList<int> ordinals)
    {
        lengths.Read(leaves);
        var buurten = leaves.Where(l => l < fit.Areas.BuurtCount).ToList();
        return [.. ordinals.Select(o => Of(leaves[0], buurten, o))];
    }

    private UnmetNeed Of(int firstLeaf, List<int> buurten, int ordinal)
    {
        var waiting = KnowsWaits ? Waiting(ordinal) : null;
        var retained = KnowsWaits && KnowsReferrals ? Retained(firstLeaf, ordinal) : null;
        var foregone = KnowsWaits ? Foregone(firstLeaf, ordinal) : null;
        var hidden = Hidden(firstLeaf, buurten, ordinal);
        var total = new double[K];
        for (var draw = 0; draw < K; draw++)
        {
            total[draw] = (waiting?[draw] ?? 0) + (retained?[draw] ?? 0) + (foregone?[draw] ?? 0) + hidden[draw];
        }
        var observed = cube.Origin.Basis;
        return new(
            Part(waiting, observed),
            Part(retained, Basis.Assumed),
            Part(foregone, Basis.Estimated),
            Part(hidden, Basis.Assumed),
            Part(total, Basis.Assumed)!
        );
    }

    private static UnmetPart? Part(double[]? draws, Basis basis)
    {
        if (draws is null)
        {
            return null;
        }
        var (low, high) = AssumptionDraws.Middle90(draws);
        return new(draws[0], low, high, basis);
    }

    /// <summary>Persons who have waited for longer than the norm; the norm alone is uncertain.</summary>
    private double[] Waiting(int ordinal)
    {
        var draws = new double[K];
        for (var draw = 0; draw < K; draw++)
        {
            for (var act = 0; act < Acts; act++)
            {
                var from = ((ordinal * Acts) + act) * Durations.ClassCount;
                // A class holds whole weeks: from the norm on, all of it is over.
                var first = Math.Min(
                    Durations.ClassCount - 1,
                    (int)Math.Ceiling(norm[act][draw] / Durations.WaitWeeks)
                );
                for (var c = first; c < Durations.ClassCount; c++)
                {
                    draws[draw] += lengths.Waiting[from + c];
                }
            }
        }
        return draws;
    }

    private IEnumerable<(int Product, double[] Month, double[] Chance)> Held(StayTable stays, UnmetSettings settings)
    {
        var timing = AssumptionDraws.Of(settings.HeldTiming, HeldAddress, 0, 1);
        var share = AssumptionDraws.Of(settings.HeldShare, HeldAddress + 1, 0, 1);
        for (var product = 0; product < fit.Products.ProductCount; product++)
        {
            if (ReferralTiming.Of(stays, fit.Products, product) is { } referral)
            {
                double[] month = [.. timing.Select(referral.Month)];
                yield return (product, month, [.. month.Select((m, draw) => referral.StillToCome(m) * share[draw])]);
            }
        }
    }

    private double[] Retained(int firstLeaf, int ordinal)
    {
        var draws = new double[K];
        foreach (var (product, month, chance) in held.Where(h => fit.Products.Contains(ordinal, h.Product)))
        {
            var classes = lengths.Basiszorg.AsSpan(product * Durations.ClassCount, Durations.ClassCount);
            for (var draw = 0; draw < K; draw++)
            {
                var longer = ReferralTiming.Longer(classes, month[draw]);
                var mean = longer * chance[draw];
                draws[draw] += WithChance(mean, mean * (1 - chance[draw]), firstLeaf, product, 1, draw);
            }
        }
        return draws;
    }

    /// <summary>Those who gave up in each year, as far as their need has lasted; giving up is spread evenly over a year.</summary>
    private double[] Foregone(int firstLeaf, int ordinal)
    {
        var draws = new double[K];
        for (var draw = 0; draw < K; draw++)
        {
            double mean = 0;
            double variance = 0;
            for (var act = 0; act < Acts; act++)
            {
                var exit = foregoneExit[act][draw];
                var within = -FixedMath.Expm1(-exit) / exit;
                for (var ago = 0; ago < lengths.Years; ago++)
                {
                    var count = lengths.Dropped[(((ordinal * Acts) + act) * lengths.Years) + ago];
                    if (count > 0)
                    {
                        var left = within * FixedMath.Exp(-exit * ago);
                        mean += count * left;
                        variance += count * left * (1 - left);
                    }
                }
            }
            draws[draw] = WithChance(mean, variance, firstLeaf, ordinal, 2, draw);
        }
        return draws;
    }

    /// <summary>Need that arises silently, over the rate at which it goes away: the stock that the two hold in balance.</summary>
    private double[] Hidden(int firstLeaf, List<int> buurten, int ordinal)
    {
        var draws = new double[K];
        var requests = new (double Mean, double Variance)[buurten.Count * Acts];
        for (var i = 0; i < requests.Length; i++)
        {
            requests[i] = silent.Of(buurten[i / Acts], ordinal, (Act)(i % Acts));
        }
        for (var draw = 0; draw < K; draw++)
        {
            double mean = 0;
            double variance = 0;
            for (var i = 0; i < requests.Length; i++)
            {
                var silentHere = silentPerRequest[(draw * fit.Areas.BuurtCount) + buurten[i / Acts]];
                var factor = silentHere / hiddenExit[i % Acts][draw];
                mean += factor * requests[i].Mean;
                variance += factor * factor * requests[i].Variance;
            }
            // A stock in balance is a Poisson count besides.
            draws[draw] = WithChance(mean, mean + variance, firstLeaf, ordinal, 3, draw);
        }
        return draws;
    }

    private static double WithChance(double mean, double variance, int leaf, int ordinal, uint part, int draw) =>
        draw == 0 || variance <= 0
            ? mean
            : Math.Max(
                0,
                mean
                    + (
                        Math.Sqrt(variance)
                        * AssumptionDraws.Normal(ChanceAddress + ((uint)leaf * 4) + part, (uint)ordinal, draw)
                    )
            );
}
