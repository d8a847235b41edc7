using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Population;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Population;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Tests.Reference;

namespace Populatie.Simulation.Tests.Projection;

/// <summary>The engine's counts against single persons followed one by one.</summary>
public sealed class PersonByPersonTests
{
    private const double Sigmas = 4.5;
    private const int Futures = 120;

    private const string Certain = """
        name: certain
        base: {year: 2025}
        horizon: 2028
        growth: {other: "0% (none, 0% to 0%)"}
        uncertainty: {parameters: off}
        """;

    [Fact]
    [Trait("Speed", "slow")]
    public void Means_are_those_of_persons_followed_one_by_one()
    {
        var inputs = Inputs();
        var engine = Town.Run(inputs, 400);
        var oracle = new PersonByPerson(inputs, Residents(), 11);
        var futures = Enumerable.Range(0, Futures).Select(_ => oracle.Live()).ToArray();
        for (var year = 0; year < inputs.Scenario.YearCount; year++)
        {
            for (var product = 0; product < inputs.Fit.Products.ProductCount; product++)
            {
                void Same(Measure measure, Func<PersonByPerson.Year, double> value)
                {
                    var position = engine.PositionOf(inputs.Fit.Products.Codes[product]);
                    var summary = engine.Table(AreaLevel.Gemeente, measure).Summarise(0, position, year);
                    var (mean, error) = Moments(futures.Select(f => value(f[year][product])));
                    var engineError = summary.Sd / Math.Sqrt(engine.Settings.Replicates);
                    Math.Abs(summary.Mean - mean)
                        .ShouldBeLessThan(
                            Sigmas * Math.Sqrt((error * error) + (engineError * engineError)),
                            $"{measure.Name} of product {product} in year {year}: {summary.Mean} against {mean}"
                        );
                }
                Same(Measures.Requests, y => y.Requests);
                Same(Measures.Ends, y => y.Ends);
                Same(Measures.InCare, y => y.InCare);
                Same(Measures.Hours, y => y.Days * inputs.Fit.MinutesPerDay[product]);
            }
        }
    }

    /// <summary>The same in every buurt, so that the oracle needs to know one buurt's ages only.</summary>
    private static PopulationTable Residents()
    {
        var one = SyntheticTown.Residents();
        var persons = new int[one.BuurtCount * PopulationTable.CellsPerBuurt];
        for (var buurt = 0; buurt < one.BuurtCount; buurt++)
        {
            one.OfBuurt(0).CopyTo(persons.AsSpan(buurt * PopulationTable.CellsPerBuurt));
        }
        return new PopulationTable(one.Year, one.BuurtCount, persons, Basis.Synthetic);
    }

    private static ProjectionInputs Inputs()
    {
        var town = SyntheticTown.Inputs(ScenarioReader.Parse(Certain, "certain"));
        return town with
        {
            Residents = new FixedResidents(
                Residents(),
                town.Fit.Bands,
                town.Scenario.FirstYear,
                town.Scenario.YearCount + 1,
                town.Residents.LeaveRate
            ),
        };
    }

    private static (double Mean, double Error) Moments(IEnumerable<double> values)
    {
        var all = values.ToArray();
        var mean = all.Average();
        return (mean, Math.Sqrt(all.Sum(v => (v - mean) * (v - mean)) / (all.Length - 1) / all.Length));
    }
}
