namespace Populatie.Simulation.Analysis.Backtest;

/// <summary>Wijken by the clients that they had at the origin: small ones are foreseen worse.</summary>
public static class SizeClasses
{
    /// <summary>Lower bounds; clients.</summary>
    public static readonly IReadOnlyList<int> LowerBounds = [0, 50, 200, 500];

    public static int Of(double clients)
    {
        var size = LowerBounds.Count - 1;
        while (size > 0 && clients < LowerBounds[size])
        {
            size--;
        }
        return size;
    }

    /// <summary><c>0-49</c>, … <c>500+</c>.</summary>
    public static string Name(int size) =>
        size + 1 < LowerBounds.Count
            ? FormattableString.Invariant($"{LowerBounds[size]}-{LowerBounds[size + 1] - 1}")
            : FormattableString.Invariant($"{LowerBounds[size]}+");
}
