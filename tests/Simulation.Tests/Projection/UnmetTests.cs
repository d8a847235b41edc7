using Populatie.Simulation.Projection;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Tests.Projection;

public sealed class UnmetTests
{
    [Fact]
    public void N4_the_four_parts_are_never_negative_and_sum_to_unmet_on_every_replicate()
    {
        var scenario = ScenarioReader.Parse(SyntheticTown.ScenarioText, "t");
        var result = Town.Run(SyntheticTown.Inputs(scenario), 16);
        foreach (var level in result.Levels)
        {
            var all = result.Table(level, Measures.Unmet).AllKept;
            var sum = new long[all.Length];
            foreach (
                var part in (Measure[])
                    [Measures.UnmetWaiting, Measures.UnmetHeld, Measures.UnmetForegone, Measures.UnmetHidden]
            )
            {
                var kept = result.Table(level, part).AllKept;
                for (var i = 0; i < sum.Length; i++)
                {
                    kept[i].ShouldBeGreaterThanOrEqualTo(0);
                    sum[i] += kept[i];
                }
            }
            all.SequenceEqual(sum).ShouldBeTrue(level.ToString());
            all.ContainsAnyExcept(0).ShouldBeTrue();
        }
    }
}
