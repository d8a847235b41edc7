namespace Populatie.Analytics.Need.Features;

/// <summary>
/// Solves small symmetric positive definite systems. Ours, and not a library's, because a fit must have the same bits
/// everywhere: one order of operations, no other instructions on another machine. A library is its oracle in the tests.
/// </summary>
internal static class Cholesky
{
    /// <param name="matrix">Shape [n, n]; symmetric, positive definite.</param>
    /// <param name="right">Shape [n].</param>
    /// <returns>x with matrix · x = right. Error: relative some n·2⁻⁵² × the condition number.</returns>
    /// <exception cref="ArgumentException">The matrix is not positive definite.</exception>
    public static double[] Solve(double[,] matrix, double[] right)
    {
        var n = right.Length;
        var lower = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var rest = matrix[i, j];
                for (var k = 0; k < j; k++)
                {
                    rest -= lower[i, k] * lower[j, k];
                }
                if (i == j && !(rest > 0))
                {
                    throw new ArgumentException("the matrix is not positive definite", nameof(matrix));
                }
                lower[i, j] = i == j ? Math.Sqrt(rest) : rest / lower[j, j];
            }
        }
        var x = (double[])right.Clone();
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < i; k++)
            {
                x[i] -= lower[i, k] * x[k];
            }
            x[i] /= lower[i, i];
        }
        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++)
            {
                x[i] -= lower[k, i] * x[k];
            }
            x[i] /= lower[i, i];
        }
        return x;
    }
}
