namespace Populatie.Server.Features;

/// <summary>A rectangle in some reference system, in the order of its axes; its sides belong to it.</summary>
internal readonly record struct PlaneBox(double Low1, double Low2, double High1, double High2)
{
    public static readonly PlaneBox Nothing = new(
        double.PositiveInfinity,
        double.PositiveInfinity,
        double.NegativeInfinity,
        double.NegativeInfinity
    );

    public PlaneBox With((double First, double Second) point) =>
        new(
            Math.Min(Low1, point.First),
            Math.Min(Low2, point.Second),
            Math.Max(High1, point.First),
            Math.Max(High2, point.Second)
        );

    public bool Touches(PlaneBox other) =>
        Low1 <= other.High1 && other.Low1 <= High1 && Low2 <= other.High2 && other.Low2 <= High2;

    public bool Holds(PlaneBox other) =>
        Low1 <= other.Low1 && Low2 <= other.Low2 && other.High1 <= High1 && other.High2 <= High2;

    public bool Holds((double First, double Second) point) =>
        Low1 <= point.First && point.First <= High1 && Low2 <= point.Second && point.Second <= High2;

    /// <summary>Whether a straight line between two points comes into it: what remains of the line after each side is cut off.</summary>
    public bool Meets((double First, double Second) from, (double First, double Second) to)
    {
        var (enters, leaves) = (0.0, 1.0);
        return IsCut(from.First, to.First - from.First, Low1, High1, ref enters, ref leaves)
            && IsCut(from.Second, to.Second - from.Second, Low2, High2, ref enters, ref leaves);
    }

    private static bool IsCut(double at, double step, double low, double high, ref double enters, ref double leaves)
    {
        if (step == 0)
        {
            return at >= low && at <= high;
        }
        var (one, other) = ((low - at) / step, (high - at) / step);
        enters = Math.Max(enters, Math.Min(one, other));
        leaves = Math.Min(leaves, Math.Max(one, other));
        return enters <= leaves;
    }
}
