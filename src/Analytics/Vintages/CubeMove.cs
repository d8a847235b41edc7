using System.Collections.Immutable;
using Populatie.Analytics.Cubes;

namespace Populatie.Analytics.Vintages;

/// <summary>
/// Moves a cube to another vintage of boundaries. A buurt that goes over whole takes its cells along as they are. The cells
/// of one that is split are divided by weight, in whole numbers that add up exactly (law A1), in the order of the keys,
/// per period and product, so that the result hangs on nothing else; an area that holds part of a split buurt but not all of it is
/// <c>allocated</c> from then on. Divided distinct counts are an approximation by nature: nobody knows which client lives
/// where, so between products (A5) and between stocks and flows (A3) a split buurt holds for its parts together only.
/// </summary>
public static class CubeMove
{
    /// <param name="vintage">What names the move among the cube's inputs: the digest of the matrix.</param>
    public static (Cube Cube, VintageReport Report) Move(Cube cube, LeafMoves moves, string vintage, bool schematic)
    {
        var inputs = new SortedDictionary<string, string>(
            cube.Origin.Inputs.ToDictionary(StringComparer.Ordinal),
            StringComparer.Ordinal
        );
        inputs["vintage"] = inputs.TryGetValue("vintage", out var before) ? $"{before} {vintage}" : vintage;
        var moved = new Cube(
            cube.Axes with
            {
                Areas = moves.To,
            },
            Move(cube.Flows, moves),
            Move(cube.Clients, moves),
            cube.Stays,
            cube.Origin with
            {
                Inputs = inputs,
                Schematic = schematic,
            },
            Move(cube.Durations, moves),
            cube.StayYears,
            Move(cube.Households, moves),
            Splits(cube, moves)
        )
        {
            StartsWithoutRequest = cube.StartsWithoutRequest,
        };
        return (moved, VintageReport.Of(cube, moves));
    }

    /// <summary>Splits of this move, and of moves before it as far as they are still apart.</summary>
    private static ImmutableArray<ImmutableArray<int>> Splits(Cube cube, LeafMoves moves)
    {
        var found = new List<ImmutableArray<int>>();
        foreach (var earlier in cube.Splits)
        {
            found.Add([.. earlier.SelectMany(leaf => moves.Targets[leaf]).Select(t => t.Leaf).Distinct().Order()]);
        }
        for (var leaf = 0; leaf < moves.From.LeafCount; leaf++)
        {
            found.Add([.. moves.Targets[leaf].Select(t => t.Leaf)]);
        }
        return
        [
            .. found
                .Where(f => f.Length > 1)
                .DistinctBy(f => string.Join(' ', f), StringComparer.Ordinal)
                .OrderBy(f => f[0])
                .ThenBy(f => f[1])
                .ThenBy(f => f.Length),
        ];
    }

    private static CubeTable Move(CubeTable table, LeafMoves moves)
    {
        var board = new CellBoard(moves.To.LeafCount, table.Measures);
        var cells = new CellBuffer<MovedAmount>(board, MovedAmount.AddTo);
        var columns = table.Measures.Select(m => table.ColumnMemory(m)).ToArray();
        for (var begin = 0; begin < table.Count; )
        {
            var leaf = table.KeyAt(begin).Leaf;
            var end = begin + 1;
            while (end < table.Count && table.KeyAt(end).Leaf == leaf)
            {
                end++;
            }
            foreach (var column in Enumerable.Range(0, columns.Length))
            {
                MoveLeaf(table.Keys[begin..end], columns[column].Span[begin..end], column, moves.Targets[leaf], cells);
            }
            begin = end;
        }
        cells.FlushAll();
        return board.ToCubeTable(threads: 1);
    }

    private static void MoveLeaf(
        ReadOnlySpan<ulong> keys,
        ReadOnlySpan<long> values,
        int column,
        ImmutableArray<LeafShare> targets,
        CellBuffer<MovedAmount> cells
    )
    {
        var shares = new CarriedShares([.. targets.Select(t => t.Weight)]);
        var parts = new long[targets.Length];
        var (period, product) = (-1, -1);
        for (var row = 0; row < keys.Length; row++)
        {
            var key = new CellKey(keys[row]);
            if ((key.Period, key.Product) != (period, product))
            {
                // One after another within a product and a period only: so a product and the totals that hold it are divided
                // alike, and so are the same people from one period to the next.
                (period, product) = (key.Period, key.Product);
                shares.Reset();
            }
            shares.Divide(values[row], parts);
            for (var t = 0; t < parts.Length; t++)
            {
                if (parts[t] != 0)
                {
                    var leaf = targets[t].Leaf;
                    var there = new CellKey(leaf, key.Period, key.Product, key.Band, key.Sex, key.Delivery);
                    cells.Add(cells.TableOfLeaf[leaf], new(there.Bits, column, parts[t]));
                }
            }
        }
    }

    private readonly record struct MovedAmount(ulong Key, int Column, long Amount)
    {
        public static void AddTo(CellTable table, ReadOnlySpan<MovedAmount> events)
        {
            foreach (ref readonly var one in events)
            {
                table.At(one.Key)[one.Column] += one.Amount;
            }
        }
    }
}
