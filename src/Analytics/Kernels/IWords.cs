namespace Populatie.Analytics.Kernels;

/// <summary>64-bit words that are worked on together; arithmetic wraps.</summary>
public interface IWords<TSelf>
    where TSelf : struct, IWords<TSelf>
{
    static abstract TSelf Broadcast(ulong value);

    static abstract TSelf Load(ref readonly ulong source);

    static abstract void Store(TSelf value, ref ulong target);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator &(TSelf a, TSelf b);

    static abstract TSelf operator |(TSelf a, TSelf b);

    static abstract TSelf operator ^(TSelf a, TSelf b);

    /// <summary>a ^ b ^ c.</summary>
    static abstract TSelf Xor(TSelf a, TSelf b, TSelf c);

    static abstract TSelf operator <<(TSelf a, int bits);

    static abstract TSelf operator >>(TSelf a, int bits);

    /// <summary>Each lane shifted by as many bits as the other's lane says; 0 by 64 and more.</summary>
    static abstract TSelf ShiftLeft(TSelf a, TSelf bits);

    /// <inheritdoc cref="ShiftLeft"/>
    static abstract TSelf ShiftRight(TSelf a, TSelf bits);

    /// <summary>Full product of the low halves; the high halves are ignored.</summary>
    static abstract TSelf MultiplyLow(TSelf a, TSelf b);

    /// <summary>True when any bit of any lane is set.</summary>
    static abstract bool Any(TSelf a);
}
