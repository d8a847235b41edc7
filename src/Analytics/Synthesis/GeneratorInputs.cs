using Populatie.Analytics.Areas;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Products;

namespace Populatie.Analytics.Synthesis;

/// <summary>What a generated city is made from, beside the settings.</summary>
public sealed record GeneratorInputs
{
    public required AreaIndex Areas { get; init; }

    /// <summary>Residents of at least the buurten of <see cref="Areas"/>.</summary>
    public required PopulationSeries Population { get; init; }

    public required Lifetimes Lifetimes { get; init; }

    public required ProductAxis Products { get; init; }

    public required TruthSettings Truth { get; init; }

    /// <summary>Needed in calibrated mode only.</summary>
    public PublishedUse? Published { get; init; }

    /// <summary>Null: no coordinates, persons who would have them are placed by buurt code.</summary>
    public AreaSet? Boundaries { get; init; }

    /// <summary>Inputs on any areas with any population, with national mortality and the shipped products.</summary>
    public static GeneratorInputs On(AreaSet areas, PopulationSeries population, TruthSettings truth) =>
        new()
        {
            Areas = areas.Index,
            Boundaries = areas,
            Population = population,
            Lifetimes = Lifetimes.FromProbabilities(
                (sex, age) => NationalTables.Embedded.DeathProbability(sex, age, truth.ReferenceYear)
            ),
            Products = ProductCatalogue.Embedded,
            Truth = truth,
        };
}
