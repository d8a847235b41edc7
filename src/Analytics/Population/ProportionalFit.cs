namespace Populatie.Analytics.Population;

/// <summary>One margin of a table: which sum each cell belongs to, and what each sum must be.</summary>
/// <param name="Name">As errors name it.</param>
/// <param name="OfCell">Shape [Cell]: index into <paramref name="Targets"/>; −1 when the margin leaves the cell free.</param>
/// <param name="Targets">Shape [Sum]; ≥ 0.</param>
public sealed record Margin(string Name, int[] OfCell, double[] Targets);

/// <summary>How a proportional fit ended.</summary>
/// <param name="Cells">Shape [Cell]: the fitted table; in the unit of the targets.</param>
/// <param name="Sweeps">Rounds over all margins.</param>
/// <param name="Residual">Largest |sum − target| ÷ max(1, target) that is left.</param>
/// <param name="Converged">Whether the residual is within the tolerance.</param>
/// <param name="WorstMargin">Name of the margin that holds the residual.</param>
public sealed record ProportionalFitResult(
    double[] Cells,
    int Sweeps,
    double Residual,
    bool Converged,
    string WorstMargin
);

/// <summary>
/// Iterative proportional fitting: scales a seed table until its sums equal given margins, and keeps everything else of
/// the seed's pattern. Only + − × ÷ in one fixed order, so the same bits on every machine. Thread-safe.
/// </summary>
/// <remarks>
/// Properties: (1) margins met to the tolerance when converged; (2) a seed of 0 stays 0; (3) the total equals the margins'
/// total; (4) odds ratios of the seed are kept where two margins cross; (5) margins that contradict each other, or a sum
/// without any seed, end with <see cref="ProportionalFitResult.Converged"/> false, after at most the given sweeps.
/// </remarks>
public static class ProportionalFit
{
    public const double Tolerance = 1e-9;

    /// <param name="seed">Shape [Cell]; ≥ 0.</param>
    /// <param name="margins">At least one; all over the same cells.</param>
    /// <param name="maximumSweeps">Rounds after which it gives up and says so.</param>
    /// <param name="tolerance">Largest residual that counts as met.</param>
    /// <exception cref="ArgumentException">Shapes differ, or a seed or target is negative or not finite.</exception>
    public static ProportionalFitResult Run(
        ReadOnlySpan<double> seed,
        IReadOnlyList<Margin> margins,
        int maximumSweeps = 2000,
        double tolerance = Tolerance
    )
    {
        Check(seed, margins);
        var cells = seed.ToArray();
        var sums = margins.Select(m => new double[m.Targets.Length]).ToArray();
        var (residual, worst) = Residual(cells, margins, sums);
        var sweeps = 0;
        while (residual > tolerance && sweeps < maximumSweeps)
        {
            for (var m = 0; m < margins.Count; m++)
            {
                Scale(cells, margins[m], sums[m]);
            }
            sweeps++;
            (residual, worst) = Residual(cells, margins, sums);
        }
        return new(cells, sweeps, residual, residual <= tolerance, worst);
    }

    private static void Scale(double[] cells, Margin margin, double[] sums)
    {
        Sum(cells, margin, sums);
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] = sums[i] > 0 ? margin.Targets[i] / sums[i] : 0;
        }
        for (var cell = 0; cell < cells.Length; cell++)
        {
            if (margin.OfCell[cell] >= 0)
            {
                cells[cell] *= sums[margin.OfCell[cell]];
            }
        }
    }

    private static void Sum(double[] cells, Margin margin, double[] sums)
    {
        Array.Clear(sums);
        for (var cell = 0; cell < cells.Length; cell++)
        {
            if (margin.OfCell[cell] >= 0)
            {
                sums[margin.OfCell[cell]] += cells[cell];
            }
        }
    }

    private static (double Residual, string Margin) Residual(
        double[] cells,
        IReadOnlyList<Margin> margins,
        double[][] sums
    )
    {
        var (worst, name) = (0.0, margins[0].Name);
        for (var m = 0; m < margins.Count; m++)
        {
            Sum(cells, margins[m], sums[m]);
            for (var i = 0; i < sums[m].Length; i++)
            {
                var target = margins[m].Targets[i];
                var residual = Math.Abs(sums[m][i] - target) / Math.Max(1, target);
                if (residual > worst)
                {
                    (worst, name) = (residual, margins[m].Name);
                }
            }
        }
        return (worst, name);
    }

    private static void Check(ReadOnlySpan<double> seed, IReadOnlyList<Margin> margins)
    {
        if (margins.Count == 0)
        {
            throw new ArgumentException("no margins", nameof(margins));
        }
        foreach (var value in seed)
        {
            if (!(value >= 0) || double.IsInfinity(value))
            {
                throw new ArgumentException("a seed is finite and not negative", nameof(seed));
            }
        }
        foreach (var margin in margins)
        {
            if (margin.OfCell.Length != seed.Length || Array.Exists(margin.OfCell, i => i >= margin.Targets.Length))
            {
                throw new ArgumentException($"margin {margin.Name} does not fit the seed", nameof(margins));
            }
            if (Array.Exists(margin.Targets, t => !(t >= 0) || double.IsInfinity(t)))
            {
                throw new ArgumentException($"margin {margin.Name} has a target below 0", nameof(margins));
            }
        }
    }
}
