using Populatie.Analytics.Need;

namespace Populatie.Simulation.Steps;

/// <summary>
/// What happens within one step to a stay of two phases with a competing exit by death, move or turning eighteen: probabilities taken from
/// the generator matrix, so that they hold for any length of step.
/// </summary>
/// <param name="Stay1">From phase 1 to phase 1.</param>
/// <param name="Advance1">From phase 1 to phase 2.</param>
/// <param name="End1">From phase 1 to the end of the care.</param>
/// <param name="Stay2">From phase 2 to phase 2.</param>
/// <param name="End2">From phase 2 to the end of the care.</param>
/// <param name="Enter1">In phase 1 at the end of the step, for who began at a uniform moment in it.</param>
/// <param name="Enter2">In phase 2, for the same.</param>
/// <param name="EnterEnd">Ended, for the same.</param>
/// <remarks>What is left of each row is death, move or turning eighteen. Rows lie in [0, 1] and sum to 1 with that rest.</remarks>
internal readonly record struct QuarterLaw(
    double Stay1,
    double Advance1,
    double End1,
    double Stay2,
    double End2,
    double Enter1,
    double Enter2,
    double EnterEnd
)
{
    private const int Terms = 10;
    private const double SmallNorm = 0.125;

    /// <summary>Number of values, in the order of the parameters.</summary>
    public const int Width = 8;

    /// <param name="stay">Rates of the stay; 1/yr.</param>
    /// <param name="speed">Factor on the rates of ending and advancing; 1 is the estimate itself.</param>
    /// <param name="leave">Rate of death, move and turning eighteen; 1/yr, ≥ 0.</param>
    /// <param name="years">Length of the step, in years.</param>
    /// <remarks>
    /// (1) P = exp(G·h). (2) The law of entrants is the mean over the step, φ(G·h) = (1/h)∫exp(G·s)ds, by
    /// φ(2A) = ½(exp(A) + I)·φ(A) and exp(A) = I + A·φ(A), from a Taylor series of ten terms at a norm ≤ 1/8: error ≤ 1e-15.
    /// Only + − × ÷. Tests: P5_*.
    /// </remarks>
    public static QuarterLaw Of(StayModel stay, double speed, double leave, double years)
    {
        var end1 = stay.End1 * speed * years;
        var advance = stay.Advance * speed * years;
        var end2 = stay.End2 * speed * years;
        var exit = leave * years;
        // Phases 1 and 2 and the end; death and move is the rest.
        var generator = new Triangle(-(end1 + advance + exit), advance, end1, -(end2 + exit), end2, 0);
        var norm = Math.Max(end1 + advance + exit, end2 + exit);
        var doublings = 0;
        while (norm > SmallNorm)
        {
            norm /= 2;
            generator = generator.Times(0.5);
            doublings++;
        }
        var mean = Triangle.Identity;
        for (var term = Terms; term >= 2; term--)
        {
            mean = generator.Times(mean).Times(1.0 / term).Plus(Triangle.Identity);
        }
        var power = generator.Times(mean).Plus(Triangle.Identity);
        for (var i = 0; i < doublings; i++)
        {
            mean = power.Plus(Triangle.Identity).Times(mean).Times(0.5);
            power = power.Times(power);
        }
        return new(power.A, power.B, power.C, power.D, power.E, mean.A, mean.B, mean.C);
    }

    /// <summary>An upper triangular 3 × 3 matrix: A B C / · D E / · · F.</summary>
    private readonly record struct Triangle(double A, double B, double C, double D, double E, double F)
    {
        public static readonly Triangle Identity = new(1, 0, 0, 1, 0, 1);

        public Triangle Times(double s) => new(A * s, B * s, C * s, D * s, E * s, F * s);

        public Triangle Plus(Triangle o) => new(A + o.A, B + o.B, C + o.C, D + o.D, E + o.E, F + o.F);

        public Triangle Times(Triangle o) =>
            new(
                A * o.A,
                (A * o.B) + (B * o.D),
                (A * o.C) + (B * o.E) + (C * o.F),
                D * o.D,
                (D * o.E) + (E * o.F),
                F * o.F
            );
    }
}
