using Populatie.Analytics.Kernels;

namespace Populatie.Analytics.Tests.Kernels;

/// <summary>Every operation on whole numbers, lane by lane, against plain C#.</summary>
public sealed class IntsTests
{
    [Fact]
    public void Every_operation_gives_the_plain_result_at_every_width()
    {
        foreach (var width in Widths.All)
        {
            var work = new Work { Random = new Random(31) };
            LaneChoice.RunInts(width, ref work);
            work.Lanes.ShouldBe(width == LaneWidth.Scalar ? 1 : (int)width / 32);
        }
    }

    private struct Work : IIntWork
    {
        public Random Random;

        public int Lanes;

        public unsafe void Run<TInts>()
            where TInts : struct, IInts<TInts>
        {
            Lanes = TInts.Count;
            // One entry more than the last place: a gather of half words may read over it.
            var table = stackalloc uint[257];
            for (var i = 0; i < 257; i++)
            {
                table[i] = Next(Random);
            }
            var (a, b, bits, place) = (new uint[16], new uint[16], new uint[16], new uint[16]);
            for (var round = 0; round < 300; round++)
            {
                for (var i = 0; i < TInts.Count; i++)
                {
                    (a[i], b[i], bits[i], place[i]) = (
                        Next(Random),
                        Next(Random),
                        (uint)Random.Next(32),
                        (uint)Random.Next(256)
                    );
                }
                var shift = Random.Next(32);
                fixed (
                    uint* pa = a,
                        pb = b,
                        pBits = bits,
                        pPlace = place
                )
                {
                    var (x, y) = (TInts.Load(pa), TInts.Load(pb));
                    var (n, at) = (TInts.Load(pBits), TInts.Load(pPlace));
                    Check(x + y, i => unchecked(a[i] + b[i]));
                    Check(x - y, i => unchecked(a[i] - b[i]));
                    Check(x * y, i => unchecked(a[i] * b[i]));
                    Check(x & y, i => a[i] & b[i]);
                    Check(x >> shift, i => a[i] >> shift);
                    Check(x << shift, i => a[i] << shift);
                    Check(TInts.ShiftRight(x, n), i => a[i] >> (int)bits[i]);
                    Check(TInts.ShiftLeft(x, n), i => a[i] << (int)bits[i]);
                    Check(TInts.Min(x, y), i => Math.Min(a[i], b[i]));
                    Check(TInts.Broadcast(b[0]), _ => b[0]);
                    uint[] words = [.. new Span<uint>(table, 257)];
                    Check(TInts.Gather(table, at), i => words[place[i]]);
                    Check(
                        TInts.Gather((ushort*)table, at),
                        i => words[place[i] / 2] >> (int)(place[i] % 2 * 16) & ushort.MaxValue
                    );
                    var highest = Enumerable.Range(0, TInts.Count).Sum(i => (double)(a[i] >> 31) * (1L << i));
                    TInts.HighestBits(x).ShouldBe((ulong)highest);
                }
            }
        }

        private static unsafe void Check<TInts>(TInts actual, Func<int, uint> expected)
            where TInts : struct, IInts<TInts>
        {
            var lanes = stackalloc uint[16];
            TInts.Store(actual, lanes);
            for (var i = 0; i < TInts.Count; i++)
            {
                lanes[i].ShouldBe(expected(i));
            }
        }

        /// <summary>All bits, and the ends more often than chance would.</summary>
        private static uint Next(Random random) =>
            random.Next(8) switch
            {
                0 => 0,
                1 => uint.MaxValue,
                2 => 1u << 31,
                _ => (uint)random.NextInt64(1L << 32),
            };
    }
}
