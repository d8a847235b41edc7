using System.Collections.Immutable;
using Populatie.Analytics.Records;

namespace Populatie.Simulation.Figures;

/// <summary>What results are given per: the products in use, then all totals. Positions run over both.</summary>
internal sealed class ResultAxis
{
    public ResultAxis(ProductAxis products, ImmutableArray<int> used)
    {
        var totals = Enumerable.Range(products.ProductCount, products.Count - products.ProductCount);
        Ordinals = [.. used, .. totals];
        UsedCount = used.Length;
        Parts =
        [
            .. Ordinals.Select(o =>
                Enumerable.Range(0, used.Length).Where(slot => products.Contains(o, used[slot])).ToImmutableArray()
            ),
        ];
        Addends = [.. Enumerable.Range(0, Count).Select(AddendsOf)];
    }

    /// <summary>Ordinals in the product axis, by position.</summary>
    public ImmutableArray<int> Ordinals { get; }

    /// <summary>Positions before this are products proper.</summary>
    public int UsedCount { get; }

    /// <summary>Per position: the slots (products in use) that count towards it.</summary>
    public ImmutableArray<ImmutableArray<int>> Parts { get; }

    /// <summary>
    /// Per total: positions before it that together make it up, totals of which all products count towards it among them.
    /// </summary>
    public ImmutableArray<ImmutableArray<int>> Addends { get; }

    public int Count => Ordinals.Length;

    public int AllPosition => Count - 1;

    private ImmutableArray<int> AddendsOf(int position)
    {
        var left = Parts[position].ToHashSet();
        var found = new List<int>();
        for (var total = position - 1; total >= UsedCount; total--)
        {
            if (Parts[total].Length > 1 && Parts[total].All(left.Contains))
            {
                left.ExceptWith(Parts[total]);
                found.Add(total);
            }
        }
        return [.. found, .. left.Order()];
    }
}
