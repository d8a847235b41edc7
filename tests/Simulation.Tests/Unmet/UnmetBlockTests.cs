using FsCheck;
using FsCheck.Fluent;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Need.Unmet;
using Populatie.Analytics.Randomness;
using Populatie.Analytics.Records;
using Populatie.Simulation.Tests.Levers;
using Populatie.Simulation.Unmet;
using static Populatie.Simulation.Tests.Levers.LeverTown;

namespace Populatie.Simulation.Tests.Unmet;

public sealed class UnmetBlockTests
{
    private const int Waiting = (int)UnmetKind.Waiting * LeverTown.Lanes;
    private const int Held = (int)UnmetKind.Held * LeverTown.Lanes;
    private const int Foregone = (int)UnmetKind.Foregone * LeverTown.Lanes;
    private const int Hidden = (int)UnmetKind.Hidden * LeverTown.Lanes;

    /// <summary>Any flows, any years: parts are whole, ≥ 0, and no larger than what they can be made of.</summary>
    [Fact]
    public void N4_parts_are_never_negative_exclusive_and_no_more_than_what_happened() =>
        Prop.ForAll<int>(seed => CheckParts(new Random(seed)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(3, 5));

    private static void CheckParts(Random random)
    {
        var (slot, most) = (random.Next(4), random.Next(1, 1000));
        var block = UnmetPlan.Of(Scenario(), Fit, Plan).Draw(Draws((ulong)random.Next()));
        block.Begin([3, 7]);
        var (foregone, hidden) = (new double[LeverTown.Lanes], new double[LeverTown.Lanes]);
        var parts = new double[UnmetBlock.PartCount * LeverTown.Lanes];
        double[] Flow() => [.. Enumerable.Range(0, LeverTown.Lanes).Select(_ => (double)random.Next(most))];
        for (var year = 0; year < 4; year++)
        {
            var (over, dropped, turned, silent, care) = (Flow(), Flow(), Flow(), Flow(), Flow());
            block.CloseYear(1, slot, year, Year(over, dropped, turned, silent, care), parts);
            for (var lane = 0; lane < LeverTown.Lanes; lane++)
            {
                Whole(parts[Waiting + lane], over[lane]);
                Whole(over[lane], parts[Waiting + lane]);
                Whole(parts[Held + lane], care[lane]);
                Whole(parts[Foregone + lane], foregone[lane] + dropped[lane] + turned[lane]);
                Whole(parts[Hidden + lane], slot == Sociaal ? 0 : hidden[lane] + silent[lane]);
                (foregone[lane], hidden[lane]) = (parts[Foregone + lane], parts[Hidden + lane]);
            }
        }
        // Another buurt of the set has stocks of its own.
        var nothing = new double[LeverTown.Lanes];
        block.CloseYear(0, slot, 0, Year(nothing, nothing, nothing, nothing, nothing), parts);
        Array.TrueForAll(parts, p => p == 0).ShouldBeTrue();
    }

    /// <summary>A constant inflow brings the stock to inflow ÷ rate: the balance that the cube's hidden need is in.</summary>
    [Theory]
    [InlineData(Wonen, Act.Wmo)]
    [InlineData(JeugdZwaar, Act.Jeugd)]
    public void Hidden_need_begins_and_stays_in_balance(int slot, Act act)
    {
        const int inflow = 1400;
        var rate = UnmetSettings.Embedded.HiddenExit[act].Value;
        var (begin, end) = (0.0, 0.0);
        const int blocks = 4;
        var parts = new double[UnmetBlock.PartCount * LeverTown.Lanes];
        for (var b = 0; b < blocks; b++)
        {
            var block = Certain().Draw(Draws(first: b * LeverTown.Lanes));
            block.Begin([2]);
            block.Seed(0, slot, Of(inflow));
            for (var year = 0; year < 6; year++)
            {
                block.CloseYear(0, slot, year, Year(Of(0), Of(0), Of(0), Of(inflow), Of(0)), parts);
                begin += year == 0 ? Sum(parts, Hidden) : 0;
            }
            end += Sum(parts, Hidden);
        }
        // A stock in balance is at most as variable as a Poisson count.
        const int lanes = blocks * LeverTown.Lanes;
        var band = 4.5 * Math.Sqrt(inflow / rate / lanes);
        (begin / lanes).ShouldBe(inflow / rate, band);
        (end / lanes).ShouldBe(inflow / rate, band);
    }

    [Fact]
    public void Foregone_need_fades_at_its_rate()
    {
        var rate = UnmetSettings.Embedded.ForegoneExit[Act.Wmo].Value;
        var block = Certain().Draw(Draws());
        block.Begin([0]);
        var parts = new double[UnmetBlock.PartCount * LeverTown.Lanes];
        block.CloseYear(0, Wonen, 0, Year(Of(0), Of(600_000), Of(400_000), Of(0), Of(0)), parts);
        (Sum(parts, Foregone) / 8e6).ShouldBe((1 - Math.Exp(-rate)) / rate, 1e-3);
        var first = Sum(parts, Foregone);
        block.CloseYear(0, Wonen, 1, Year(Of(0), Of(0), Of(0), Of(0), Of(0)), parts);
        (Sum(parts, Foregone) / first).ShouldBe(Math.Exp(-rate), 1e-3);
        block.Begin([0]);
        block.SeedForegone(0, Wonen, [1_000_000, 0, 500_000]);
        block.CloseYear(0, Wonen, 0, Year(Of(0), Of(0), Of(0), Of(0), Of(0)), parts);
        var left = (Math.Exp(-3 * rate) + (0.5 * Math.Exp(-rate))) * (1 - Math.Exp(-rate)) / rate;
        (Sum(parts, Foregone) / 8e6).ShouldBe(left, 1e-3);
    }

    [Fact]
    public void Who_is_held_is_in_basiszorg_from_where_people_are_referred()
    {
        var plan = Certain();
        plan.TellsHeld.ShouldBeTrue();
        plan.Referred.ShouldBe([0, 0, 0.2, 0]);
        var settings = UnmetSettings.Embedded;
        var share =
            HeldShare.LongerThan(Fit.Stays[JeugdLicht]!, settings.HeldTiming.Value) * 0.2 * settings.HeldShare.Value;
        var block = plan.Draw(Draws());
        block.Begin([0]);
        var parts = new double[UnmetBlock.PartCount * LeverTown.Lanes];
        for (var slot = 0; slot < 4; slot++)
        {
            block.CloseYear(0, slot, 0, Year(Of(0), Of(0), Of(0), Of(0), Of(100_000)), parts);
            var expected = slot == JeugdLicht ? 800_000 * share : 0;
            Sum(parts, Held).ShouldBe(expected, 0.5 + (4.5 * Math.Sqrt(expected)));
        }
    }

    [Theory]
    [InlineData(LaneWidth.Bits128)]
    [InlineData(LaneWidth.Bits512)]
    public void P4_stocks_do_not_depend_on_the_width(LaneWidth width) =>
        AfterTwoYears(width).ShouldBe(AfterTwoYears(LaneWidth.Scalar));

    private static double[] AfterTwoYears(LaneWidth width)
    {
        var block = UnmetPlan.Of(Scenario(), Fit, Plan).Draw(BlockDraws.For(width, 3, 8));
        block.Begin([4]);
        block.Seed(0, JeugdLicht, Of(33.3));
        var parts = new double[UnmetBlock.PartCount * LeverTown.Lanes];
        for (var year = 0; year < 2; year++)
        {
            block.CloseYear(0, JeugdLicht, year, Year(Of(7), Of(50), Of(9), Of(31), Of(100)), parts);
        }
        return parts;
    }

    private static UnmetPlan Certain()
    {
        var scenario = Scenario();
        return UnmetPlan.Of(
            scenario with
            {
                Uncertainty = scenario.Uncertainty with { Parameters = false },
            },
            Fit,
            Plan
        );
    }

    private static void Whole(double value, double most) =>
        (value >= 0 && value <= most && value == Math.Floor(value)).ShouldBeTrue($"{value} of at most {most}");

    private static UnmetYear Year(double[] over, double[] dropped, double[] turned, double[] silent, double[] care) =>
        new()
        {
            OverNorm = over,
            Dropped = dropped,
            OutOfScope = turned,
            Silent = silent,
            InCare = care,
        };

    private static double[] Of(double value) => [.. Enumerable.Repeat(value, LeverTown.Lanes)];

    private static double Sum(double[] parts, int from) => parts.Skip(from).Take(LeverTown.Lanes).Sum();
}
