using Populatie.Analytics.Counting;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Need;
using Populatie.Analytics.Need.Sources;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Synthesis;
using Populatie.Analytics.Synthesis;

namespace Populatie.Analytics.Tests.Need;

/// <summary>What a fit learns of care that ends because its client turns eighteen.</summary>
public sealed class EighteenTests
{
    private const int Year = 2025;

    [Fact]
    public void The_rate_is_ends_over_time_in_care_and_few_ends_lean_on_the_act()
    {
        var (world, jeugd) = World();
        var (many, few) = (jeugd[0], jeugd[1]);
        Grow(world, many, came: 400, years: 200);
        Grow(world, few, came: 4, years: 4);
        world.AddEnds(many, 3, Outcome.TurnedEighteen, 300).AddEnds(few, 3, Outcome.TurnedEighteen, 1);
        var told = TurningEighteenEstimator.Of(world.Cube(), Year, FitAssumptionsReader.Embedded);
        // Ten ends at the rate of the act, 301 in 204 years, beside those of the product.
        const double act = 301.0 / 204;
        told.Rate[many].ShouldBe(310 / (200 + (10 / act)), 1e-9);
        told.Rate[few].ShouldBe(11 / (4 + (10 / act)), 1e-9);
        told.Ends[many].ShouldBe(300);
        told.Came[many].ShouldBe(400);
        var (value, low, high) = told.ShareOfWhoCame([many])!.Value;
        value.ShouldBe(0.75);
        low.ShouldBeInRange(0.7, 0.75);
        high.ShouldBeInRange(0.75, 0.8);
    }

    [Fact]
    public void Where_no_record_names_the_reason_nothing_ends_by_it()
    {
        var (world, jeugd) = World();
        Grow(world, jeugd[0], came: 400, years: 200);
        world.AddEnds(jeugd[0], 3, Outcome.Recovered, 300);
        var told = TurningEighteenEstimator.Of(world.Cube(), Year, FitAssumptionsReader.Embedded);
        told.IsSeen.ShouldBeFalse();
        told.Rate.ShouldAllBe(r => r == 0);
        told.ShareOfWhoCame([jeugd[0]])!.Value.Value.ShouldBe(0);
        told.ShareOfWhoCame([jeugd[1]]).ShouldBeNull();
    }

    [Fact]
    public void A_product_up_to_seventeen_ends_by_its_age_limit_alone()
    {
        var (world, _) = World();
        var products = world.Products.Products;
        var young = Enumerable.Range(0, products.Length).First(p => products[p].LastAge == 17);
        Grow(world, young, came: 40, years: 20);
        world.AddEnds(young, 3, Outcome.TurnedEighteen, 40);
        var told = TurningEighteenEstimator.Of(world.Cube(), Year, FitAssumptionsReader.Embedded);
        told.Rate.ShouldAllBe(r => r == 0);
    }

    /// <summary>
    /// Two towns of the same seed: in one all youth care ends at eighteen, in the other the share that the truth says. Whoever
    /// turns eighteen in care does so in both, so that the ends of one are a binomial sample of those of the other.
    /// </summary>
    [Fact]
    [Trait("Speed", "slow")]
    public void The_share_of_the_truth_is_found_in_the_records_made_from_it()
    {
        var all = Generated(1);
        var none = Generated(0);
        none.IsSeen.ShouldBeFalse();
        foreach (var share in new[] { 0.3, 0.7 })
        {
            var some = Generated(share);
            var reached = Ends(all, some);
            Math.Abs((Ends(some, some) / reached) - share)
                .ShouldBeLessThan(4.5 * Math.Sqrt(share * (1 - share) / reached));
        }
    }

    /// <summary>Of products that serve beyond seventeen.</summary>
    private static double Ends(TurningEighteen told, TurningEighteen serving) =>
        told.Ends.Where((_, p) => serving.Rate[p] > 0).Sum();

    private static TurningEighteen Generated(double share)
    {
        var embedded = TruthFile.Embedded.WithoutLoss();
        var assumed = embedded.EndsAtEighteen with { Value = share, Low = 0, High = 1 };
        var inputs = UtrechtCity.Inputs(embedded with { EndsAtEighteen = assumed });
        var settings = new GeneratorSettings
        {
            Mode = GeneratorMode.Free,
            Seed = 18,
            FirstYear = Year - 2,
            LastYear = Year,
        };
        var generation = RecordGenerator.Generate(settings, inputs);
        var cube = CubeBuilder
            .Build(
                inputs.Areas,
                inputs.Products,
                generation.Truth.Bands,
                generation.Batches(),
                new CubeSettings
                {
                    Base = PeriodLevel.Year,
                    FirstDay = new DateOnly(Year - 2, 1, 1),
                    LastDay = new DateOnly(Year, 12, 31),
                },
                CubeSource.Nameless
            )
            .Cube;
        return TurningEighteenEstimator.Of(cube, Year, FitAssumptionsReader.Embedded);
    }

    /// <returns>A city of all products that cost money, and two of youth care that go on after seventeen.</returns>
    private static (SmallWorld World, int[] Jeugd) World()
    {
        var world = new SmallWorld(1, 1, 30, Year, Year).WithPeople(_ => 10);
        var products = world.Products.Products;
        return (
            world,
            [
                .. Enumerable
                    .Range(0, products.Length)
                    .Where(p => products[p] is { Act: Act.Jeugd, LastAge: >= 18 })
                    .Take(2),
            ]
        );
    }

    /// <summary>Clients of 12 to 17 grow into the band that holds eighteen, one half of them by beginning there; some move house.</summary>
    private static void Grow(SmallWorld world, int product, int came, int years)
    {
        var adult = world.Bands.OfAge(18);
        world
            .Add("left", 0, Year, product, adult - 1, Sex.V, (came / 2) + 7)
            .Add("entered", 0, Year, product, adult - 1, Sex.V, 7)
            .Add("begun", 0, Year, product, adult, Sex.M, came - (came / 2))
            .Add("begun", 0, Year, product, adult + 1, Sex.M, 50)
            .Add("person_days", 0, Year, product, adult, Sex.M, years * 1461L / 4);
    }
}
