namespace Populatie.Analytics.Store;

/// <summary>
/// Room beside the memory for bytes that are written once, read back once, and never outlive the job. Thread-safe.
/// </summary>
public interface ISpillSpace
{
    /// <summary>Keeps bytes.</summary>
    /// <returns>Where they begin, for <see cref="Read"/>.</returns>
    long Append(ReadOnlySpan<byte> bytes);

    /// <summary>Reads back exactly as many bytes as fit, from where an <see cref="Append"/> began or later within it.</summary>
    void Read(long offset, Span<byte> into);
}
