using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Populatie.Analytics.Tallies;

/// <summary>A row on its way to its cell, in 32 bytes: the cell, 46 bits of cents and 18 of days, and the person.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal readonly struct TallyEntry(ulong key, int days, long cents, ulong personLow, ulong personHigh)
{
    private readonly long howMuch = TallyRow.Packed(cents, days);

    public ulong Key { get; } = key;

    public int Days => TallyRow.DaysOf(howMuch);

    public long Cents => TallyRow.CentsOf(howMuch);

    public ulong PersonLow { get; } = personLow;

    public ulong PersonHigh { get; } = personHigh;

    public static int Size => Unsafe.SizeOf<TallyEntry>();
}
