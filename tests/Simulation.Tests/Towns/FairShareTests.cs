using System.Runtime.Intrinsics;
using Populatie.Simulation.Towns;

namespace Populatie.Simulation.Tests.Towns;

public sealed class FairShareTests
{
    private const int Lanes = 8;

    [Fact]
    public void Shares_add_up_and_no_cell_gives_more_than_it_has()
    {
        var random = new Random(11);
        for (var round = 0; round < 2000; round++)
        {
            var cells = Enumerable.Range(0, random.Next(1, 40)).Select(c => c * Lanes).ToArray();
            var people = Enumerable.Range(0, cells.Length * Lanes).Select(_ => (float)random.Next(0, 6)).ToArray();
            var (before, total) = (people.ToArray(), new double[Lanes]);
            FairShare.Sum(cells, people).CopyTo(total);
            var taken = total.Select(t => (double)random.Next(0, (int)t + 1)).ToArray();
            var from = new float[people.Length];
            FairShare.Take(cells, people, total, taken, [.. total.Select(_ => random.NextDouble())], from);
            for (var lane = 0; lane < Lanes; lane++)
            {
                Enumerable.Range(0, cells.Length).Sum(c => (double)from[(c * Lanes) + lane]).ShouldBe(taken[lane]);
            }
            from.ShouldAllBe(f => f >= 0);
            people.ShouldAllBe(p => p >= 0);
            from.Zip(people, (f, p) => f + p).ShouldBe(before);
        }
    }

    [Fact]
    public void Everyone_has_the_same_chance()
    {
        // 3 of 10 people in cells of 1, 2, 3 and 4: over an even grid of uniforms each cell gives exactly 30% on average.
        const int grid = 8000;
        int[] cells = [0, Lanes, 2 * Lanes, 3 * Lanes];
        var mean = new double[cells.Length];
        for (var i = 0; i < grid; i += Lanes)
        {
            var people = Enumerable.Range(0, cells.Length * Lanes).Select(at => (float)((at / Lanes) + 1)).ToArray();
            var from = new float[people.Length];
            double[] uniform = [.. Enumerable.Range(i, Lanes).Select(u => (u + 0.5) / grid)];
            var (ten, three) = (Enumerable.Repeat(10.0, Lanes).ToArray(), Enumerable.Repeat(3.0, Lanes).ToArray());
            FairShare.Take(cells, people, ten, three, uniform, from);
            for (var at = 0; at < from.Length; at++)
            {
                mean[at / Lanes] += (double)from[at] / grid;
            }
        }
        for (var cell = 0; cell < mean.Length; cell++)
        {
            mean[cell].ShouldBe(0.3 * (cell + 1), 1e-3);
        }
    }
}
