using System.Runtime.Intrinsics;
using Populatie.Analytics.Need;
using Populatie.Simulation.Blocks;
using Populatie.Simulation.Tests.Projection;

namespace Populatie.Simulation.Tests.Blocks;

public sealed class CountsTests
{
    private const int Lanes = 8;

    [Fact]
    public void Whole_numbers_are_kept_exactly_up_to_the_most()
    {
        Span<float> eight = stackalloc float[Lanes];
        var random = new Random(3);
        for (var round = 0; round < 1000; round++)
        {
            double[] whole = [.. Enumerable.Range(0, Lanes).Select(_ => (double)random.Next(Counts.Most + 1))];
            whole[round % Lanes] = Counts.Most - (round / Lanes);
            Counts.Store(Vector512.Create(whole), eight);
            Counts.Load(eight).ShouldBe(Vector512.Create(whole));
        }
    }

    [Fact]
    public void Who_comes_joins_or_waits_and_nobody_is_lost()
    {
        var random = new Random(4);
        for (var rows = 1; rows < 12; rows++)
        {
            float[] Few() => [.. Enumerable.Range(0, rows * Lanes).Select(_ => (float)Math.Max(0, random.Next(-9, 5)))];
            var (asked, incoming, waiting, starts) = (Few(), Few(), Few(), Few());
            double[] Sums(float[] values) =>
                [
                    .. Enumerable
                        .Range(0, Lanes)
                        .Select(lane => values.Where((_, i) => i % Lanes == lane).Sum(v => (double)v)),
                ];
            Counts.Sum(asked).ShouldBe(Vector512.Create(Sums(asked)));

            var way = incoming.ToArray();
            var all = Counts.Join(asked, way, starts);
            starts.ShouldBe(asked.Zip(incoming, (a, b) => a + b));
            all.ShouldBe(Vector512.Create(Sums(starts)));
            way.ShouldAllBe(v => v == 0);

            var (line, from) = (waiting.ToArray(), incoming.ToArray());
            Counts.Move(from, line).ShouldBe(Vector512.Create(Sums(incoming)));
            line.ShouldBe(waiting.Zip(incoming, (a, b) => a + b));
            from.ShouldAllBe(v => v == 0);
        }
    }

    [Theory]
    [InlineData(Counts.Most + 1, 0)]
    [InlineData(0, 1e9)]
    public void A_projection_with_more_people_than_can_be_kept_is_refused(int open, double perYear)
    {
        var inputs = Town.OneCell(new StayModel(0.5, 0.5, 0.5, 0), perYear, open);
        Should.Throw<OverflowException>(() => Town.Run(inputs, 8));
    }
}
