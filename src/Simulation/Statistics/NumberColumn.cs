using System.Runtime.InteropServices;

namespace Populatie.Simulation.Statistics;

/// <summary>
/// A column of whole numbers that is filled anew for each table: four bytes each where they all fit, else eight. Not
/// thread-safe.
/// </summary>
internal sealed class NumberColumn
{
    private byte[] room = [];
    private int count;
    private bool isWide;

    /// <summary>Makes all numbers zero.</summary>
    public void Begin(int numbers)
    {
        (count, isWide) = (numbers, false);
        Hold(sizeof(int));
        Bytes.Clear();
    }

    public void Put(int at, long value)
    {
        if (isWide || (value is < int.MinValue or > int.MaxValue && Widen()))
        {
            Of<long>()[at] = value;
            return;
        }
        Of<int>()[at] = (int)value;
    }

    /// <param name="at">Where the first comes.</param>
    /// <param name="least">Of the values.</param>
    /// <param name="most">Of the values.</param>
    public void Put(int at, ReadOnlySpan<long> values, long least, long most)
    {
        if (isWide || ((least < int.MinValue || most > int.MaxValue) && Widen()))
        {
            values.CopyTo(Of<long>()[at..]);
            return;
        }
        var narrow = Of<int>().Slice(at, values.Length);
        for (var i = 0; i < narrow.Length; i++)
        {
            narrow[i] = unchecked((int)values[i]);
        }
    }

    /// <summary>Whether each number takes eight bytes.</summary>
    public bool IsWide => isWide;

    /// <summary>The numbers, until this is begun again.</summary>
    public Memory<byte> Numbers => room.AsMemory(0, Bytes.Length);

    private Span<byte> Bytes => room.AsSpan(0, count * (isWide ? sizeof(long) : sizeof(int)));

    private Span<T> Of<T>()
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Bytes);

    private bool Widen()
    {
        var narrow = room;
        isWide = true;
        room = [];
        Hold(sizeof(long));
        var from = MemoryMarshal.Cast<byte, int>(narrow);
        var to = Of<long>();
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = from[i];
        }
        return true;
    }

    private void Hold(int width)
    {
        var bytes = checked(count * width);
        if (room.Length < bytes)
        {
            room = GC.AllocateUninitializedArray<byte>(bytes);
        }
    }
}
