namespace Populatie.Analytics.Cubes;

/// <summary>
/// What a cube counted per leaf, product or total, and year: ages, sexes and quarters summed, stocks as they stand on the last
/// day. All that a projection wants of a cube beside the fit, in a hundredth of its room. Immutable; thread-safe.
/// </summary>
public sealed class CubeYears
{
    /// <summary>Names of the measures; flows of the year, except <c>open</c> and <c>waiting</c>, and distinct clients.</summary>
    public static readonly IReadOnlyList<string> Measures =
    [
        "requests",
        "clients",
        "open",
        "begun",
        "ended",
        "minutes",
        CubeMeasure.Cost,
        "waiting",
        Dropped,
    ];

    /// <summary>Who gave up waiting in the year; of products proper only.</summary>
    internal const string Dropped = "dropped";

    private readonly int[] keys;
    private readonly long[][] columns;

    internal CubeYears(CubeAxes axes, CubeOrigin origin, CountIntervals? published, bool[] lumpSum, Cells cells)
    {
        (Axes, Origin, Published, LumpSum) = (axes, origin, published, lumpSum);
        (keys, columns) = (cells.Keys, cells.Columns);
    }

    public CubeAxes Axes { get; }

    public CubeOrigin Origin { get; }

    /// <summary>As in the cube: clients of published tables, which then are all there is.</summary>
    public CountIntervals? Published { get; }

    /// <summary>Per product or total: whether any product with records in it is paid by a lump sum.</summary>
    public IReadOnlyList<bool> LumpSum { get; }

    public int YearCount => Origin.LastYear - Origin.FirstYear + 1;

    /// <summary>Cells in which anything was counted, by leaf, product or total, and year.</summary>
    internal Cells Counted => new(keys, columns);

    public static CubeYears Of(Cube cube) =>
        new(cube.Axes, cube.Origin, cube.Published, LumpSums(cube), new CubeYearsCount(cube).Count());

    /// <summary>Adds a measure of every leaf to the areas of a level.</summary>
    /// <param name="measure">Ordinal in <see cref="Measures"/>.</param>
    /// <param name="areaOfLeaf">Shape [Leaf].</param>
    /// <param name="into">Shape [Area, Product or total, Year], from the first year of the cube.</param>
    /// <param name="years">Years of <paramref name="into"/>; later ones are passed over.</param>
    public void AddTo(int measure, ReadOnlySpan<int> areaOfLeaf, Span<long> into, int years) =>
        AddTo(measure, areaOfLeaf, into, Axes.Products.Count, firstYear: 0, years);

    /// <summary>The same of some products and years; what there is no room for is passed over.</summary>
    /// <param name="measure">Ordinal in <see cref="Measures"/>.</param>
    /// <param name="areaOfLeaf">Shape [Leaf].</param>
    /// <param name="into">Shape [Area, Product or total, Year]; of areas perhaps only the first.</param>
    /// <param name="products">Products, or with the totals after them, of <paramref name="into"/>.</param>
    /// <param name="firstYear">Its first year; 0 is the first of the cube.</param>
    /// <param name="years">Its years.</param>
    public void AddTo(
        int measure,
        ReadOnlySpan<int> areaOfLeaf,
        Span<long> into,
        int products,
        int firstYear,
        int years
    )
    {
        var (axis, column) = (Axes.Products.Count, columns[measure]);
        for (var i = 0; i < keys.Length; i++)
        {
            if (column[i] == 0)
            {
                continue;
            }
            var (cell, year) = Math.DivRem(keys[i], YearCount);
            var (leaf, product) = Math.DivRem(cell, axis);
            var at = (((areaOfLeaf[leaf] * products) + product) * years) + year - firstYear;
            if (product < products && year >= firstYear && year < firstYear + years && at < into.Length)
            {
                into[at] += column[i];
            }
        }
    }

    private static bool[] LumpSums(Cube cube)
    {
        var products = cube.Axes.Products;
        var lumpSum = new bool[products.Count];
        var used = new bool[products.ProductCount];
        foreach (var bits in cube.Flows.Keys)
        {
            used[new CellKey(bits).Product] = true;
        }
        for (var product = 0; product < used.Length; product++)
        {
            for (var total = 0; used[product] && total < lumpSum.Length; total++)
            {
                lumpSum[total] |= products.Contains(total, product) && products.Products[product].LumpSum;
            }
        }
        return lumpSum;
    }

    /// <summary>Cells in ascending order of (leaf × axis + product) × years + year.</summary>
    internal readonly record struct Cells(int[] Keys, long[][] Columns);
}
