namespace Populatie.Analytics.Kernels;

/// <summary>
/// Whole numbers of 32 bits, without sign, that are worked on together; arithmetic wraps. The same values at every width.
/// </summary>
public unsafe interface IInts<TSelf>
    where TSelf : struct, IInts<TSelf>
{
    /// <summary>Lanes at once: 1, 4, 8 or 16.</summary>
    static abstract int Count { get; }

    static abstract TSelf Broadcast(uint value);

    /// <summary>Reads <see cref="Count"/> values; the caller keeps them within bounds.</summary>
    static abstract TSelf Load(uint* source);

    static abstract void Store(TSelf value, uint* target);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator &(TSelf a, TSelf b);

    static abstract TSelf operator >>(TSelf a, int bits);

    static abstract TSelf operator <<(TSelf a, int bits);

    /// <summary>Each lane by its own number of bits, below 32.</summary>
    static abstract TSelf ShiftRight(TSelf a, TSelf bits);

    /// <summary>Each lane by its own number of bits, below 32.</summary>
    static abstract TSelf ShiftLeft(TSelf a, TSelf bits);

    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>The entries of a table at these places, all below 2³¹.</summary>
    static abstract TSelf Gather(uint* table, TSelf places);

    /// <summary>The same from a table of half words. May read two bytes past an entry.</summary>
    static abstract TSelf Gather(ushort* table, TSelf places);

    /// <summary>The highest bit of each lane, the first lane's lowest.</summary>
    static abstract ulong HighestBits(TSelf a);
}

/// <summary>A piece of work on whole numbers that is written once and run at a chosen width.</summary>
public interface IIntWork
{
    void Run<TInts>()
        where TInts : struct, IInts<TInts>;
}
