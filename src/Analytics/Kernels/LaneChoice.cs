using System.Runtime.Intrinsics;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Kernels;

/// <summary>A piece of work that is written once and run at a chosen width.</summary>
public interface ILaneWork
{
    void Run<TLanes, TWords>()
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>;
}

/// <summary>Which width the kernels use: <c>POPULATIE_LANES</c>, or else the widest that the machine has in hardware.</summary>
/// <remarks>Widest is also fastest on every machine measured (docs/method/sampling.md); the choice changes no digit.</remarks>
public static class LaneChoice
{
    public const string Variable = "POPULATIE_LANES";

    /// <summary>The width of this process.</summary>
    /// <exception cref="UsageException">The variable holds something else than scalar, 128, 256 or 512.</exception>
    public static LaneWidth Current => Parse(Environment.GetEnvironmentVariable(Variable));

    /// <param name="text">scalar, 128, 256 or 512; null or empty for the default.</param>
    public static LaneWidth Parse(string? text) =>
        text switch
        {
            null or "" => Widest,
            "scalar" => LaneWidth.Scalar,
            "128" => LaneWidth.Bits128,
            "256" => LaneWidth.Bits256,
            "512" => LaneWidth.Bits512,
            _ => throw new UsageException(
                new(
                    $"{Variable} is '{text}'; it must be scalar, 128, 256 or 512",
                    $"{Variable} is '{text}'; dit moet scalar, 128, 256 of 512 zijn"
                )
            ),
        };

    /// <summary>Runs work at a width.</summary>
    public static void Run<TWork>(LaneWidth width, ref TWork work)
        where TWork : struct, ILaneWork
    {
        switch (width)
        {
            case LaneWidth.Scalar:
                work.Run<ScalarLanes, ScalarWords>();
                break;
            case LaneWidth.Bits128:
                work.Run<Lanes128, Words128>();
                break;
            case LaneWidth.Bits256:
                work.Run<Lanes256, Words256>();
                break;
            case LaneWidth.Bits512:
                work.Run<Lanes512, Words512>();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(width), width, "unknown width");
        }
    }

    /// <summary>Runs work on whole numbers at a width.</summary>
    public static void RunInts<TWork>(LaneWidth width, ref TWork work)
        where TWork : struct, IIntWork
    {
        switch (width)
        {
            case LaneWidth.Scalar:
                work.Run<ScalarInts>();
                break;
            case LaneWidth.Bits128:
                work.Run<Ints128>();
                break;
            case LaneWidth.Bits256:
                work.Run<Ints256>();
                break;
            case LaneWidth.Bits512:
                work.Run<Ints512>();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(width), width, "unknown width");
        }
    }

    private static LaneWidth Widest =>
        Vector512.IsHardwareAccelerated ? LaneWidth.Bits512
        : Vector256.IsHardwareAccelerated ? LaneWidth.Bits256
        : Vector128.IsHardwareAccelerated ? LaneWidth.Bits128
        : LaneWidth.Scalar;
}
