namespace Populatie.Analytics.Areas.Schematic;

/// <summary>Makes the outline of a set of cells plain: closes narrow bays, fills holes.</summary>
internal static class Outline
{
    /// <summary>A step across and a step aslant, in the usual integer approximation of 1 : √2.</summary>
    private const int Across = 5;
    private const int Aslant = 7;

    /// <param name="inside">Shape [Row, Column]; grown in place.</param>
    /// <param name="radius">Unit: cell.</param>
    public static void Close(bool[] inside, int columns, int radius)
    {
        var reach = radius * Across;
        var toInside = Distances(inside, columns, target: true);
        var grown = new bool[inside.Length];
        for (var i = 0; i < inside.Length; i++)
        {
            grown[i] = toInside[i] <= reach;
        }
        var toOutside = Distances(grown, columns, target: false);
        for (var i = 0; i < inside.Length; i++)
        {
            inside[i] |= toOutside[i] > reach;
        }
        FillHoles(inside, columns);
    }

    /// <summary>Distance from each cell to the nearest cell of one kind, by two sweeps.</summary>
    private static int[] Distances(bool[] field, int columns, bool target)
    {
        var rows = field.Length / columns;
        var distance = new int[field.Length];
        for (var i = 0; i < field.Length; i++)
        {
            distance[i] = field[i] == target ? 0 : int.MaxValue / 2;
        }
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                Relax(row, column, -1);
            }
        }
        for (var row = rows - 1; row >= 0; row--)
        {
            for (var column = columns - 1; column >= 0; column--)
            {
                Relax(row, column, 1);
            }
        }
        return distance;

        void Relax(int row, int column, int step)
        {
            var least = distance[(row * columns) + column];
            least = Math.Min(least, From(row, column + step, Across));
            least = Math.Min(least, From(row + step, column - 1, Aslant));
            least = Math.Min(least, From(row + step, column, Across));
            least = Math.Min(least, From(row + step, column + 1, Aslant));
            distance[(row * columns) + column] = least;
        }

        int From(int row, int column, int length) =>
            row < 0 || row >= rows || column < 0 || column >= columns
                ? int.MaxValue / 2
                : distance[(row * columns) + column] + length;
    }

    private static void FillHoles(bool[] inside, int columns)
    {
        var outside = new bool[inside.Length];
        var queue = new Stack<int>();
        queue.Push(0);
        outside[0] = true;
        while (queue.TryPop(out var cell))
        {
            var column = cell % columns;
            Visit(cell - columns, cell >= columns);
            Visit(cell + columns, cell + columns < inside.Length);
            Visit(cell - 1, column > 0);
            Visit(cell + 1, column < columns - 1);
        }
        for (var i = 0; i < inside.Length; i++)
        {
            inside[i] |= !outside[i];
        }

        void Visit(int cell, bool exists)
        {
            if (exists && !inside[cell] && !outside[cell])
            {
                outside[cell] = true;
                queue.Push(cell);
            }
        }
    }
}
