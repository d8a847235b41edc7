using Populatie.Analytics.Need;
using Populatie.Simulation.Figures;

namespace Populatie.Simulation.Tests.Projection;

/// <summary>Law P5: constant parameters and no queue have an answer on paper.</summary>
public sealed class ClosedFormTests
{
    private const int Replicates = 400;
    private const double Sigmas = 4.5;

    [Theory]
    [InlineData(0.5, 40, 0, 0)]
    [InlineData(2, 100, 30, 0)]
    [InlineData(6, 300, 0, 0.2)]
    [InlineData(0.2, 10, 80, 0.1)]
    public void P5_one_phase_is_a_queue_with_servers_for_all(double end, double inflow, int open, double leave)
    {
        var result = Town.Run(Town.OneCell(new(end, 0, 0, 0), inflow, open, leave), Replicates);
        var mu = end + leave;
        for (var year = 2026; year <= 2030; year++)
        {
            var t = year - 2025;
            var expected = (open * Math.Exp(-mu * t)) + (inflow / mu * (1 - Math.Exp(-mu * t)));
            var (mean, error) = Town.Total(result, Measures.InCare, year);
            Math.Abs(mean - expected).ShouldBeLessThan(Sigmas * error, $"{year}");
        }
    }

    [Theory]
    [InlineData(0.8, 0.4, 0.3, 60, 0, 0)]
    [InlineData(3, 2, 0.5, 200, 50, 0.1)]
    [InlineData(0.5, 4, 4, 80, 0, 0.05)]
    public void P5_two_phases_follow_their_differential_equations(
        double end1,
        double advance,
        double end2,
        double inflow,
        int open,
        double leave
    )
    {
        var stay = new StayModel(end1, advance, end2, 0);
        var result = Town.Run(Town.OneCell(stay, inflow, open, leave), Replicates);
        var expected = PhaseEquations(stay, inflow, open, leave, 5);
        for (var year = 2026; year <= 2030; year++)
        {
            var (mean, error) = Town.Total(result, Measures.InCare, year);
            Math.Abs(mean - expected[year - 2025]).ShouldBeLessThan(Sigmas * error, $"{year}");
        }
    }

    [Fact]
    public void P5_months_and_quarters_agree()
    {
        var stay = new StayModel(1.2, 0.5, 0.4, 0);
        var months = Town.OneCell(stay, 90, 20, 0.05, scenario: Town.Certain + "\nsteps: month");
        var (monthly, error) = Town.Total(Town.Run(months, Replicates), Measures.InCare, 2030);
        Math.Abs(monthly - PhaseEquations(stay, 90, 20, 0.05, 5)[5]).ShouldBeLessThan(Sigmas * error);
    }

    [Fact]
    public void Returns_raise_requests_by_their_share()
    {
        const double rate = 0.5;
        var scenario = Town.Certain.Replace("2030", "2045", StringComparison.Ordinal);
        var inputs = Town.OneCell(new(2, 0, 0, 0), 100, 50, returnRate: rate, scenario: scenario);
        var (mean, error) = Town.Total(Town.Run(inputs, Replicates), Measures.Requests, 2045);
        Math.Abs(mean - (100 / Math.Exp(-rate))).ShouldBeLessThan(Sigmas * error);
    }

    [Fact]
    public void Money_and_hours_follow_the_days_in_care()
    {
        var result = Town.Run(Town.OneCell(new(1, 0, 0, 0), 100, 100), Replicates);
        // In the steady state 100 are in care every day of 2028, a leap year.
        var (cents, centsError) = Town.Total(result, Measures.CostVolume, 2028);
        Math.Abs(cents - (100 * 366 * 1000.0)).ShouldBeLessThan(Sigmas * centsError);
        var (minutes, minutesError) = Town.Total(result, Measures.Hours, 2028);
        Math.Abs(minutes - (100 * 366 * 10.0)).ShouldBeLessThan(Sigmas * minutesError);
    }

    /// <summary>Oracle: Runge–Kutta of the two mean equations; no matrix, no draws.</summary>
    private static double[] PhaseEquations(StayModel stay, double inflow, int open, double leave, int years)
    {
        const int perYear = 2000;
        var first = 1 / (stay.End1 + stay.Advance + leave);
        var second = first * stay.Advance / (stay.End2 + leave);
        var (one, two) = (open * first / (first + second), open * second / (first + second));
        (double, double) Slope(double a, double b) =>
            (inflow - ((stay.End1 + stay.Advance + leave) * a), (stay.Advance * a) - ((stay.End2 + leave) * b));
        var stock = new double[years + 1];
        stock[0] = open;
        const double h = 1.0 / perYear;
        for (var step = 1; step <= years * perYear; step++)
        {
            var (a1, b1) = Slope(one, two);
            var (a2, b2) = Slope(one + (h / 2 * a1), two + (h / 2 * b1));
            var (a3, b3) = Slope(one + (h / 2 * a2), two + (h / 2 * b2));
            var (a4, b4) = Slope(one + (h * a3), two + (h * b3));
            one += h / 6 * (a1 + (2 * a2) + (2 * a3) + a4);
            two += h / 6 * (b1 + (2 * b2) + (2 * b3) + b4);
            if (step % perYear == 0)
            {
                stock[step / perYear] = one + two;
            }
        }
        return stock;
    }
}
