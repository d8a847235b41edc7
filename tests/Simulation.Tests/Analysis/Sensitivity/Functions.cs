using System.Collections.Immutable;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Analysis.Sensitivity;

namespace Populatie.Simulation.Tests.Analysis.Sensitivity;

/// <summary>A plain function of uniforms and of one standard normal of chance, told as a model.</summary>
/// <param name="of">From the factors, each in [0, 1], and chance.</param>
internal sealed class FunctionModel(int factors, Func<double[], double, double> of) : IUncertainModel
{
    public ImmutableArray<Factor> Factors { get; init; } =
    [.. Enumerable.Range(0, factors).Select(f => new Factor($"x{f + 1}", new("0", "½", "1")))];

    public int Asked { get; private set; }

    public double[] Evaluate(IReadOnlyList<PointBlock> blocks, CancellationToken cancellation)
    {
        Asked += blocks.Count * PointBlock.Size;
        return [.. blocks.SelectMany(b => Enumerable.Range(0, PointBlock.Size).Select(lane => At(b, lane)))];
    }

    private double At(PointBlock block, int lane)
    {
        var x = new double[Factors.Length];
        for (var f = 0; f < x.Length; f++)
        {
            var placement = block.Placements[f];
            x[f] =
                placement.Seed is { } seed ? Uniform(seed, block.FirstRow + lane, f)
                : placement.Uniforms.IsDefaultOrEmpty ? 0.5
                : placement.Uniforms[lane];
        }
        var at = new DrawAddress(99, 0, 0);
        return of(x, ScalarDraws.Normal(StreamKey.Of(block.Chance, block.FirstRow + lane), at));
    }

    private static double Uniform(ulong seed, int row, int factor) =>
        StreamKey.Of(seed, row).Uniforms(new((uint)factor, 0, 0)).First;
}

/// <summary>Functions whose indices are known in closed form.</summary>
internal static class Functions
{
    /// <summary>Ishigami and Homma (1990), with a = 7 and b = 0.1, on [−π, π]³.</summary>
    public static double Ishigami(double[] u, double chance)
    {
        var x = u.Select(v => Math.PI * ((2 * v) - 1)).ToArray();
        return Math.Sin(x[0])
            + (7 * Math.Sin(x[1]) * Math.Sin(x[1]))
            + (0.1 * x[2] * x[2] * x[2] * x[2] * Math.Sin(x[0]));
    }

    /// <summary>First-order and total indices, from the variances V = ½ + a²⁄8 + bπ⁴⁄5 + b²π⁸⁄18 and so on.</summary>
    public static (double[] First, double[] Total) OfIshigami()
    {
        const double a = 7;
        const double b = 0.1;
        var (pi4, pi8) = (Math.Pow(Math.PI, 4), Math.Pow(Math.PI, 8));
        var one = 0.5 * Math.Pow(1 + (b * pi4 / 5), 2);
        var two = a * a / 8;
        var together = b * b * pi8 * ((1.0 / 18) - (1.0 / 50));
        var all = one + two + together;
        return ([one / all, two / all, 0], [(one + together) / all, two / all, together / all]);
    }

    /// <summary>Sobol's g-function: Π (|4x − 2| + a) ÷ (1 + a).</summary>
    public static double G(double[] u, double[] a)
    {
        var product = 1.0;
        for (var i = 0; i < u.Length; i++)
        {
            product *= (Math.Abs((4 * u[i]) - 2) + a[i]) / (1 + a[i]);
        }
        return product;
    }

    /// <summary>V_i = ⅓ ÷ (1 + a_i)²; the whole variance is Π (1 + V_i) − 1.</summary>
    public static (double[] First, double[] Total) OfG(double[] a)
    {
        var own = a.Select(ai => 1.0 / 3 / ((1 + ai) * (1 + ai))).ToArray();
        var all = own.Aggregate(1.0, (p, v) => p * (1 + v)) - 1;
        return (
            [.. own.Select(v => v / all)],
            [.. own.Select(v => v / (1 + v) * own.Aggregate(1.0, (p, w) => p * (1 + w)) / all)]
        );
    }
}
