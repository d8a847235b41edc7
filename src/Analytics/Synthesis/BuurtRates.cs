using Populatie.Analytics.Areas;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Synthesis;

/// <summary>
/// How much more of each act is generated than kept, per wijk: 1 in free mode; found by trial in calibrated mode.
/// </summary>
/// <param name="Factor">Shape [Act, Wijk]; ≥ 1 or so.</param>
internal sealed record Abundance(double[] Factor, int WijkCount)
{
    public static Abundance One(int wijken) => new([.. Enumerable.Repeat(1.0, 2 * wijken)], wijken);

    public double Of(Product product, int wijk) =>
        product.InCbsWmo ? Factor[wijk]
        : product.InCbsJeugd ? Factor[WijkCount + wijk]
        : 1;
}

/// <summary>
/// Rates of one buurt as running sums over products, so that one draw gives how many and another which. Reused from buurt
/// to buurt. Not thread-safe.
/// </summary>
internal sealed class BuurtRates
{
    private readonly CityWorld world;
    private readonly double[] stock;
    private readonly Abundance abundance;
    private readonly int[] active;
    private readonly double[] requestsUpTo;
    private readonly double[] stockUpTo;
    private readonly int bandCount;

    public BuurtRates(CityWorld world, double[] stock, Abundance abundance)
    {
        (this.world, this.stock, this.abundance) = (world, stock, abundance);
        bandCount = world.Truth.Bands.Count;
        active = [.. Enumerable.Range(0, world.Truth.ProductCount).Where(p => world.Truth.Of[p] is not null)];
        requestsUpTo = new double[world.YearCount * bandCount * 2 * active.Length];
        stockUpTo = new double[requestsUpTo.Length];
    }

    public int Buurt { get; private set; } = -1;

    public void Load(int buurt)
    {
        if (buurt == Buurt)
        {
            return;
        }
        Buurt = buurt;
        var truth = world.Truth;
        var wijk = truth.Areas.OfLeaf(AreaLevel.Wijk)[buurt];
        var at = 0;
        for (var year = 0; year < world.YearCount; year++)
        {
            for (var cell = 0; cell < bandCount * 2; cell++)
            {
                double requests = 0;
                double running = 0;
                foreach (var product in active)
                {
                    var known = truth.Products.Products[product];
                    var more = abundance.Of(known, wijk);
                    var calendar = world.FirstYear + year;
                    requests += more * truth.RateOf(buurt, product, cell / 2, (Sex)(cell % 2), calendar);
                    // Care in force comes into the records when its provider begins to report: mostly on the first day.
                    var joining =
                        truth.ReportingOf(known.Act, calendar)
                        - (year == 0 ? 0 : truth.ReportingOf(known.Act, calendar - 1));
                    running +=
                        more
                        * stock[(product * bandCount * 2) + cell]
                        * truth.RelativeRisk[(buurt * truth.ProductCount) + product]
                        * Math.Max(0, joining);
                    requestsUpTo[at] = requests;
                    stockUpTo[at] = running;
                    at++;
                }
            }
        }
    }

    /// <summary>New requests per person-year, all products together.</summary>
    public double Requests(int year, int band, int sex) => requestsUpTo[End(year, band, sex) - 1];

    /// <summary>Spells per resident that come into the records on 1 January of a year.</summary>
    public double Stock(int year, int band, int sex) => stockUpTo[End(year, band, sex) - 1];

    public int RequestedProduct(int year, int band, int sex, double uniform) =>
        Pick(requestsUpTo, End(year, band, sex), uniform);

    public int StockProduct(int year, int band, int sex, double uniform) =>
        Pick(stockUpTo, End(year, band, sex), uniform);

    private int End(int year, int band, int sex) => ((((year * bandCount) + band) * 2) + sex + 1) * active.Length;

    private int Pick(double[] upTo, int end, double uniform)
    {
        var start = end - active.Length;
        var wanted = uniform * upTo[end - 1];
        var at = start;
        while (at < end - 1 && upTo[at] <= wanted)
        {
            at++;
        }
        return active[at - start];
    }
}
