using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Steps;

/// <summary>Why care ends. Shape [Cell, 2, <see cref="ChanceLaw.Width"/>]: not plainly; of those: by a step to another product.</summary>
internal static class ReasonLaws
{
    /// <summary>Doubles of a cell.</summary>
    public const int Width = 2 * ChanceLaw.Width;

    /// <param name="step">Share of the ends that is a step up or down.</param>
    /// <param name="wlz">Share of the ends that goes to the Wlz.</param>
    /// <param name="into">Shape [2, <see cref="ChanceLaw.Width"/>].</param>
    public static void Write(double step, double wlz, int lane, Span<double> into)
    {
        var other = Math.Min(1, step + wlz);
        ChanceLaw.Write(other, lane, into);
        ChanceLaw.Write(other > 0 ? Math.Min(1, step / other) : 0, lane, into[ChanceLaw.Width..]);
    }
}
