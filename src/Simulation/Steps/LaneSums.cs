using System.Numerics;

namespace Populatie.Simulation.Steps;

/// <summary>Sums over eight replicates at once. Element by element, so the width of the vector changes no bit.</summary>
internal static class LaneSums
{
    /// <summary>into += values; both hold eight.</summary>
    public static void Add(Span<double> into, ReadOnlySpan<double> values)
    {
        for (var lane = 0; lane < CellDraws.Lanes; lane += Vector<double>.Count)
        {
            (new Vector<double>(into[lane..]) + new Vector<double>(values[lane..])).CopyTo(into[lane..]);
        }
    }

    /// <summary>into += values × factor; both hold eight. Exact for whole numbers below 2⁵³.</summary>
    public static void AddTimes(Span<double> into, ReadOnlySpan<double> values, double factor)
    {
        var times = new Vector<double>(factor);
        for (var lane = 0; lane < CellDraws.Lanes; lane += Vector<double>.Count)
        {
            var product = new Vector<double>(values[lane..]) * times;
            (new Vector<double>(into[lane..]) + product).CopyTo(into[lane..]);
        }
    }
}
