namespace Populatie.Analytics.Kernels;

/// <summary>
/// Doubles that are worked on together. A kernel is written once over this and runs at every width; each operation is exact
/// IEEE per lane, so a lane's result never depends on the width or on its neighbours.
/// </summary>
/// <typeparam name="TSelf">The lanes.</typeparam>
/// <typeparam name="TWords">The same lanes seen as 64-bit words; also what a compare gives (all ones or all zeros).</typeparam>
public interface ILanes<TSelf, TWords>
    where TSelf : struct, ILanes<TSelf, TWords>
    where TWords : struct, IWords<TWords>
{
    /// <summary>Lanes at once: 1, 2, 4 or 8.</summary>
    static abstract int Count { get; }

    static abstract TSelf Broadcast(double value);

    /// <summary>Reads <see cref="Count"/> values from <paramref name="source"/> on; the caller keeps it within bounds.</summary>
    static abstract TSelf Load(ref readonly double source);

    static abstract void Store(TSelf value, ref double target);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator /(TSelf a, TSelf b);

    static abstract TSelf Sqrt(TSelf a);

    static abstract TSelf Floor(TSelf a);

    /// <summary>The smaller; b when they are equal or either is NaN.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>The larger; b when they are equal or either is NaN.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>a ≥ b; false where either is NaN.</summary>
    static abstract TWords GreaterOrEqual(TSelf a, TSelf b);

    /// <summary>a &gt; b; false where either is NaN.</summary>
    static abstract TWords Greater(TSelf a, TSelf b);

    /// <summary>a &lt; 0, by the sign bit alone: also for −0, and not to be asked of NaN.</summary>
    static abstract TWords Below(TSelf a);

    /// <summary>a where the mask is set, else b.</summary>
    static abstract TSelf Select(TWords mask, TSelf a, TSelf b);

    /// <summary>The value where the mask is set, else +0.</summary>
    static abstract TSelf Keep(TWords mask, TSelf value);

    static abstract TWords AsWords(TSelf value);

    static abstract TSelf FromWords(TWords bits);

    /// <summary>Whole numbers below 2⁵³, as doubles.</summary>
    static abstract TSelf Convert(TWords whole);
}
