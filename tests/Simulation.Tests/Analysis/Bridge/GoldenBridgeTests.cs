using Populatie.Simulation.Analysis.Bridge;

namespace Populatie.Simulation.Tests.Analysis.Bridge;

/// <summary>Published decompositions, made again by the bridge from their own figures.</summary>
public sealed class GoldenBridgeTests
{
    /// <summary>CBS, youth care in the Netherlands, first half of 2021.</summary>
    [Fact]
    public void G08_the_flow_of_youth_care_in_2021_closes()
    {
        var bridge = StockBridge.Of(326_570, 149_835, 114_085, 362_320);
        (bridge.Residual, bridge.Closes, bridge.Active).ShouldBe((0, true, 476_405));
        StockBridge.Of(326_570, 149_835, 114_085, 362_325).Closes.ShouldBeFalse();
    }

    /// <summary>CBS, youth protection in the Netherlands, 2022.</summary>
    [Fact]
    public void G09_the_flow_of_youth_protection_in_2022_closes() =>
        StockBridge.Of(31_960, 9_065, 11_955, 29_070).Residual.ShouldBe(0);

    /// <summary>
    /// Households in seven disjoint groups, each rounded to 5, sum to 32,685 beside a printed 32,690: from the first to the
    /// last by the groups is a bridge whose rest is within what rounding allows.
    /// </summary>
    [Fact]
    public void G12_households_that_were_rounded_are_accepted()
    {
        var bridge = StockBridge.Of(0, 32_685, 0, 32_690, roundedTo: 5);
        (bridge.Residual, bridge.Closes).ShouldBe((5, true));
        StockBridge.Of(0, 32_685, 0, 32_700, roundedTo: 5).Closes.ShouldBeFalse();
        StockBridge.Of(0, 32_685, 0, 32_690).Closes.ShouldBeFalse("where nothing is rounded, nothing may be missing");
    }

    /// <summary>Help with the household, 2017–2024: clients = residents × clients per resident, per age group.</summary>
    [Theory]
    [InlineData(1.40, 1.143, 1.60)]
    [InlineData(1.157, 1.071, 1.24)]
    public void G15_help_with_the_household_is_split_into_residents_and_rate(double residents, double rate, double all)
    {
        // The levels themselves do not matter: any number of residents, any clients.
        double[] begin = [48_000, 48_000 * 0.21];
        double[] end = [begin[0] * residents, begin[1] * residents * rate];
        var parts = new double[2];
        LevelChain.Add(begin, end, parts);
        var mean = LogMeanSplit.LogMean(begin[1], end[1]);
        Math.Exp(parts[0] / mean).ShouldBe(residents, 1e-12);
        Math.Exp(parts[1] / mean).ShouldBe(rate, 1e-12);
        Math.Round(end[1] / begin[1], 2).ShouldBe(all, "the published growth of clients");
        parts.Sum().ShouldBe(end[1] - begin[1], 1e-9);
    }

    /// <summary>Wmo, 2017–2024: clients +23%, spending +32% nominal; so 3.0% and 4.0% a year, and +7.3% per client.</summary>
    [Fact]
    public void G16_wmo_from_2017_to_2024_is_split_into_clients_and_price()
    {
        const int years = 7;
        CostLevels At(double clients, double cost) =>
            new(
                [BridgeTerm.Rate, BridgeTerm.Price],
                [
                    [1_000_000 * clients],
                    [5_000_000_000.0 * cost],
                ]
            );

        var bridge = BridgeSum.Of([("Wmo", At(1, 1), At(1.23, 1.32))], years, Analytics.Evidence.Basis.Published);
        var part = bridge.ShouldHaveSingleItem();
        var (clients, price) = (part.Rows[0], part.Rows[1]);
        Math.Round(clients.Factor, 2).ShouldBe(1.23);
        Math.Round(100 * clients.PerYear, 1).ShouldBe(3.0);
        Math.Round(100 * (price.Factor - 1), 1).ShouldBe(7.3);
        Math.Round(part.Factor, 2).ShouldBe(1.32);
        Math.Round(100 * part.PerYear, 1).ShouldBe(4.0);
        part.Residual.ShouldBe(0);
        (clients.Change + price.Change).ShouldBe(1_600_000_000);
    }

    /// <summary>CPB 2022–2025: parts of a growth rate that add up because they were made to; the bridge's rates multiply.</summary>
    [Fact]
    public void G07_rates_of_a_bridge_multiply_to_the_whole()
    {
        double[] rates = [0.012, 0.005, 0.007, 0.003];
        var levels = rates.Aggregate(new List<double> { 1e9 }, (l, r) => [.. l, l[^1] * (1 + r)]);
        double[] end = [.. levels.Skip(1)];
        double[] begin = [.. end.Select(_ => 1e9)];
        var parts = new double[end.Length];
        LevelChain.Add(begin, end, parts);
        var mean = LogMeanSplit.LogMean(begin[^1], end[^1]);
        parts.Select(p => Math.Round(Math.Exp(p / mean) - 1, 12)).ShouldBe(rates);
        Math.Round(100 * ((end[^1] / begin[^1]) - 1), 1).ShouldBe(2.7);
    }
}
