using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Need;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Published;

/// <summary>What published clients of one act teach. B wijken, A bands, S sexes V and M.</summary>
internal sealed class ActFit
{
    private const int Sexes = PopulationTable.SexCount;
    private const int JeugdGroups = 4;

    private readonly ActCounts counts;
    private readonly PublishedExposure people;
    private readonly AreaIndex areas;
    private readonly int bands;

    // Shape [A, S]: clients in a year per person-year, at the level of the last year.
    private readonly double[] useRate;

    public ActFit(
        Cube cube,
        Product product,
        int ordinal,
        FitWindow window,
        PublishedExposure people,
        PublishedSettings published,
        FitAssumptions assumptions
    )
    {
        (this.people, areas, bands) = (people, cube.Axes.Areas, cube.Axes.Bands.Count);
        counts = new(cube, ordinal, window.First, window.Last);
        useRate = Shape(cube.Axes.Bands, product, window.Last);
        var expected = ExpectedClients();
        ToLevel(expected, _ => 1);
        (RiskShape, RiskRate, Alpha) = Risks(expected);
        ToLevel(expected, wijk => RiskShape[wijk] / RiskRate[wijk]);

        var clients = ClientsByBand(expected, product.Act, window.Last);
        var perSpell = published.ClientsPerSpell.Value;
        var perBand = ReferenceRates.SumOverBuurten(clients, bands);
        var balance = StockBalance.Of(
            [.. perBand.Select(c => c / perSpell)],
            12 / product.MeanStayMonths.Value,
            people.Leaving,
            people.Growing,
            people.Growth
        );
        Inertia = balance.Open + balance.Begun > 0 ? balance.Open / (balance.Open + balance.Begun) : 0;
        Clients = perBand.Sum();
        Open = [.. clients.Select((c, i) => c / perSpell * balance.EndShare[i % bands])];
        var everyone = ReferenceRates.SumOverBuurten(people.Last, bands * Sexes);
        RequestRate = [.. useRate.Select((rate, i) => rate / perSpell * (1 - balance.OpenShare[i / Sexes]))];
        ClientCount = [.. useRate.Select((rate, i) => rate * everyone[i])];
        Expected = ReferenceRates.Expected(RequestRate, people.Last, areas.BuurtCount, 1);
        Observed = ObservedRequests(expected);
        Placed = PlacedShare();
        Volatility = new UseVolatility(counts, people, areas, useRate).Of(product.Act, window, published, assumptions);
    }

    /// <summary>Shape [A, S]; new requests per person-year.</summary>
    public double[] RequestRate { get; }

    /// <summary>Shape [A, S]; clients behind each rate.</summary>
    public double[] ClientCount { get; }

    /// <summary>Shape [B]: Gamma of θ.</summary>
    public double[] RiskShape { get; }

    public double[] RiskRate { get; }

    public double Alpha { get; }

    /// <summary>Shape [B, A]: spells open at the end of the last year.</summary>
    public double[] Open { get; }

    /// <summary>Shape [B]: new requests per year that the rates lead one to expect, and that the clients imply.</summary>
    public double[] Expected { get; }

    public double[] Observed { get; }

    /// <summary>Clients whose wijk is known ÷ all, in (0, 1].</summary>
    public double Placed { get; }

    /// <summary>Standard deviation of the yearly walk of the logarithm of use.</summary>
    public double Volatility { get; }

    /// <summary>Of the spells of a year, the share that was open at its begin; in [0, 1).</summary>
    public double Inertia { get; }

    /// <summary>Clients of the last year, of all wijken.</summary>
    public double Clients { get; }

    /// <summary>Rates by age and sex, of any level: assumed; where ages are published they set each band.</summary>
    private double[] Shape(AgeBands ageBands, Product product, int year)
    {
        var rates = UseProfile.Of(product, ageBands);
        if (product.Act != Act.Jeugd)
        {
            return rates;
        }
        var published = new double[JeugdGroups];
        var foreseen = new double[JeugdGroups];
        var ofLeaf = areas.OfLeaf(AreaLevel.Gemeente);
        for (var gemeente = 0; gemeente < areas.GemeenteCount; gemeente++)
        {
            if (counts.Ages(AreaLevel.Gemeente, gemeente, year, JeugdGroups) is not { } ages)
            {
                continue;
            }
            for (var group = 0; group < JeugdGroups; group++)
            {
                published[group] += ages[group];
                for (var wijk = 0; wijk < areas.BuurtCount; wijk++)
                {
                    foreseen[group] += ofLeaf[wijk] == gemeente ? Foreseen(rates, wijk, group) : 0;
                }
            }
        }
        for (var i = 0; i < JeugdGroups * Sexes; i++)
        {
            var group = i / Sexes;
            rates[i] *= published[group] > 0 && foreseen[group] > 0 ? published[group] / foreseen[group] : 1;
        }
        return rates;
    }

    private double Foreseen(double[] rates, int wijk, int band)
    {
        double sum = 0;
        for (var sex = 0; sex < Sexes; sex++)
        {
            var cell = (band * Sexes) + sex;
            sum += rates[cell] * people.Last[(wijk * bands * Sexes) + cell];
        }
        return sum;
    }

