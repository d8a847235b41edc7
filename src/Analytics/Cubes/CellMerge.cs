namespace Populatie.Analytics.Cubes;

/// <summary>Adds the cells of several threads up into one table, in the order of the keys. Integer sums: order cannot show.</summary>
internal static class CellMerge
{
    public static CubeTable Merge(IReadOnlyList<string> measures, IReadOnlyList<CellTable> tables)
    {
        var orders = new (ulong[] Keys, int[] Rows)[tables.Count];
        Parallel.For(0, tables.Count, t => orders[t] = Sorted(tables[t]));

        var keys = Union([.. orders.Select(o => o.Keys)]);
        var columns = measures.Select(_ => new long[keys.Length]).ToArray();
        for (var t = 0; t < tables.Count; t++)
        {
            var (sorted, rows) = orders[t];
            var into = 0;
            for (var i = 0; i < sorted.Length; i++)
            {
                while (keys[into] < sorted[i])
                {
                    into++;
                }
                var row = tables[t].Row(rows[i]);
                for (var m = 0; m < columns.Length; m++)
                {
                    columns[m][into] += row[m];
                }
            }
        }
        return new CubeTable(measures, keys, columns);
    }

    private static (ulong[] Keys, int[] Rows) Sorted(CellTable table)
    {
        var keys = table.Keys.ToArray();
        var rows = new int[keys.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = i;
        }
        Array.Sort(keys, rows);
        return (keys, rows);
    }

    private static ulong[] Union(ulong[][] sorted)
    {
        var union = new List<ulong>(sorted.Max(s => s.Length));
        var at = new int[sorted.Length];
        while (true)
        {
            var least = ulong.MaxValue;
            for (var t = 0; t < sorted.Length; t++)
            {
                least = at[t] < sorted[t].Length ? Math.Min(least, sorted[t][at[t]]) : least;
            }
            if (least == ulong.MaxValue)
            {
                return [.. union];
            }
            union.Add(least);
            for (var t = 0; t < sorted.Length; t++)
            {
                at[t] += at[t] < sorted[t].Length && sorted[t][at[t]] == least ? 1 : 0;
            }
        }
    }
}
