using Populatie.Analytics.Evidence;
using Populatie.Simulation.Capacity;
using Populatie.Simulation.Levers;
using Populatie.Simulation.Scenarios.Levers;

namespace Populatie.Simulation.Tests.Capacity;

public sealed class StaffTests
{
    private const int Lanes = Providers.Lanes;

    [Fact]
    public void In_the_base_year_staff_stands_still()
    {
        var stock = new StaffStock(1);
        stock.Begin(0, Eight(40), Eight(0.15), Eight(0.7), Eight(0));
        for (var step = 0; step < 200; step++)
        {
            stock.Step(1, 0.25);
        }
        stock.Fte(0)[3].ShouldBe(40, 1e-9);
        stock.Posts(0)[3].ShouldBe(40 * (1 + (0.15 / 0.7)), 1e-12);
    }

    [Theory]
    [InlineData(0.03)]
    [InlineData(-0.02)]
    public void Staff_grows_as_posts_do_from_the_first_year_on(double growth)
    {
        var stock = new StaffStock(1);
        stock.Begin(0, Eight(100), Eight(0.15), Eight(0.7), Eight(growth));
        var expected = 100.0;
        for (var year = 1; year <= 5; year++)
        {
            expected *= 1 + growth;
            stock.OpenYear(0, Eight(Math.Pow(1 + growth, year)), Eight(0.15), Eight(0.7));
            for (var step = 0; step < 52; step++)
            {
                stock.Step(1, 1.0 / 52);
            }
            stock.Fte(0)[0].ShouldBe(expected, Math.Abs(growth));
        }
    }

    [Theory]
    [InlineData(0.15, 0.7, 1.2, 0.25)]
    [InlineData(0.30, 0.2, 0.9, 0.25)]
    [InlineData(0.10, 0.9, 1.0, 1.0 / 12)]
    public void Staff_follows_its_closed_form(double attrition, double fill, double establishment, double step)
    {
        var stock = new StaffStock(2);
        stock.Begin(1, Eight(100), Eight(0.15), Eight(0.7), Eight(0));
        stock.OpenYear(1, Eight(establishment), Eight(attrition), Eight(fill));
        var end = stock.Posts(1)[0] * fill / (attrition + fill);
        var difference = 100 - end;
        for (var n = 1; n <= 60; n++)
        {
            stock.Step(2, step);
            difference *= 1 - ((attrition + fill) * step);
            stock.Fte(1)[0].ShouldBe(end + difference, 1e-9);
        }
    }

    [Fact]
    public void More_staff_than_posts_is_not_hired_but_leaves_by_itself()
    {
        var stock = new StaffStock(1);
        stock.Begin(0, Eight(100), Eight(0.1), Eight(1), Eight(0));
        stock.OpenYear(0, Eight(0.5), Eight(0.1), Eight(1));
        stock.Step(1, 0.25);
        stock.Fte(0)[0].ShouldBe(100 * (1 - 0.025), 1e-12);
    }

    [Fact]
    public void The_base_year_gives_what_it_used_and_the_reserve()
    {
        var plan = Providers.Plan(Providers.Scarce());
        var block = Providers.Block(plan);
        block.OpenYear(0);
        var set = plan.Pools.Sets[0];
        var minutes = new double[set.PoolCount * Lanes];
        var places = new double[set.PoolCount * Lanes];
        block.FillWeek(minutes, places, new double[set.PoolCount * Lanes]);
        for (var pool = 0; pool < set.PoolCount; pool++)
        {
            // By hand: every spell that is open, its minutes per day times seven, and six hours for each request.
            var (used, squares) = (0.0, 0.0);
            foreach (var slot in plan.Pools.SlotsOfPool[pool])
            {
                foreach (var buurt in plan.Pools.BuurtenOfPool[pool])
                {
                    var each = plan.Fit.MinutesPerDay[plan.Cells.Used[slot]] * 7;
                    used += OpenOf(plan, buurt, slot) * each;
                    squares += OpenOf(plan, buurt, slot) * each * each;
                }
            }
            used += RequestsPerWeek(plan, pool) * 6 * 60;
            // Five percent more, or as much as chance moves the use of so many clients.
            var chance = Math.Sqrt(squares);
            minutes[(pool * Lanes) + 5].ShouldBe(used + Math.Max(used * 0.05, chance), used * 1e-12);
            if (plan.Pools.Pools[pool].HasPlaces)
            {
                var open = plan.Pools.BuurtenOfPool[pool].Sum(b => OpenOf(plan, b, plan.Pools.SlotsOfPool[pool][0]));
                places[(pool * Lanes) + 5].ShouldBe(Math.Floor((open * 1.03) + 0.5));
            }
            else
            {
                places[pool * Lanes].ShouldBe(double.PositiveInfinity);
            }
        }
    }

    [Fact]
    public void Stated_staff_is_divided_over_pools_by_what_they_did()
    {
        var stated = new Assumption(450, 450, 450, "test", 1);
        var scenario = Providers.Scarce() with { Groups = [Providers.Ambulant with { Fte = stated }] };
        var plan = Providers.Plan(scenario);
        var block = Providers.Block(plan);
        (block.Fte(0)[0] + block.Fte(1)[0]).ShouldBe(450, 1e-9);
        (block.Fte(0)[0] / block.Fte(1)[0]).ShouldBe(plan.Use.CareMinutes(0) / plan.Use.CareMinutes(1), 1e-12);
        block.OpenYear(0);
        block.MinutesPerFte(0)[0].ShouldBe(1878 * 60 / (365.25 / 7) * 0.93 * 0.6, 1e-9);
    }

