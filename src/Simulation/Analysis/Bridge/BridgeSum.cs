using System.Collections.Immutable;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Numerics;

namespace Populatie.Simulation.Analysis.Bridge;

/// <summary>From levels at both ends to a bridge: the split is made in every future, and its mean is shown.</summary>
public static class BridgeSum
{
    /// <summary>The bridge of each product, and last of all together when there is more than one.</summary>
    /// <param name="ends">Per product the levels at the begin and at the end, with the same terms.</param>
    /// <param name="years">Years from begin to end; ≥ 1.</param>
    /// <param name="basis">What volumes at the end rest on; of prices of later years it is an assumption.</param>
    public static ImmutableArray<BridgePart> Of(
        IReadOnlyList<(string Product, CostLevels Begin, CostLevels End)> ends,
        int years,
        Basis basis
    )
    {
        var terms = ends[0].Begin.Terms;
        var splits = ends.Select(e => Split(e.Begin, e.End)).ToList();
        var parts = ends.Select((e, i) => Part(e.Product, e.Begin.Mean, e.End.Mean, terms, splits[i], years, basis))
            .ToList();
        if (parts.Count > 1)
        {
            parts.Add(Together(parts, terms, splits, years, basis));
        }
        return [.. parts];
    }

    /// <summary>Contributions per future; shape [Term][Future].</summary>
    private static double[][] Split(CostLevels begin, CostLevels end)
    {
        var (levels, futures) = (begin.Terms.Length, Math.Max(begin.Futures, end.Futures));
        var split = Enumerable.Range(0, levels).Select(_ => new double[futures]).ToArray();
        var (first, last, parts) = (new double[levels], new double[levels], new double[levels]);
        for (var future = 0; future < futures; future++)
        {
            begin.Fill(future, first);
            end.Fill(future, last);
            parts.AsSpan().Clear();
            LevelChain.Add(first, last, parts);
            for (var term = 0; term < levels; term++)
            {
                split[term][future] = parts[term];
            }
        }
        return split;
    }

    private static BridgePart Part(
        string product,
        double begin,
        double end,
        ImmutableArray<BridgeTerm> terms,
        double[][] split,
        int years,
        Basis basis
    )
    {
        var (from, to) = (Whole(begin), Whole(end));
        var means = split.Select(s => s.Average()).ToArray();
        return Part(product, from, to, terms, CentAllotment.Allot(means, to - from), split, years, basis);
    }

    /// <summary>Cents of the parts add up, so that every row and column of the table does.</summary>
    private static BridgePart Together(
        List<BridgePart> parts,
        ImmutableArray<BridgeTerm> terms,
        List<double[][]> splits,
        int years,
        Basis basis
    )
    {
        var split = terms
            .Select(
                (_, term) => Enumerable.Range(0, splits[0][0].Length).Select(f => splits.Sum(s => s[term][f])).ToArray()
            )
            .ToArray();
        var cents = terms.Select((_, term) => parts.Sum(p => p.Rows[term].Change)).ToArray();
        return Part("all", parts.Sum(p => p.Begin), parts.Sum(p => p.End), terms, cents, split, years, basis);
    }

    private static BridgePart Part(
        string product,
        long begin,
        long end,
        ImmutableArray<BridgeTerm> terms,
        long[] cents,
        double[][] split,
        int years,
        Basis basis
    )
    {
        var mean = LogMeanSplit.LogMean(begin, end);
        double Factor(long change) =>
            mean > 0 ? FixedMath.Exp(change / mean)
            : change == 0 ? 1
            : double.NaN;
        double PerYear(double factor) => FixedMath.Exp(FixedMath.Log(factor) / years) - 1;
        var whole = Factor(end - begin);
        return new(
            product,
            begin,
            end,
            whole,
            PerYear(whole),
            [
                .. terms.Select(
                    (term, i) =>
                        new BridgeRow(
                            term,
                            cents[i],
                            Quantile(split[i], 5),
                            Quantile(split[i], 95),
                            Factor(cents[i]),
                            PerYear(Factor(cents[i])),
                            term is BridgeTerm.RelativePrice or BridgeTerm.GeneralPrice ? Basis.Assumed : basis
                        )
                ),
            ]
        );
    }

    private static double? Quantile(double[] values, int hundredths)
    {
        if (values.Length < 2)
        {
            return null;
        }
        var sorted = values.Order().ToArray();
        return sorted[Math.Max(1, ((hundredths * sorted.Length) + 99) / 100) - 1];
    }

    private static long Whole(double cents) => (long)Math.Floor(cents + 0.5);
}
