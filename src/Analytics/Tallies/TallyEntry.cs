using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Populatie.Analytics.Tallies;

/// <summary>A row on its way to its cell: 46 bits of <see cref="TallyKey"/> and 18 of days, cents, and the person.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal readonly struct TallyEntry(ulong key, int days, long cents, ulong personLow, ulong personHigh)
{
    private const int DayBits = 18;
    private readonly ulong cell = (key << DayBits) | (uint)days;

    public ulong Key => cell >> DayBits;

    public int Days => (int)(cell & ((1 << DayBits) - 1));

    public long Cents { get; } = cents;

    public ulong PersonLow { get; } = personLow;

    public ulong PersonHigh { get; } = personHigh;

    public static int Size => Unsafe.SizeOf<TallyEntry>();
}
