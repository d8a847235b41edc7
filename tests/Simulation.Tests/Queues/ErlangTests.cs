using Populatie.Simulation.Tests.Reference;

namespace Populatie.Simulation.Tests.Queues;

/// <summary>Law P6: one list is M/M/c, with patience M/M/c+M, as its substep shrinks.</summary>
public sealed class ErlangTests
{
    private const double Sigmas = 4.5;

    private static readonly Erlang Endless = new(Places: 10, Load: 8, Stay: 13, Patience: double.PositiveInfinity);
    private static readonly Erlang Patient = new(Places: 10, Load: 11, Stay: 13, Patience: 26);

    private static readonly Erlang[] Tabled =
    [
        Endless,
        Endless with
        {
            Stay = 26,
        },
        Endless with
        {
            Stay = 52,
        },
        new(Places: 40, Load: 36, Stay: 26, Patience: double.PositiveInfinity),
        Patient,
        new(Places: 40, Load: 44, Stay: 26, Patience: 26),
    ];

    private static readonly double[] Steps = [1, 0.5, 0.25];

    public static readonly TheoryData<int> Laws = [0, 1];

    [Fact]
    public void The_oracle_in_continuous_time_is_the_textbook_form()
    {
        var (waiting, mustWait) = Endless.Continuous();
        var (expected, chance) = Endless.ErlangC();
        waiting.ShouldBe(expected, 1e-9);
        mustWait.ShouldBe(chance, 1e-12);
    }

    [Theory]
    [MemberData(nameof(Laws))]
    [Trait("Speed", "slow")]
    public void P6_waiting_is_that_of_Erlang_as_the_step_shrinks(int law)
    {
        var queue = law == 0 ? Endless : Patient;
        var exact = queue.Continuous();
        var steps = Steps.Select(queue.InSteps).ToArray();
        var (waiting, mustWait) = (steps.Select(s => s.Waiting).ToArray(), steps.Select(s => s.MustWait).ToArray());
        Extrapolate(waiting).ShouldBe(exact.Waiting, 0.002 * exact.Waiting);
        Extrapolate(mustWait).ShouldBe(exact.MustWait, 0.002);
        Shrinks(waiting, exact.Waiting);
        Shrinks(mustWait, exact.MustWait);

        var boards = Steps.Select(h => new Station(queue, h, 1).Simulate(6, 25_000, 17)).ToArray();
        for (var i = 0; i < steps.Length; i++)
        {
            Near(boards[i].Waiting, waiting[i]);
            Near(boards[i].MustWait, mustWait[i]);
        }
        Near(Extrapolate([.. boards.Select(b => b.Waiting)]), exact.Waiting);
        Near(Extrapolate([.. boards.Select(b => b.MustWait)]), exact.MustWait);
    }

    [Fact]
    public void P6_without_scarcity_nobody_waits_and_those_in_care_are_requests_times_stay()
    {
        // M/M/∞ by weeks: Poisson with mean load, at every moment; the board lets all through at once.
        var queue = new Erlang(Places: 1000, Load: 8, Stay: 13, Patience: double.PositiveInfinity);
        var station = new Station(queue, 1, 13);
        var (waiting, mustWait) = station.Simulate(4, 5_000, 17);
        (waiting.Mean, mustWait.Mean).ShouldBe((0, 0));
        Near(station.InCare, 8);
    }

    /// <summary>The table of docs/method/queue.md: this test says what belongs there.</summary>
    [Fact]
    [Trait("Speed", "slow")]
    public void The_bias_of_the_step_is_as_the_documentation_says()
    {
        var text = File.ReadAllText(Path.Combine(Repository(), "docs", "method", "queue.md"));
        text.ReplaceLineEndings("\n").ShouldContain(string.Join('\n', Tabled.Select(Row)), Case.Sensitive);
    }

    private static string Row(Erlang queue)
    {
        var patience = double.IsPositiveInfinity(queue.Patience) ? "–" : Text($"{queue.Patience} weeks");
        var (exact, week, quarter) = (queue.Continuous(), queue.InSteps(1), queue.InSteps(0.25));
        var (waiting, mustWait) = new Station(queue, 1, 13).Simulate(8, 40_000, 3);
        return Text($"| {queue.Places} | {queue.Load} | {queue.Stay} weeks | {patience} ")
            + Text($"| {exact.Waiting:F2} | {week.Waiting:F2} | {quarter.Waiting:F2} ")
            + Text($"| {waiting.Mean:F2} ± {waiting.Error:F2} ")
            + Text($"| {exact.MustWait:F3} | {week.MustWait:F3} | {quarter.MustWait:F3} ")
            + Text($"| {mustWait.Mean:F3} ± {mustWait.Error:F3} |");
    }

    private static string Text(FormattableString value) => FormattableString.Invariant(value);

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Populatie.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("no Populatie.sln above the tests");
        }
        return folder.FullName;
    }

    private static void Shrinks(double[] values, double to)
    {
        for (var i = 1; i < values.Length; i++)
        {
            Math.Abs(values[i] - to).ShouldBeLessThan(0.8 * Math.Abs(values[i - 1] - to));
        }
    }

    /// <summary>To a step of zero, by the parabola through three halved steps.</summary>
    private static double Extrapolate(double[] steps) => ((8 * steps[2]) - (6 * steps[1]) + steps[0]) / 3;

    private static Station.Estimate Extrapolate(Station.Estimate[] steps)
    {
        var (a, b, c) = (steps[2].Error * 8 / 3, steps[1].Error * 2, steps[0].Error / 3);
        return new(Extrapolate([.. steps.Select(s => s.Mean)]), Math.Sqrt((a * a) + (b * b) + (c * c)));
    }

    private static void Near(Station.Estimate estimate, double expected) =>
        estimate.Mean.ShouldBe(expected, Sigmas * estimate.Error);
}
