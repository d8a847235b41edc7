namespace Populatie.Simulation.Analysis.Bridge;

/// <summary>
/// From a stock to a later one by what came in and what went out: begin + in − out = end. Published tables round each figure
/// by itself, so theirs may miss by as much as rounding allows.
/// </summary>
/// <param name="Residual">End − (begin + in − out); 0 where nothing is rounded.</param>
/// <param name="Tolerance">What rounding of the four figures allows.</param>
public sealed record StockBridge(double Begin, double In, double Out, double End, double Residual, double Tolerance)
{
    /// <summary>Everybody who was there for some of the time: begin + in.</summary>
    public double Active => Begin + In;

    public bool Closes => Math.Abs(Residual) <= Tolerance;

    /// <param name="roundedTo">Each figure is rounded to a multiple of this; 0 for not at all.</param>
    public static StockBridge Of(double begin, double entered, double left, double end, double roundedTo = 0) =>
        new(begin, entered, left, end, end - (begin + entered - left), 4 * roundedTo / 2);
}
