using Populatie.Analytics.Areas;
using Populatie.Simulation.Figures;
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

    [Fact]
    public void Who_silently_needs_two_products_is_one_person_of_a_total_and_who_waits_waits_for_one()
    {
        var scenario = ScenarioReader.Parse(SyntheticTown.ScenarioText, "t");
        var inputs = SyntheticTown.Inputs(scenario);
        var result = Town.Run(inputs, 16);
        var axis = result.Axis;
        var persons = inputs.Fit.PersonsPerUseAt(AreaLevel.Gemeente);
        persons[^1].ShouldBeLessThan(1);
        foreach (var part in (Measure[])[Measures.UnmetWaiting, Measures.UnmetForegone, Measures.UnmetHidden])
        {
            var table = result.Table(AreaLevel.Gemeente, part);
            for (var position = axis.UsedCount; position < axis.Count; position++)
            {
                for (var replicate = 0; replicate < 16; replicate++)
                {
                    var uses = axis.Parts[position].Sum(slot => table.KeptAt(0, slot, 3, replicate));
                    var expected = part == Measures.UnmetHidden ? uses * persons[axis.Ordinals[position]] : uses;
                    Math.Abs(table.KeptAt(0, position, 3, replicate) - expected).ShouldBeLessThan(1);
                }
            }
        }
    }
}
