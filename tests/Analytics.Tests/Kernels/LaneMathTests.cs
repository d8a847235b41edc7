using Populatie.Analytics.Faults;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Numerics;

namespace Populatie.Analytics.Tests.Kernels;

public sealed class LaneMathTests
{
    /// <summary>Every length 0 … 256, the tail filled up; both functions against the scalar ones, bit for bit.</summary>
    [Fact]
    public void Exp_and_whole_powers_have_the_scalar_bits_at_every_width_and_length()
    {
        var random = new Random(3);
        foreach (var width in Widths.All)
        {
            for (var length = 0; length <= 256; length++)
            {
                var work = new Work
                {
                    X = [.. Enumerable.Range(0, length).Select(_ => (random.NextDouble() * 1400) - 700)],
                    N = [.. Enumerable.Range(0, length).Select(_ => (double)random.Next(0, 5000))],
                    Exp = new double[length],
                    Power = new double[length],
                };
                LaneChoice.Run(width, ref work);
                work.Exp.ShouldHaveTheBitsOf([.. work.X.Select(FixedMath.Exp)], $"exp, {width}, {length}");
                double[] powers = [.. work.N.Select(n => NaivePower(0.999, (int)n))];
                work.Power.ShouldHaveTheBitsOf(powers, $"power, {width}, {length}");
            }
        }
    }

    [Fact]
    public void A_width_is_named_as_the_contract_says_or_refused()
    {
        LaneChoice.Parse("scalar").ShouldBe(LaneWidth.Scalar);
        LaneChoice.Parse("128").ShouldBe(LaneWidth.Bits128);
        LaneChoice.Parse("256").ShouldBe(LaneWidth.Bits256);
        LaneChoice.Parse("512").ShouldBe(LaneWidth.Bits512);
        Should.Throw<UsageException>(() => LaneChoice.Parse("1024"));
        Should.Throw<UsageException>(() => LaneChoice.Parse("Scalar"));
    }

    private static double NaivePower(double x, int n)
    {
        var result = 1.0;
        for (; n > 0; n >>= 1, x *= x)
        {
            result *= (n & 1) == 1 ? x : 1;
        }
        return result;
    }

    private struct Work : ILaneWork
    {
        public double[] X;
        public double[] N;
        public double[] Exp;
        public double[] Power;

        public readonly void Run<TLanes, TWords>()
            where TLanes : struct, ILanes<TLanes, TWords>
            where TWords : struct, IWords<TWords>
        {
            var (x, n, result) = (new double[8], new double[8], new double[8]);
            for (var i = 0; i < X.Length; i += TLanes.Count)
            {
                var count = Math.Min(TLanes.Count, X.Length - i);
                Array.Copy(X, i, x, 0, count);
                Array.Copy(N, i, n, 0, count);
                TLanes.Store(LaneMath.Exp<TLanes, TWords>(TLanes.Load(in x[0])), ref result[0]);
                Array.Copy(result, 0, Exp, i, count);
                var exponent = LaneMath.ToWords<TLanes, TWords>(TLanes.Load(in n[0]));
                TLanes.Store(LaneMath.WholePower(TLanes.Broadcast(0.999), exponent), ref result[0]);
                Array.Copy(result, 0, Power, i, count);
            }
        }
    }
}
