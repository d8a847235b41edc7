using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;

namespace Populatie.Analytics.Need;

/// <summary>
/// What the fit needs of the flows of a cube, in one pass over whole numbers, so that the order of rows cannot matter.
/// In the first year of a cube nobody can be seen to return, so some of its new requests are returns: they are taken off at
/// the end, in the proportion of the later years.
/// L leaves, W wijken, P products, A bands, S sexes (V, M, O), Y years of the cube until the last year of the fit.
/// </summary>
internal sealed class FlowTally
{
    public const int SexCount = 3;

    private readonly CubeAxes axes;
    private readonly int bands;
    private readonly int products;
    private readonly int firstYear;

    public FlowTally(Cube cube, FitWindow window)
    {
        axes = cube.Axes;
        (bands, products) = (axes.Bands.Count, axes.Products.ProductCount);
        var leaves = axes.Areas.LeafCount;
        Window = window;
        firstYear = cube.Origin.FirstYear;
        var byCell = new NewRequests(products * bands * SexCount);
        var byWijk = new NewRequests(axes.Areas.WijkCount * products * bands * SexCount);
        var byLeaf = new NewRequests(leaves * products);
        var ever = new NewRequests(products);
        EndedByLeaf = new long[leaves * products];
        NewByYear = new long[window.CubeYears * products];
        LocatedByYear = new long[window.CubeYears * axes.Areas.WijkCount * products];
        RequestsByYear = new long[window.CubeYears * products];
        BegunByYear = new long[window.CubeYears * products];
        OpenByYear = new long[window.CubeYears * products];
        DaysByYear = new long[window.CubeYears * products];
        MinutesByYear = new long[window.CubeYears * products];
        CostByYear = new long[window.CubeYears * products];
        WaitDaysByYear = new long[window.CubeYears * products];
        WaitingAtEnd = new long[products];
        OpenAtEnd = new long[leaves * products * bands];
        EndedInLastYear = new long[leaves * products * bands];
        var missed = new MissedReturns(products);
        Count(cube.Flows, byCell, byWijk, byLeaf, ever, missed);
        NewByCell = byCell.Without(missed, i => i / (bands * SexCount));
        LocatedByWijk = byWijk.Without(missed, i => i / (bands * SexCount) % products);
        NewByLeaf = byLeaf.Without(missed, i => i % products);
        NewEver = ever.Without(missed, i => i);
    }

    public FitWindow Window { get; }

    /// <summary>Shape [P, A, S]: new requests (requests − returns) in the window, wherever they came from.</summary>
    public double[] NewByCell { get; }

    /// <summary>Shape [W, P, A, S]: those of them whose buurt is known.</summary>
    public double[] LocatedByWijk { get; }

    /// <summary>Shape [P]: new requests in all years until the last of the fit, as stays and steps are counted.</summary>
    public double[] NewEver { get; }

    /// <summary>Shape [L, P]: new requests in the window.</summary>
    public double[] NewByLeaf { get; }

    /// <summary>Shape [L, P]: ends in the window, for whatever reason.</summary>
    public long[] EndedByLeaf { get; }

    /// <summary>Shape [Y, P]: new requests; all requests; spells begun; spells open at the end of the year.</summary>
    public long[] NewByYear { get; }

    /// <summary>Shape [Y, W, P]: new requests whose buurt is known.</summary>
    public long[] LocatedByYear { get; }

    public long[] RequestsByYear { get; }

    public long[] BegunByYear { get; }

    public long[] OpenByYear { get; }

    /// <summary>Shape [Y, P]: spell-days in care, direct minutes, euro cents.</summary>
    public long[] DaysByYear { get; }

    public long[] MinutesByYear { get; }

    public long[] CostByYear { get; }

    /// <summary>Shape [Y, P]: days between request and start of the spells begun in the year, where a request is known.</summary>
    public long[] WaitDaysByYear { get; }

    /// <summary>Shape [P]: who waits at the end of the last year.</summary>
    public long[] WaitingAtEnd { get; }

    /// <summary>Shape [L, P, A]: spells open at the end of the last year; ends within that year, for whatever reason.</summary>
    public long[] OpenAtEnd { get; }

    public long[] EndedInLastYear { get; }

    /// <summary>Adds requests of the last year that are not in the records, spread as those that are.</summary>
    /// <param name="requests">Shape [P]; ≥ 0.</param>
    public void Add(double[] requests)
    {
        var last = Window.Last - Window.CubeFirst;
        var (inWindow, lastYear) = (new double[products], new double[products]);
        for (var p = 0; p < products; p++)
        {
            inWindow[p] = lastYear[p] = 1;
            var (seen, more) = (RequestsByYear[(last * products) + p], requests[p]);
            if (seen > 0 && more > 0)
            {
                long all = 0;
                for (var year = Window.First - Window.CubeFirst; year <= last; year++)
                {
                    all += RequestsByYear[(year * products) + p];
                }
                (inWindow[p], lastYear[p]) = (1 + (more / all), 1 + (more / seen));
            }
        }
        Raise(inWindow);
        RaiseLast(RequestsByYear, last * products);
        RaiseLast(NewByYear, last * products);
        RaiseLast(LocatedByYear, last * axes.Areas.WijkCount * products);

        void RaiseLast(long[] counts, int from)
        {
            for (var i = from; i < Math.Min(counts.Length, from + (counts.Length / Window.CubeYears)); i++)
            {
                counts[i] = (long)Math.Floor((counts[i] * lastYear[i % products]) + 0.5);
            }
        }
    }

