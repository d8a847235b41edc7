using System.Collections.Immutable;
using Populatie.Analytics.Faults;
using Populatie.Simulation.Analysis.Sensitivity;

namespace Populatie.Simulation.Tests.Analysis.Sensitivity;

/// <summary>One factor at a time.</summary>
public sealed class TornadoTests
{
    private static readonly FunctionModel Linear = new(
        4,
        (u, chance) => 10 + (1 * u[0]) - (8 * u[1]) + (3 * u[2]) + (0 * u[3]) + (100 * chance)
    );

    [Fact]
    public void A_linear_function_has_exactly_its_slopes()
    {
        var tornado = Tornado.Of(Linear, 16, 1, 2);
        double[] slopes = [1, -8, 3, 0];
        for (var f = 0; f < slopes.Length; f++)
        {
            var bar = tornado.Bars[f];
            // On the same chance, so that no part of it is left in a difference.
            (bar.AtLow - tornado.Central).ShouldBe(-slopes[f] / 2, 1e-11);
            (bar.AtHigh - tornado.Central).ShouldBe(slopes[f] / 2, 1e-11);
            bar.Swing(tornado.Central).ShouldBe(Math.Abs(slopes[f]), 1e-11);
            bar.Error.ShouldBe(0, 1e-11);
        }
    }

    [Fact]
    public void A_factor_that_is_drawn_as_a_whole_tells_where_one_in_ten_draws_leads()
    {
        var model = new FunctionModel(1, (u, _) => u[0]) { Factors = [new("walk", null)] };
        var bar = Tornado.Of(model, 1024, 1, 2).Bars[0];
        // The standard deviation of a uniform is √(1/12).
        bar.AtHigh.ShouldBe(0.5 + (1.645 * Math.Sqrt(1.0 / 12)), 0.05);
        bar.AtLow.ShouldBe(0.5 - (1.645 * Math.Sqrt(1.0 / 12)), 0.05);
    }

    [Fact]
    public void Those_that_do_most_are_shown_and_the_rest_together()
    {
        var groups = FactorGroups.Strongest(Tornado.Of(Linear, 16, 1, 2), most: 3);
        groups.Select(g => g.Name).ShouldBe(["x2", "x3", FactorGroups.Rest]);
        groups[^1].Factors.ShouldBe([0, 3]);
        groups[^1].IsRest.ShouldBeTrue();
        FactorGroups.Strongest(Tornado.Of(Linear, 16, 1, 2), most: 4).ShouldAllBe(g => !g.IsRest);
    }

    [Fact]
    public void A_name_with_a_point_belongs_to_the_group_before_it()
    {
        ImmutableArray<Factor> factors = [new("staff.fill", null), new("staff.absence", null), new("staffing", null)];
        var groups = FactorGroups.Chosen(factors, ["staff"]);
        groups.Select(g => string.Join(',', g.Factors)).ShouldBe(["0,1", "2"]);
        FactorGroups.Chosen(factors, ["staff", "staffing"]).Length.ShouldBe(2);
        Should
            .Throw<UsageException>(() => FactorGroups.Chosen(factors, ["staff.fil"]))
            .Message.ShouldContain("staff.fill");
        Should.Throw<UsageException>(() => FactorGroups.Chosen(factors, ["staff", "staff.fill"]));
    }
}
