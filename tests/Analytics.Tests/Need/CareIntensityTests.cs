using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Need;
using Populatie.Analytics.Need.Sources;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Tests.Need;

/// <summary>Prices, minutes, clients per spell, and the table of national rates.</summary>
public sealed class CareIntensityTests
{
    [Fact]
    public void Declared_cost_gives_the_price_of_the_last_year_and_no_cost_gives_the_catalogue()
    {
        var world = new SmallWorld(1, 1, 2, 2022, 2024).WithPeople(_ => 10);
        world.Add("person_days", 0, 2023, 0, 4, Sex.V, 100).Add("cost", 0, 2023, 0, 4, Sex.V, 100_000);
        world.Add("person_days", 0, 2024, 0, 4, Sex.V, 50).Add("cost", 0, 2024, 0, 4, Sex.V, 60_000);
        world.Add("minutes", 0, 2024, 0, 4, Sex.V, 750);
        var fit = FitEstimator.Estimate(world.Cube(), world.Population(), new FitSettings());
        fit.CentsPerDay[0].ShouldBe(1200);
        fit.MinutesPerDay[0].ShouldBe(5);
        fit.CostBasis[0].ShouldBe(Basis.Synthetic);
        fit.CentsPerDay[1].ShouldBe(world.Products.Products[1].CentsPerClientMonth.Value * 12 / 365.25, 1e-9);
        fit.CostBasis[1].ShouldBe(Basis.Assumed);
    }

    [Fact]
    public void Clients_per_spell_is_distinct_clients_over_open_at_begin_plus_begun()
    {
        var world = new SmallWorld(1, 1, 2, 2021, 2024).WithPeople(_ => 10);
        for (var year = 2021; year <= 2024; year++)
        {
            for (var product = 0; product < 2; product++)
            {
                world.Add("open", 0, year, product, 4, Sex.V, 30).Add("begun", 0, year, product, 4, Sex.V, 10);
                world.AddClients(0, year, product, 36);
            }
            world.AddClients(0, year, world.Products.AllOrdinal, 60);
        }
        var fit = FitEstimator.Estimate(world.Cube(), world.Population(), new FitSettings());
        fit.ClientsPerSpell[0].ShouldBe(0.9, 1e-12);
        fit.ClientsPerSpell[world.Products.AllOrdinal].ShouldBe(0.75, 1e-12);
    }

    [Fact]
    public void National_rates_are_read_and_used()
    {
        var world = new SmallWorld(1, 2, 1, 2022, 2024).WithPeople(_ => 100);
        world.Add("requests", 0, 2024, 0, 4, Sex.V, 30);
        var code = world.Products.Codes[0];
        string[] lines = ["product,band,sex,rate", $"{code},23-44,V,0.01", $"{code},23-44,M,0.02"];
        var table = NationalRateReader.Parse("rates.csv", lines, "digest", world.Products, world.Bands);
        var settings = new FitSettings { Reference = RateReference.National, National = table };
        var fit = FitEstimator.Estimate(world.Cube(), world.Population(), settings);
        // 22 ages of 100 women and 100 men in each of two buurten.
        fit.Expected[0].ShouldBe(22 * 100 * 0.03, 1e-9);
        fit.Inputs["national"].ShouldBe("rates.csv digest");
    }

    [Theory]
    [InlineData("product;band;sex;rate", 1, null)]
    [InlineData("product,band,sex,rate\nnonsense,0-3,V,0.1", 2, 1L)]
    [InlineData("product,band,sex,rate\n{0},0-4,V,0.1", 2, 2L)]
    [InlineData("product,band,sex,rate\n{0},0-3,O,0.1", 2, 3L)]
    [InlineData("product,band,sex,rate\n{0},0-3,V,-1", 2, 4L)]
    [InlineData("product,band,sex,rate\n{0},0-3,V", 2, null)]
    [InlineData("product,band,sex,rate\n{0},0-3,V,1\n{0},0-3,V,2", 3, null)]
    public void A_bad_table_of_rates_is_refused_with_its_place(string text, int line, long? column)
    {
        var world = new SmallWorld(1, 1, 1, 2022, 2024);
        var lines = text.Replace("{0}", world.Products.Codes[0], StringComparison.Ordinal).Split('\n');
        var fault = Should.Throw<SourceFormatException>(() =>
            NationalRateReader.Parse("rates.csv", lines, "", world.Products, world.Bands)
        );
        (fault.Line, fault.Column).ShouldBe((line, column));
    }
}
