using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Steps;

/// <summary>How often care ends otherwise than plainly. Shape [Cell, <see cref="ChanceLaw.Width"/>].</summary>
internal static class ReasonLaws
{
    /// <summary>Doubles of a cell.</summary>
    public const int Width = ChanceLaw.Width;

    /// <param name="step">Share of the ends that is a step up or down.</param>
    /// <param name="wlz">Share of the ends that goes to the Wlz.</param>
    /// <param name="into">Shape [<see cref="ChanceLaw.Width"/>].</param>
    public static void Write(double step, double wlz, int lane, Span<double> into) =>
        ChanceLaw.Write(Math.Min(1, step + wlz), lane, into);
}
