namespace Populatie.Simulation.Steps;

/// <summary>The probabilities of one cell in one year, as the draws want them: each given that the ones before did not happen.</summary>
/// <remarks>Shape [<see cref="Width"/>, 8 replicates]. Each lies in [0, 1].</remarks>
internal readonly ref struct StepLaws(ReadOnlySpan<double> values)
{
    private const int Lanes = CellDraws.Lanes;
    private readonly ReadOnlySpan<double> values = values;

    /// <summary>Number of probabilities.</summary>
    public const int Width = 10;

    public ReadOnlySpan<double> LeavePhase1 => At(0);

    /// <summary>Of those who leave phase 1: not to phase 2.</summary>
    public ReadOnlySpan<double> DoneInPhase1 => At(1);

    /// <summary>Of those: ended, not broken off.</summary>
    public ReadOnlySpan<double> EndFromPhase1 => At(2);

    public ReadOnlySpan<double> LeavePhase2 => At(3);

    public ReadOnlySpan<double> EndFromPhase2 => At(4);

    public ReadOnlySpan<double> EntrantBeyondPhase1 => At(5);

    /// <summary>Of those beyond phase 1: no longer in care.</summary>
    public ReadOnlySpan<double> EntrantDone => At(6);

    public ReadOnlySpan<double> EntrantEnded => At(7);

    public ReadOnlySpan<double> LeavePool => At(8);

    public ReadOnlySpan<double> ComeBack => At(9);

    /// <summary>Writes the laws of one replicate.</summary>
    /// <param name="into">Shape [Width, 8].</param>
    public static void Write(in QuarterLaw law, in PoolLaw pool, int lane, Span<double> into)
    {
        into[lane] = 1 - law.Stay1;
        into[Lanes + lane] = 1 - Share(law.Advance1, 1 - law.Stay1);
        into[(2 * Lanes) + lane] = Share(law.End1, 1 - law.Stay1 - law.Advance1);
        into[(3 * Lanes) + lane] = 1 - law.Stay2;
        into[(4 * Lanes) + lane] = Share(law.End2, 1 - law.Stay2);
        into[(5 * Lanes) + lane] = 1 - law.Enter1;
        into[(6 * Lanes) + lane] = 1 - Share(law.Enter2, 1 - law.Enter1);
        into[(7 * Lanes) + lane] = Share(law.EnterEnd, 1 - law.Enter1 - law.Enter2);
        into[(8 * Lanes) + lane] = pool.Leave;
        into[(9 * Lanes) + lane] = pool.Return;
        for (var i = 0; i < Width; i++)
        {
            // Rounding may not carry a probability out of its range.
            into[(i * Lanes) + lane] = Math.Clamp(into[(i * Lanes) + lane], 0, 1);
        }
    }

    private ReadOnlySpan<double> At(int index) => values.Slice(index * Lanes, Lanes);

    private static double Share(double part, double whole) => whole > 0 ? part / whole : 0;
}
