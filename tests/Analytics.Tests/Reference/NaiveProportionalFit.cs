namespace Populatie.Analytics.Tests.Reference;

/// <summary>
/// Two-way fitting another way: cell = seed × rowFactor × columnFactor, with the factors solved in turn and the table made
/// once at the end. Slow and plain.
/// </summary>
internal static class NaiveProportionalFit
{
    public static double[] Run(double[] seed, double[] rows, double[] columns)
    {
        var (u, v) = (Enumerable.Repeat(1m, rows.Length).ToArray(), Enumerable.Repeat(1m, columns.Length).ToArray());
        decimal Seed(int r, int c) => (decimal)seed[(r * columns.Length) + c];
        for (var round = 0; round < 200; round++)
        {
            for (var r = 0; r < rows.Length; r++)
            {
                u[r] = (decimal)rows[r] / Enumerable.Range(0, columns.Length).Sum(c => Seed(r, c) * v[c]);
            }
            for (var c = 0; c < columns.Length; c++)
            {
                v[c] = (decimal)columns[c] / Enumerable.Range(0, rows.Length).Sum(r => Seed(r, c) * u[r]);
            }
        }
        return
        [
            .. seed.Select(
                (_, i) =>
                    (double)(
                        Seed(i / columns.Length, i % columns.Length) * u[i / columns.Length] * v[i % columns.Length]
                    )
            ),
        ];
    }
}
