namespace Populatie.Analytics.Areas.Schematic;

/// <summary>Leaves each buurt in one piece: smaller pieces go to the neighbour with which they share most border.</summary>
internal static class Islands
{
    public static void Dissolve(Lattice lattice, int buurten)
    {
        var pieceOf = new int[lattice.Owner.Length];
        Array.Fill(pieceOf, -1);
        var pieces = new List<(int Owner, List<int> Cells)>();
        for (var cell = 0; cell < pieceOf.Length; cell++)
        {
            if (lattice.Owner[cell] != Lattice.Nobody && pieceOf[cell] < 0)
            {
                pieces.Add((lattice.Owner[cell], Flood(lattice, cell, pieceOf, pieces.Count)));
            }
        }
        var largest = new int[buurten];
        Array.Fill(largest, -1);
        for (var piece = 0; piece < pieces.Count; piece++)
        {
            ref var best = ref largest[pieces[piece].Owner];
            best = best < 0 || pieces[piece].Cells.Count > pieces[best].Cells.Count ? piece : best;
        }
        for (var piece = 0; piece < pieces.Count; piece++)
        {
            if (largest[pieces[piece].Owner] != piece)
            {
                var heir = LongestNeighbour(lattice, pieces[piece].Owner, pieces[piece].Cells);
                pieces[piece].Cells.ForEach(c => lattice.Owner[c] = heir);
            }
        }
    }

    private static List<int> Flood(Lattice lattice, int start, int[] pieceOf, int piece)
    {
        var cells = new List<int> { start };
        pieceOf[start] = piece;
        for (var i = 0; i < cells.Count; i++)
        {
            foreach (var next in Neighbours(lattice, cells[i]))
            {
                if (pieceOf[next] < 0 && lattice.Owner[next] == lattice.Owner[start])
                {
                    pieceOf[next] = piece;
                    cells.Add(next);
                }
            }
        }
        return cells;
    }

    private static int LongestNeighbour(Lattice lattice, int owner, List<int> cells)
    {
        var border = new SortedDictionary<int, int>();
        foreach (var next in cells.SelectMany(c => Neighbours(lattice, c)).Select(n => lattice.Owner[n]))
        {
            if (next != owner)
            {
                border[next] = border.GetValueOrDefault(next) + 1;
            }
        }
        return border
            .OrderByDescending(b => b.Value)
            .ThenBy(b => b.Key)
            .Select(b => b.Key)
            .FirstOrDefault(Lattice.Nobody);
    }

    private static IEnumerable<int> Neighbours(Lattice lattice, int cell)
    {
        var (row, column) = (cell / lattice.Columns, cell % lattice.Columns);
        if (row > 0)
        {
            yield return cell - lattice.Columns;
        }
        if (row < lattice.Rows - 1)
        {
            yield return cell + lattice.Columns;
        }
        if (column > 0)
        {
            yield return cell - 1;
        }
        if (column < lattice.Columns - 1)
        {
            yield return cell + 1;
        }
    }
}
