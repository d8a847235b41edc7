namespace Populatie.Analytics.Kernels;

/// <summary>How many bits of doubles a kernel works on at once. The result is the same at each.</summary>
public enum LaneWidth
{
    Scalar = 64,
    Bits128 = 128,
    Bits256 = 256,
    Bits512 = 512,
}
