namespace Populatie.Analytics.Kernels;

/// <summary>
/// Sixty-four bytes of text that are looked at together, whatever the width of the registers: a compare gives one bit per
/// byte, the first byte lowest, so the same at every width.
/// </summary>
public interface ITextLanes<TSelf>
    where TSelf : struct, ITextLanes<TSelf>
{
    /// <summary>Reads 64 bytes from <paramref name="source"/> on; the caller keeps them within bounds.</summary>
    static abstract TSelf Load(ref readonly byte source);

    /// <summary>Bit i is set when byte i is <paramref name="value"/>.</summary>
    ulong Matches(byte value);
}
