using System.Numerics;
using System.Runtime.InteropServices;

namespace Populatie.Simulation.Statistics;

/// <summary>
/// Values of every replicate in some cells of one area: two bytes each until one does not fit, then four, then eight; none
/// while all are zero. Not thread-safe.
/// </summary>
internal sealed class KeptValues(int cells, int replicates)
{
    private int held = replicates;

    /// <summary>Bytes of a value: 0 while all are zero.</summary>
    private int width;
    private byte[] values = [];

    /// <summary>Between what all values lie.</summary>
    public (long Least, long Most) Bounds =>
        width switch
        {
            0 => (0, 0),
            sizeof(short) => (short.MinValue, short.MaxValue),
            sizeof(int) => (int.MinValue, int.MaxValue),
            _ => (long.MinValue, long.MaxValue),
        };

    /// <param name="first">Position among the replicates held here.</param>
    public void Put(int cell, int first, ReadOnlySpan<long> those)
    {
        var needed = WidthOf(those);
        if (needed > width)
        {
            Resize(needed, held);
        }
        if (width == 0)
        {
            return;
        }
        var at = (cell * held) + first;
        switch (width)
        {
            case sizeof(short):
                Narrow<short>(those, Of<short>(at, those.Length));
                break;
            case sizeof(int):
                Narrow<int>(those, Of<int>(at, those.Length));
                break;
            default:
                those.CopyTo(Of<long>(at, those.Length));
                break;
        }
    }

    /// <summary>Makes room for more replicates, after those that are held.</summary>
    public void Grow(int more)
    {
        if (width == 0)
        {
            held = more;
            return;
        }
        Resize(width, more);
    }

    /// <summary>Values of a cell, in the order of the replicates.</summary>
    public void CopyTo(int cell, Span<long> target) => CopyTo(cell, 0, target);

    /// <summary>Values of some replicates of a cell.</summary>
    /// <param name="first">Position of the first among those held.</param>
    public void CopyTo(int cell, int first, Span<long> target)
    {
        var at = (cell * held) + first;
        switch (width)
        {
            case 0:
                target.Clear();
                break;
            case sizeof(short):
                Widen<short>(Of<short>(at, target.Length), target);
                break;
            case sizeof(int):
                Widen<int>(Of<int>(at, target.Length), target);
                break;
            default:
                Of<long>(at, target.Length).CopyTo(target);
                break;
        }
    }

    private static int WidthOf(ReadOnlySpan<long> those)
    {
        if (!those.ContainsAnyExcept(0L))
        {
            return 0;
        }
        // Which bits any of them needs besides its sign.
        var bits = 0L;
        foreach (var value in those)
        {
            bits |= value ^ (value >> 63);
        }
        return bits switch
        {
            <= short.MaxValue => sizeof(short),
            <= int.MaxValue => sizeof(int),
            _ => sizeof(long),
        };
    }

    private Span<T> Of<T>(int at, int length)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(values.AsSpan()).Slice(at, length);

    private void Resize(int newWidth, int newHeld)
    {
        var next = new KeptValues(cells, newHeld)
        {
            width = newWidth,
            values = new byte[(long)cells * newHeld * newWidth],
        };
        if (width > 0)
        {
            var row = new long[held];
            for (var cell = 0; cell < cells; cell++)
            {
                CopyTo(cell, row);
                next.Put(cell, 0, row);
            }
        }
        (values, width, held) = (next.values, newWidth, newHeld);
    }

    private static void Narrow<T>(ReadOnlySpan<long> from, Span<T> to)
        where T : unmanaged, INumberBase<T>
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = T.CreateTruncating(from[i]);
        }
    }

    private static void Widen<T>(ReadOnlySpan<T> from, Span<long> to)
        where T : unmanaged, INumberBase<T>
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = long.CreateTruncating(from[i]);
        }
    }
}
