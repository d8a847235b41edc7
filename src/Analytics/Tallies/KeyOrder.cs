namespace Populatie.Analytics.Tallies;

/// <summary>
/// Puts cells into the order of their keys, digit by digit from the lowest: some millions of cells in a fraction of what
/// comparing them takes.
/// </summary>
internal static class KeyOrder
{
    private const int DigitBits = 12;
    private const int KeyBits = 48;

    public static TallyCell[] Sorted(TallyCell[][] lists)
    {
        var cells = new TallyCell[lists.Sum(l => l.Length)];
        var (from, to) = (new (ulong Key, int Place)[cells.Length], new (ulong Key, int Place)[cells.Length]);
        var all = new TallyCell[cells.Length];
        var count = 0;
        foreach (var list in lists)
        {
            list.CopyTo(all, count);
            foreach (ref readonly var cell in list.AsSpan())
            {
                from[count] = (cell.Key.Bits, count);
                count++;
            }
        }
        for (var shift = 0; shift < KeyBits; shift += DigitBits)
        {
            Pass(from, to, shift);
            (from, to) = (to, from);
        }
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = all[from[i].Place];
        }
        return cells;
    }

    /// <summary>Sorts by one digit and leaves the order of equal ones.</summary>
    private static void Pass((ulong Key, int Place)[] from, (ulong Key, int Place)[] to, int shift)
    {
        const ulong digit = (1UL << DigitBits) - 1;
        var starts = new int[1 << DigitBits];
        foreach (ref readonly var entry in from.AsSpan())
        {
            starts[(entry.Key >> shift) & digit]++;
        }
        var start = 0;
        foreach (ref var slot in starts.AsSpan())
        {
            (slot, start) = (start, start + slot);
        }
        foreach (ref readonly var entry in from.AsSpan())
        {
            to[starts[(entry.Key >> shift) & digit]++] = entry;
        }
    }
}
