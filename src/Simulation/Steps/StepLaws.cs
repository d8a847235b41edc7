using System.Runtime.Intrinsics;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Steps;

/// <summary>The chances of one cell in one year, as the draws want them: each given that the ones before did not happen.</summary>
internal enum StepLaw
{
    LeavePhase1,

    /// <summary>Of those who leave phase 1: not to phase 2.</summary>
    DoneInPhase1,

    /// <summary>Of those: ended, not broken off.</summary>
    EndFromPhase1,

    LeavePhase2,

    EndFromPhase2,

    EntrantBeyondPhase1,

    /// <summary>Of those beyond phase 1: no longer in care.</summary>
    EntrantDone,

    EntrantEnded,

    LeavePool,

    ComeBack,
}

/// <summary>Laws of the cells. Shape [Cell, <see cref="StepLaw"/>, <see cref="ChanceLaw.Width"/>].</summary>
internal static class StepLaws
{
    /// <summary>Doubles of a cell.</summary>
    public const int Width = ((int)StepLaw.ComeBack + 1) * ChanceLaw.Width;

    /// <summary>Writes the laws of one replicate of one cell.</summary>
    /// <param name="into">Shape [<see cref="StepLaw"/>, <see cref="ChanceLaw.Width"/>].</param>
    public static void Write(in QuarterLaw law, in PoolLaw pool, int lane, Span<double> into)
    {
        Write(StepLaw.LeavePhase1, 1 - law.Stay1, lane, into);
        Write(StepLaw.DoneInPhase1, 1 - Share(law.Advance1, 1 - law.Stay1), lane, into);
        Write(StepLaw.EndFromPhase1, Share(law.End1, 1 - law.Stay1 - law.Advance1), lane, into);
        Write(StepLaw.LeavePhase2, 1 - law.Stay2, lane, into);
        Write(StepLaw.EndFromPhase2, Share(law.End2, 1 - law.Stay2), lane, into);
        Write(StepLaw.EntrantBeyondPhase1, 1 - law.Enter1, lane, into);
        Write(StepLaw.EntrantDone, 1 - Share(law.Enter2, 1 - law.Enter1), lane, into);
        Write(StepLaw.EntrantEnded, Share(law.EnterEnd, 1 - law.Enter1 - law.Enter2), lane, into);
        Write(StepLaw.LeavePool, pool.Leave, lane, into);
        Write(StepLaw.ComeBack, pool.Return, lane, into);
    }

    /// <summary>The chance of one replicate, out of the laws of a cell.</summary>
    public static double Read(ReadOnlySpan<double> cell, StepLaw law, int lane) =>
        ChanceLaw.Read(cell[((int)law * ChanceLaw.Width)..], lane);

    /// <summary>The chances of eight replicates, out of the laws of a cell.</summary>
    public static Vector512<double> Read(ReadOnlySpan<double> cell, StepLaw law) =>
        ChanceLaw.Read(cell[((int)law * ChanceLaw.Width)..]);

    /// <summary>Rounding may not carry a probability out of its range.</summary>
    private static void Write(StepLaw law, double probability, int lane, Span<double> into) =>
        ChanceLaw.Write(Math.Clamp(probability, 0, 1), lane, into[((int)law * ChanceLaw.Width)..]);

    private static double Share(double part, double whole) => whole > 0 ? part / whole : 0;
}
