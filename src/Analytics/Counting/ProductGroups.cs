using Populatie.Analytics.Records;

namespace Populatie.Analytics.Counting;

/// <summary>Which totals a product counts towards, and which products a total holds, ready for counting. Immutable; thread-safe.</summary>
internal sealed class ProductGroups
{
    public ProductGroups(ProductAxis products)
    {
        (Count, ProductCount, AllOrdinal) = (products.Count, products.ProductCount, products.AllOrdinal);
        TotalsOf =
        [
            .. Enumerable
                .Range(0, ProductCount)
                .Select(p =>
                    Enumerable.Range(ProductCount, Count - ProductCount).Where(t => products.Contains(t, p)).ToArray()
                ),
        ];
        MaskWords = (ProductCount + 63) / 64;
        masks = new ulong[(Count - ProductCount) * MaskWords];
        for (var p = 0; p < ProductCount; p++)
        {
            foreach (var total in TotalsOf[p])
            {
                masks[((total - ProductCount) * MaskWords) + (p / 64)] |= 1UL << (p % 64);
            }
        }
    }

    private readonly ulong[] masks;

    /// <summary>Products and totals.</summary>
    public int Count { get; }

    public int ProductCount { get; }

    public int AllOrdinal { get; }

    /// <summary>Shape [Product][…]: ordinals of the totals that hold it.</summary>
    public int[][] TotalsOf { get; }

    /// <summary>Words of 64 products.</summary>
    public int MaskWords { get; }

    /// <summary>A bit per product of a word: those that a total holds.</summary>
    public ulong MaskOf(int total, int word) => masks[((total - ProductCount) * MaskWords) + word];
}
