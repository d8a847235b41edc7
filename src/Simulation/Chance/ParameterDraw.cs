using Populatie.Analytics.Evidence;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Chance;

/// <summary>
/// Draws of assumptions within their ranges, for eight replicates. Each has an address of its own, so that a scenario that
/// changes one leaves the others as they were. With uncertainty off every one is at its central value.
/// </summary>
internal readonly struct ParameterDraw(ParameterSource source)
{
    public ParameterDraw(BlockDraws draws, bool uncertain)
        : this(new OwnParameters(draws, uncertain)) { }

    /// <summary>Triangular over the range, with its peak at the central value. By inversion, so only needs √.</summary>
    /// <param name="values">Shape [8]; the unit of the assumption.</param>
    public void Within(Assumption a, Purpose purpose, Span<double> values, uint cell = 0, uint draw = 0)
    {
        var width = a.High - a.Low;
        if (width <= 0 || !source.TryPlace(a, new(cell, 0, (uint)purpose, draw), values))
        {
            values.Fill(a.Value);
            return;
        }
        var left = (a.Value - a.Low) / width;
        foreach (ref var u in values)
        {
            u =
                u < left
                    ? a.Low + Math.Sqrt(u * width * (a.Value - a.Low))
                    : a.High - Math.Sqrt((1 - u) * width * (a.High - a.Value));
        }
    }
}