    /// <summary>Multiplies the requests of the window, product by product.</summary>
    public void Raise(double[] factors)
    {
        for (var i = 0; i < NewByCell.Length; i++)
        {
            NewByCell[i] *= factors[i / (bands * SexCount)];
        }
        for (var i = 0; i < LocatedByWijk.Length; i++)
        {
            LocatedByWijk[i] *= factors[i / (bands * SexCount) % products];
        }
        for (var i = 0; i < NewByLeaf.Length; i++)
        {
            NewByLeaf[i] *= factors[i % products];
        }
    }

    private void Count(
        CubeTable flows,
        NewRequests byCell,
        NewRequests byWijk,
        NewRequests byLeaf,
        NewRequests ever,
        MissedReturns missed
    )
    {
        var requests = flows.Column("requests");
        var returns = flows.Column("returns");
        var begun = flows.Column("begun");
        var ended = flows.Column("ended");
        var open = flows.Column("open");
        var days = flows.Column("person_days");
        var minutes = flows.Column("minutes");
        var cost = flows.Column("cost");
        var waited = flows.Column("waiting_days");
        var waiting = flows.Column("waiting");
        var wijkOfLeaf = axes.Areas.OfLeaf(AreaLevel.Wijk);
        for (var row = 0; row < flows.Count; row++)
        {
            var key = flows.KeyAt(row);
            var period = axes.Periods[key.Period];
            if (period.Level != axes.Base)
            {
                continue;
            }
            if (period.Year > Window.Last)
            {
                continue;
            }
            var fresh = requests[row] - returns[row];
            var isFirst = period.Year == firstYear;
            missed.Add(key.Product, isFirst, requests[row], returns[row]);
            ever.Add(key.Product, isFirst, fresh);
            if (period.Year < Window.CubeFirst)
            {
                continue;
            }
            var year = ((period.Year - Window.CubeFirst) * products) + key.Product;
            NewByYear[year] += fresh;
            if (key.Leaf < axes.Areas.BuurtCount)
            {
                var place = ((period.Year - Window.CubeFirst) * axes.Areas.WijkCount) + wijkOfLeaf[key.Leaf];
                LocatedByYear[(place * products) + key.Product] += fresh;
            }
            RequestsByYear[year] += requests[row];
            BegunByYear[year] += begun[row];
            DaysByYear[year] += days[row];
            MinutesByYear[year] += minutes[row];
            CostByYear[year] += cost[row];
            WaitDaysByYear[year] += waited[row];
            var endsYear = period.LastDay is { Month: 12, Day: 31 };
            if (endsYear)
            {
                OpenByYear[year] += open[row];
            }
            var stock = (((key.Leaf * products) + key.Product) * bands) + key.Band;
            if (period.Year == Window.Last)
            {
                EndedInLastYear[stock] += ended[row];
                OpenAtEnd[stock] += endsYear ? open[row] : 0;
                WaitingAtEnd[key.Product] += endsYear ? waiting[row] : 0;
            }
            if (period.Year >= Window.First)
            {
                var cell = (((key.Product * bands) + key.Band) * SexCount) + (int)key.Sex;
                byCell.Add(cell, isFirst, fresh);
                byLeaf.Add((key.Leaf * products) + key.Product, isFirst, fresh);
                EndedByLeaf[(key.Leaf * products) + key.Product] += ended[row];
                if (key.Leaf < axes.Areas.BuurtCount)
                {
                    byWijk.Add((wijkOfLeaf[key.Leaf] * products * bands * SexCount) + cell, isFirst, fresh);
                }
            }
        }
    }
}

/// <summary>New requests by address, those of the first year of the cube apart.</summary>
internal sealed class NewRequests(int length)
{
    private readonly long[] all = new long[length];
    private readonly long[] first = new long[length];

    public void Add(int at, bool isFirstYear, long count)
    {
        all[at] += count;
        first[at] += isFirstYear ? count : 0;
    }

    /// <summary>Those that are new as far as can be told: without the first year's share of returns that could not be seen.</summary>
    public double[] Without(MissedReturns missed, Func<int, int> productOf) =>
        [.. all.Select((count, i) => count - (missed.Share(productOf(i)) * first[i]))];
}

/// <summary>Which share of a product's new requests in the first year of a cube are returns.</summary>
internal sealed class MissedReturns(int products)
{
    // Shape [P]; of the first year, and of the later ones.
    private readonly long[] firstRequests = new long[products];
    private readonly long[] firstReturns = new long[products];
    private readonly long[] laterRequests = new long[products];
    private readonly long[] laterReturns = new long[products];

    public void Add(int product, bool isFirstYear, long requests, long returns)
    {
        (isFirstYear ? firstRequests : laterRequests)[product] += requests;
        (isFirstYear ? firstReturns : laterReturns)[product] += returns;
    }

    /// <summary>In [0, 1]; 0 when there is no later year to tell, or when the first year shows as many returns as later ones.</summary>
    public double Share(int product)
    {
        var fresh = firstRequests[product] - firstReturns[product];
        if (fresh <= 0 || laterRequests[product] <= 0)
        {
            return 0;
        }
        var foreseen = (double)laterReturns[product] / laterRequests[product] * firstRequests[product];
        return Math.Clamp((foreseen - firstReturns[product]) / fresh, 0, 1);
    }
}

/// <summary>The years that a fit rests on; all inclusive.</summary>
/// <param name="CubeFirst">First year of the cube.</param>
/// <param name="First">First year of the window of the rates.</param>
/// <param name="Last">Last year of the window: the year that the fit runs until.</param>
internal readonly record struct FitWindow(int CubeFirst, int First, int Last)
{
    /// <summary>Years from the first of the cube to the last of the fit.</summary>
    public int CubeYears => Last - CubeFirst + 1;

    /// <summary>Years in the window.</summary>
    public int Years => Last - First + 1;
}
