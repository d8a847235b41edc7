using Populatie.Analytics.Randomness;
using Populatie.Simulation.Steps;

namespace Populatie.Simulation.Tests.Steps;

public sealed class CellRowsTests
{
    private const int Lanes = Block8.Size;

    [Fact]
    public void The_cells_with_anybody_come_by_in_order_and_the_last_fills_its_group()
    {
        var random = new Random(5);
        for (var cells = 1; cells < 90; cells += 4)
        {
            var rows = new CellRows(Enumerable.Range(0, cells).Select(c => (uint)(c * 3)).ToArray());
            var (one, other, third) = (Few(random, cells), Few(random, cells), Few(random, cells));
            int[] order = [.. Enumerable.Range(0, cells).OrderBy(_ => random.Next())];
            rows.Find(order, one);
            Taken(rows).ShouldBe(order.Where(c => IsAny(one, c)));
            rows.Find(order, one, other);
            Taken(rows).ShouldBe(order.Where(c => IsAny(one, c) || IsAny(other, c)));
            double[] wide = [.. other.Select(value => value / 3.0)];
            rows.Find(order, wide);
            Taken(rows).ShouldBe(order.Where(c => IsAny(other, c)));
            rows.Find(order, wide, one);
            Taken(rows).ShouldBe(order.Where(c => IsAny(one, c) || IsAny(other, c)));
            rows.Find(order, one, other, third);
            Taken(rows).ShouldBe(order.Where(c => IsAny(one, c) || IsAny(other, c) || IsAny(third, c)));
        }
    }

    [Fact]
    public void Cells_that_are_not_there_are_refused()
    {
        var rows = new CellRows(new uint[] { 1, 2, 3 });
        Should.Throw<ArgumentOutOfRangeException>(() => rows.Find([0, 3], new float[3 * Lanes]));
        Should.Throw<ArgumentOutOfRangeException>(() => rows.Find([-1], new float[3 * Lanes]));
        Should.Throw<ArgumentOutOfRangeException>(() => rows.Find([0], new float[2 * Lanes]));
    }

    private static List<int> Taken(CellRows rows)
    {
        var taken = new List<int>();
        while (rows.Next(1u << 20))
        {
            var cells = rows.Cells;
            cells.Length.ShouldBe(rows.Length / Lanes);
            (cells.Length % 4).ShouldBe(0);
            for (var row = 0; row < cells.Length; row++)
            {
                cells[row].ShouldBe(cells[Math.Min(row, rows.Count - 1)]);
            }
            for (var row = 0; row < rows.Count; row++)
            {
                rows.Addresses[row].ShouldBe((1u << 20) | (uint)(cells[row] * 3));
            }
            taken.AddRange(cells[..rows.Count]);
        }
        return taken;
    }

    private static float[] Few(Random random, int cells)
    {
        var values = new float[cells * Lanes];
        for (var cell = 0; cell < cells; cell++)
        {
            values[(cell * Lanes) + random.Next(Lanes)] = random.Next(3) == 0 ? 1 + random.Next(9) : 0;
        }
        return values;
    }

    private static bool IsAny(float[] values, int cell) => values.AsSpan(cell * Lanes, Lanes).ContainsAnyExcept(0);
}
