using Populatie.Cli.Commands;

namespace Populatie.Cli.Tests.Commands;

/// <summary>Who adds up the four parts on paper finds the number beside them.</summary>
public sealed class UnmetTableTests
{
    [Fact]
    public void Rounded_parts_add_up_to_the_rounded_sum()
    {
        double[] parts = [2.6, 5.4, 78.6, 68.6];
        parts.Sum(p => Math.Round(p)).ShouldNotBe(155, "each rounded by itself they do not");
        UnmetTable.PartsOf(parts.Sum(), [.. parts]).ShouldBe([3, 5, 79, 68]);

        var chance = new Random(20);
        for (var draw = 0; draw < 200; draw++)
        {
            double[] drawn = [.. Enumerable.Range(0, 4).Select(_ => chance.NextDouble() * 9)];
            var told = UnmetTable.PartsOf(drawn.Sum(), [.. drawn]).Select(p => p!.Value).ToList();
            told.Sum().ShouldBe(Math.Round(drawn.Sum(), MidpointRounding.AwayFromZero));
            told.Zip(drawn).ShouldAllBe(p => Math.Abs(p.First - p.Second) < 1 && p.First >= 0);
        }
    }

    [Fact]
    public void An_unknown_part_stays_unknown()
    {
        UnmetTable.PartsOf(7.4, [1.4, null, 2, 4]).ShouldBe([1.4, null, 2, 4]);
    }
}