    /// <returns>Shape [B]: clients that the rates lead one to expect.</returns>
    private double[] ExpectedClients() => ReferenceRates.Expected(useRate, people.Last, areas.BuurtCount, 1);

    /// <summary>Scales rates and expectations so that they add up to the clients of the gemeenten that are known.</summary>
    private void ToLevel(double[] expected, Func<int, double> risk)
    {
        var ofLeaf = areas.OfLeaf(AreaLevel.Gemeente);
        var (known, foreseen) = (0.0, 0.0);
        var counted = new bool[areas.GemeenteCount];
        for (var wijk = 0; wijk < expected.Length; wijk++)
        {
            var gemeente = ofLeaf[wijk];
            if (counts.Clients[gemeente] > 0)
            {
                foreseen += expected[wijk] * risk(wijk);
                known += counted[gemeente] ? 0 : counts.Clients[gemeente];
                counted[gemeente] = true;
            }
        }
        // An act of which no table tells is not in use: no rates, no stock.
        var factor = foreseen > 0 && known > 0 ? known / foreseen : 0;
        for (var i = 0; i < useRate.Length; i++)
        {
            useRate[i] *= factor;
        }
        for (var wijk = 0; wijk < expected.Length; wijk++)
        {
            expected[wijk] *= factor;
        }
    }

    /// <summary>Posterior of θ per wijk from its interval; α from printed numbers alone.</summary>
    private (double[] Shape, double[] Rate, double Alpha) Risks(double[] expected)
    {
        var ofLeaf = areas.OfLeaf(AreaLevel.Gemeente);
        var (seen, foreseen) = (new double[expected.Length], new double[expected.Length]);
        var placed = new double[expected.Length];
        for (var wijk = 0; wijk < expected.Length; wijk++)
        {
            placed[wijk] = expected[wijk] * counts.Placed[ofLeaf[wijk]];
            if (counts.Wijken[wijk] is { Count.Basis: Evidence.Basis.Published } known)
            {
                (seen[wijk], foreseen[wijk]) = (known.Count.Value, placed[wijk]);
            }
        }
        var alpha = RelativeRisk.EstimateAlpha(seen, foreseen);
        var (shape, rate) = (new double[expected.Length], new double[expected.Length]);
        for (var wijk = 0; wijk < expected.Length; wijk++)
        {
            (shape[wijk], rate[wijk]) = counts.Wijken[wijk] is { } known
                ? IntervalRisk.Posterior(known.Count, placed[wijk], alpha)
                : RelativeRisk.Posterior(0, 0, alpha);
        }
        return (shape, rate, alpha);
    }

    /// <summary>
    /// Clients of each wijk, its part of those in no wijk included, by band: as published where its ages are, else as the rates
    /// and its people say.
    /// </summary>
    /// <returns>Shape [B, A].</returns>
    private double[] ClientsByBand(double[] expected, Act act, int year)
    {
        var ofLeaf = areas.OfLeaf(AreaLevel.Gemeente);
        var clients = new double[areas.BuurtCount * bands];
        for (var wijk = 0; wijk < areas.BuurtCount; wijk++)
        {
            var total =
                expected[wijk] <= 0 ? 0
                : counts.Wijken[wijk] is { } known && known.Year == year
                    ? known.Count.Value / counts.Placed[ofLeaf[wijk]]
                : expected[wijk] * RiskShape[wijk] / RiskRate[wijk];
            var ages = act == Act.Jeugd ? counts.Ages(AreaLevel.Wijk, wijk, year, JeugdGroups) : null;
            var own = new double[bands];
            for (var band = 0; band < bands; band++)
            {
                own[band] =
                    ages is null ? Foreseen(useRate, wijk, band)
                    : band < JeugdGroups ? ages[band]
                    : 0;
            }
            var sum = own.Sum();
            for (var band = 0; band < bands; band++)
            {
                clients[(wijk * bands) + band] = sum > 0 ? total * own[band] / sum : 0;
            }
        }
        return clients;
    }

    /// <summary>Clients of each wijk on the scale of requests; where nothing is known, what is expected.</summary>
    private double[] ObservedRequests(double[] expectedClients)
    {
        var ofLeaf = areas.OfLeaf(AreaLevel.Gemeente);
        var observed = new double[Expected.Length];
        var (seen, foreseen) = (0.0, 0.0);
        for (var wijk = 0; wijk < observed.Length; wijk++)
        {
            observed[wijk] =
                expectedClients[wijk] <= 0 ? 0
                : counts.Wijken[wijk] is { } known
                    ? Expected[wijk] * (known.Count.Value / counts.Placed[ofLeaf[wijk]] / expectedClients[wijk])
                : Expected[wijk];
            seen += observed[wijk];
            foreseen += Expected[wijk];
        }
        // With the reference "city" what is expected adds up to what was observed (law N2).
        return [.. observed.Select(o => seen > 0 ? o * foreseen / seen : o)];
    }

    private double PlacedShare()
    {
        var (placed, all) = (0.0, 0.0);
        for (var gemeente = 0; gemeente < counts.Clients.Length; gemeente++)
        {
            placed += counts.Placed[gemeente] * counts.Clients[gemeente];
            all += counts.Clients[gemeente];
        }
        return all > 0 ? placed / all : 1;
    }
}