    [Fact]
    public void Absence_and_direct_time_change_minutes_and_leave_the_stock_alone()
    {
        var plan = Providers.Plan(Providers.Scarce());
        var (neutral, sick) = (Providers.Block(plan), Providers.Block(plan, new Providers.OneLever(Effect.Absence, 2)));
        neutral.OpenYear(0);
        sick.OpenYear(0);
        sick.Fte(1)[0].ShouldBe(neutral.Fte(1)[0]);
        (sick.MinutesPerFte(1)[0] / neutral.MinutesPerFte(1)[0]).ShouldBe(0.86 / 0.93, 1e-12);

        var direct = Providers.Block(plan, new Providers.OneLever(Effect.DirectTime, 1.1));
        direct.OpenYear(0);
        (direct.MinutesPerFte(1)[0] / neutral.MinutesPerFte(1)[0]).ShouldBe(1.1, 1e-12);
    }

    [Fact]
    public void P3_a_factor_of_one_is_as_no_lever_to_the_last_bit()
    {
        var plan = Providers.Plan(Providers.Scarce(uncertain: true));
        foreach (var effect in Enum.GetValues<Effect>())
        {
            Week(plan, new Providers.OneLever(effect, 1)).ShouldBe(Week(plan, NoLevers.Instance), $"{effect}");
        }
    }

    [Theory]
    [InlineData(Effect.Fill)]
    [InlineData(Effect.Absence)]
    [InlineData(Effect.Budget)]
    [InlineData(Effect.Places)]
    public void P3_a_lever_in_one_wijk_leaves_the_pools_of_the_others_alone(Effect effect)
    {
        var scenario = Providers.Scarce() with
        {
            Groups =
            [
                Providers.Ambulant,
                Providers.Ambulant with
                {
                    Name = "b",
                    Products = ["jeugd-zwaar"],
                    Places = true,
                },
            ],
        };
        var plan = Providers.Plan(scenario);
        var with = Week(plan, new Providers.OneLever(effect, 1.5, buurt => buurt < 6));
        var without = Week(plan, NoLevers.Instance);
        var pools = plan.Pools.Sets[0].PoolCount;
        for (var at = 0; at < with.Length; at++)
        {
            var pool = at / Lanes % pools;
            if (plan.Pools.BuurtenOfPool[pool][0] >= 6)
            {
                with[at].ShouldBe(without[at]);
            }
        }
        with.ShouldNotBe(without);
    }

    /// <summary>Three years on: what each pool has in a week. Shape [3, Pool, 8].</summary>
    private static double[] Week(CapacityPlan plan, ILeverFactors levers)
    {
        var block = Providers.Block(plan, levers);
        for (var year = 0; year < 3; year++)
        {
            block.OpenYear(year);
            block.Step(0.25);
        }
        var length = plan.Pools.Sets[0].PoolCount * Lanes;
        var all = new double[3 * length];
        block.FillWeek(all.AsSpan(0, length), all.AsSpan(length, length), all.AsSpan(2 * length, length));
        return all;
    }

    private static int OpenOf(CapacityPlan plan, int buurt, int slot)
    {
        var fit = plan.Fit;
        var at = ((buurt * fit.Products.ProductCount) + plan.Cells.Used[slot]) * fit.Bands.Count;
        var product = plan.ProductOf(slot);
        return Enumerable
            .Range(0, fit.Bands.Count)
            .Where(a => product.FirstAge <= fit.Bands.LastAge(a) && product.LastAge >= fit.Bands.LowerBounds[a])
            .Sum(a => fit.OpenAtEnd[at + a]);
    }

    /// <summary>Everyone who was away and comes back within the year: nothing new is observed in the town.</summary>
    private static double RequestsPerWeek(CapacityPlan plan, int pool)
    {
        var (fit, sum) = (plan.Fit, 0.0);
        for (var buurt = 0; buurt < fit.Areas.BuurtCount; buurt++)
        {
            for (var slot = 0; slot < plan.Cells.Used.Length; slot++)
            {
                var intake = plan.Pools.IntakeOf(buurt, slot);
                if (intake >= 0 && plan.Pools.Lists[intake].Pool == pool)
                {
                    var (product, bands) = (plan.ProductOf(slot), fit.Bands.Count);
                    var at = (buurt * fit.Products.ProductCount) + plan.Cells.Used[slot];
                    var away = fit.EndedInLastYear.AsSpan(at * bands, bands).ToArray().Sum();
                    var past =
                        product.Track != Analytics.Records.Track.AanvullendeZorg ? 0
                        : product.Act == Analytics.Records.Act.Wmo ? 0.1
                        : 0.55;
                    sum += away * fit.ReturnRate[plan.Cells.Used[slot]] * (1 - past);
                }
            }
        }
        return sum / (365.25 / 7);
    }

    private static double[] Eight(double value) => [.. Enumerable.Repeat(value, Lanes)];
}
