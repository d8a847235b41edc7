using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Need;
using Populatie.Analytics.Records;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Tests.Need;

public sealed class FitStoreTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "fit-" + Guid.NewGuid().ToString("N"));

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_fit_comes_back_as_it_went_in_and_the_same_fit_has_the_same_id()
    {
        var workspace = Workspace.Open(folder);
        var fit = Example(reversed: false);
        var id = FitStore.Save(workspace, fit, "example");
        var back = FitStore.Load(workspace, "latest");
        FitStore.Save(workspace, back, "again").ShouldBe(id);
        FitStore.Save(workspace, Example(reversed: true), "other order").ShouldBe(id);
        back.Stays.ShouldBe(fit.Stays);
        back.CostBasis.ShouldBe(fit.CostBasis);
        back.Alpha.ShouldBe(fit.Alpha);
        back.Eighteen!.Rate.ShouldBe(fit.Eighteen!.Rate);
        back.Eighteen.Came.ShouldBe(fit.Eighteen.Came);
        back.Inputs["basis"].ShouldBe("synthetic records");
        Directory.GetDirectories(Path.Combine(folder, "fits")).Length.ShouldBe(1);
    }

    [Fact]
    public void Figures_of_buurten_add_up_to_the_city_and_carry_unit_and_basis()
    {
        var fit = Example(reversed: false);
        var query = new FigureQuery { Measure = FitMeasures.Expected, Product = "all" };
        var city = FitFigures.Select(fit, query).Single();
        var buurten = FitFigures.Select(fit, query with { Level = AreaLevel.Buurt }).ToList();
        buurten.Count.ShouldBe(4);
        buurten.Sum(f => f.Value!.Value).ShouldBe(city.Value!.Value, 1e-9);
        city.Basis.ShouldBe(Basis.Estimated);
        city.Unit.ShouldBe("requests/yr");
        FitFigures
            .Select(fit, new FigureQuery { Level = AreaLevel.Wijk })
            .ShouldAllBe(f => double.IsFinite(f.Value!.Value));
    }

    [Fact]
    public void What_no_record_names_is_no_figure_of_nought() =>
        FitFigures
            .Select(Example(reversed: false), new FigureQuery { Measure = FitMeasures.EndsAtEighteen })
            .ShouldBeEmpty();

    [Fact]
    public void Intervals_hold_their_value()
    {
        var fit = Example(reversed: false);
        var measures = new[]
        {
            FitMeasures.RelativeRisk,
            FitMeasures.ExpectedMinusObserved,
            FitMeasures.MeanStayMonths,
        };
        foreach (
            var figure in measures.SelectMany(m =>
                FitFigures.Select(fit, new FigureQuery { Measure = m, Level = AreaLevel.Buurt })
            )
        )
        {
            figure.Low!.Value.ShouldBeLessThanOrEqualTo(figure.Value!.Value, figure.Measure);
            figure.High!.Value.ShouldBeGreaterThanOrEqualTo(figure.Value!.Value, figure.Measure);
        }
    }

    [Fact]
    public void An_unknown_measure_is_a_usage_fault()
    {
        Should.Throw<UsageException>(() =>
            FitFigures.Select(Example(reversed: false), new FigureQuery { Measure = "clients" }).ToList()
        );
    }

    private static Fit Example(bool reversed)
    {
        var world = new SmallWorld(2, 2, 3, 2021, 2024).WithPeople(b => 20 + (5 * b));
        var cells =
            from leaf in Enumerable.Range(0, world.Areas.LeafCount)
            from year in Enumerable.Range(2021, 4)
            from product in Enumerable.Range(0, 2)
            select (leaf, year, product);
        foreach (var (leaf, year, product) in reversed ? cells.Reverse() : cells)
        {
            world.Add("requests", leaf, year, product, 4 + leaf % 3, (Sex)(year % 3), 5 + ((leaf + year) % 4));
            world.Add("open", leaf, year, product, 4, Sex.M, 3);
            world.Add("person_days", leaf, year, product, 4, Sex.M, 1000);
            world.Add("cost", leaf, year, product, 4, Sex.M, 250_000);
            world.Add("minutes", leaf, year, product, 4, Sex.M, 9000);
        }
        world.AddEnds(0, 5, Outcome.Recovered, 40).AddEnds(0, 11, Outcome.Recovered, 60).AddCensored(0, 3, 20);
        return FitEstimator.Estimate(world.Cube(), world.Population(), new FitSettings());
    }
}
