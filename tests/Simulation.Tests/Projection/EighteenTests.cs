using Populatie.Analytics.Population;
using Populatie.Analytics.Records;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Store;

namespace Populatie.Simulation.Tests.Projection;

/// <summary>Care that ends because its client turns eighteen or outgrows a product, against what follows on paper.</summary>
public sealed class EighteenTests
{
    private const int Replicates = 400;
    private const double Sigmas = 4.5;
    private const double Never = 1e-9;

    [Theory]
    [InlineData(0.8, 1.5)]
    [InlineData(2, 0.3)]
    public void P5_turning_eighteen_is_one_more_way_out(double end, double eighteen)
    {
        var mu = end + eighteen;
        var result = Town.Run(Town.OneCell(new(end, 0, 0, 0), 90, 60, eighteen: eighteen), Replicates);
        for (var year = 2026; year <= 2030; year++)
        {
            var t = year - 2025;
            var expected = (60 * Math.Exp(-mu * t)) + (90 / mu * (1 - Math.Exp(-mu * t)));
            var (mean, error) = Town.Total(result, Measures.InCare, year);
            Math.Abs(mean - expected).ShouldBeLessThan(Sigmas * error, $"{year}");
        }
    }

    [Fact]
    public void Ends_are_the_rate_times_the_time_in_care_and_nobody_comes_back()
    {
        const double rate = 1.25;
        var inputs = Town.OneCell(new(Never, 0, 0, 0), 100, 80, returnRate: 0.7, eighteen: rate);
        var result = Town.Run(inputs, Replicates);
        for (var year = 2026; year <= 2030; year++)
        {
            // 80 are in care every day: 100 a year begin and as many turn eighteen.
            var (ends, endsError) = Town.Total(result, Measures.Ends, year);
            Math.Abs(ends - (80 * rate)).ShouldBeLessThan(Sigmas * endsError, $"{year}");
            var (requests, requestsError) = Town.Total(result, Measures.Requests, year);
            Math.Abs(requests - 100).ShouldBeLessThan(Sigmas * requestsError, $"{year}");
        }
    }

    [Fact]
    public void P3_a_rate_of_nought_is_the_same_as_none_bit_for_bit()
    {
        static string Digest(double? eighteen) =>
            RunDigest.Of(Town.Run(Town.OneCell(new(2, 1, 0.5, 0), 100, 80, 0.1, 0.3, eighteen: eighteen), 16));
        Digest(0).ShouldBe(Digest(null));
        Digest(0.1).ShouldNotBe(Digest(null));
    }

    /// <summary>
    /// Nobody ends by chance. From the first 1 January on each band hands on its oldest; care up to 22 goes on into the band from
    /// eighteen, where it ends at its rate, and past 22 on the 1 January nearest to the birthday: half of the first year's.
    /// </summary>
    [Fact]
    public void P5_clients_grow_older_from_the_first_year_on()
    {
        const int open = 600;
        const double rate = 0.6;
        var persons = new int[PopulationTable.CellsPerBuurt];
        persons.AsSpan().Fill(10);
        var result = Town.Run(
            Town.OneProduct(
                new AgeBands(0, 12, 18, 23),
                (12, 22),
                persons,
                [0, open, open, 0],
                new(Never, 0, 0, 0),
                [0, 0, Never, 0, 0, 0, 0, 0],
                eighteen: rate
            ),
            Replicates
        );
        // Residents are as many of each age: a sixth of 12-17 and a fifth of 18-22 are the oldest.
        double young = open;
        double adult = open;
        for (var year = 2026; year <= 2030; year++)
        {
            var outgrown = adult * (year == 2026 ? 0.1 : 0.2);
            var turned = young / 6;
            (young, adult) = (young - turned, (adult - outgrown + turned) * Math.Exp(-rate));
            var (mean, error) = Town.Total(result, Measures.InCare, year);
            Math.Abs(mean - young - adult).ShouldBeLessThan(Sigmas * error, $"{year}");
        }
    }
}
