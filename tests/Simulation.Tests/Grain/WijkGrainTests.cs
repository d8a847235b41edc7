using Populatie.Analytics.Areas;
using Populatie.Analytics.Need;
using Populatie.Analytics.Population;
using Populatie.Simulation.Grain;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;

namespace Populatie.Simulation.Tests.Grain;

/// <summary>What a wijk is made of: sums of its buurten, and a relative risk that asks as much as they do together.</summary>
public sealed class WijkGrainTests
{
    private readonly Fit fine = Mixed.Fit(SyntheticTown.Fit().Areas, seed: 3);
    private readonly PopulationTable residents = SyntheticTown.Residents();
    private readonly WijkUnits units = WijkUnits.Of(SyntheticTown.Fit().Areas);

    [Fact]
    public void A1_counts_of_a_wijk_are_the_sums_of_its_buurten()
    {
        var coarse = CoarseFit.Of(fine, units, residents);
        ShouldBeSums(fine.OpenAtEnd, coarse.OpenAtEnd);
        ShouldBeSums(fine.EndedInLastYear, coarse.EndedInLastYear);
        ShouldBeSums(residents.Persons.ToArray(), units.Sum(residents).At(residents.Year).Persons.ToArray());
        for (var i = 0; i < coarse.Expected.Length; i++)
        {
            coarse.Expected[i].ShouldBe(Over(i, fine.Expected), 1e-9);
            coarse.Observed[i].ShouldBe(Over(i, fine.Observed), 1e-9);
        }
        coarse.PersonYears.Sum().ShouldBe(fine.PersonYears.Sum(), 1e-6);
    }

    [Fact]
    public void A_wijk_asks_in_the_mean_what_its_buurten_ask_with_the_same_spread()
    {
        var coarse = CoarseFit.Of(fine, units, residents);
        var products = fine.Products.ProductCount;
        for (var at = 0; at < coarse.RiskShape.Length; at++)
        {
            var (asked, foreseen, variance) = (0.0, 0.0, 0.0);
            for (var buurt = 0; buurt < units.WijkOfBuurt.Length; buurt++)
            {
                var expected = units.WijkOfBuurt[buurt] == at / products ? Expected(buurt, at % products) : 0;
                var cell = (buurt * products) + (at % products);
                foreseen += expected;
                asked += expected * fine.RiskShape[cell] / fine.RiskRate[cell];
                variance += expected * expected * fine.RiskShape[cell] / fine.RiskRate[cell] / fine.RiskRate[cell];
            }
            (foreseen * coarse.RiskShape[at] / coarse.RiskRate[at]).ShouldBe(asked, asked * 1e-12);
            var spread = foreseen * foreseen * coarse.RiskShape[at] / coarse.RiskRate[at] / coarse.RiskRate[at];
            spread.ShouldBe(variance, variance * 1e-12);
        }
    }

    [Fact]
    public void Certain_risks_stay_certain_and_what_nobody_asks_for_stays_finite()
    {
        fine.RiskShape.AsSpan().Fill(Fit.CertainShape);
        fine.RiskRate.AsSpan().Fill(Fit.CertainShape);
        CoarseFit.Of(fine, units, residents).RiskShape.ShouldAllBe(s => s.Equals(Fit.CertainShape));
        fine.RequestRate.AsSpan().Clear();
        fine.RiskShape.AsSpan().Fill(2);
        fine.RiskRate.AsSpan().Fill(4);
        var coarse = CoarseFit.Of(fine, units, residents);
        coarse.RiskShape.Zip(coarse.RiskRate).ShouldAllBe(g => Math.Abs((g.First / g.Second) - 0.5) < 1e-12);
    }

    [Fact]
    public void Wijken_take_the_place_of_buurten_and_groupings_that_divide_one_are_left_out()
    {
        units.Areas.Buurten.Select(b => b.Code).ShouldBe(["WK000101", "WK000102"]);
        units.Areas.AreasAt(AreaLevel.Wijk).ShouldBe(fine.Areas.AreasAt(AreaLevel.Wijk));
        units.Areas.AreasAt(AreaLevel.Gemeente).ShouldBe(fine.Areas.AreasAt(AreaLevel.Gemeente));
        units.Dropped.ShouldBe([AreaLevel.Buurtteam]);

        Area[] teams = [new("BT1", "Team 1", AreaLevel.Buurtteam), new("BT2", "Team 2", AreaLevel.Buurtteam)];
        var whole = new AreaIndex(
            fine.Areas.Buurten,
            groupings: [new(AreaLevel.Buurtteam, teams, [.. Enumerable.Range(0, 12).Select(b => 1 - (b / 6))])]
        );
        var kept = WijkUnits.Of(whole);
        kept.Dropped.ShouldBeEmpty();
        kept.Areas.OfLeaf(AreaLevel.Buurtteam).Take(2).ShouldBe([1, 0]);
    }

    [Fact]
    public void P3_the_id_of_a_run_hangs_on_its_grain()
    {
        var inputs = SyntheticTown.Inputs();
        var ids = Enum.GetValues<ProjectionGrain>()
            .Select(grain => Projection.Town.Run(inputs with { Grain = grain }, 1).Card)
            .Select(card => (card.Id, RunCard.FromJson(card.ToJson()).Grain))
            .ToList();
        ids.Select(i => i.Grain).ShouldBe(Enum.GetValues<ProjectionGrain>());
        ids.Select(i => i.Id).Distinct(StringComparer.Ordinal).Count().ShouldBe(ids.Count);
    }

    private void ShouldBeSums(int[] perBuurt, int[] perWijk)
    {
        for (var i = 0; i < perWijk.Length; i++)
        {
            var width = perWijk.Length / units.Areas.BuurtCount;
            var wijk = i / width;
            var sum = 0;
            for (var buurt = wijk * 6; buurt < (wijk + 1) * 6; buurt++)
            {
                sum += perBuurt[(buurt * width) + (i % width)];
            }
            perWijk[i].ShouldBe(sum);
        }
    }

    private double Over(int at, double[] perBuurt)
    {
        var products = fine.Products.ProductCount;
        return Enumerable.Range(at / products * 6, 6).Sum(b => perBuurt[(b * products) + (at % products)]);
    }

    private double Expected(int buurt, int product)
    {
        var sum = 0.0;
        for (var cell = 0; cell < PopulationTable.CellsPerBuurt; cell++)
        {
            var (sex, band) = (cell / 106, fine.Bands.OfAge(cell % 106));
            sum += fine.RequestRate[(((product * fine.Bands.Count) + band) * 2) + sex] * residents.OfBuurt(buurt)[cell];
        }
        return sum;
    }
}
