using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;

namespace Populatie.Analytics.Need;

/// <summary>
/// What the fit needs of the flows of a cube, in one pass: whole numbers only, so that the order of rows cannot matter.
/// L leaves, W wijken, P products, A bands, S sexes (V, M, O), Y years of the cube until the last year of the fit.
/// </summary>
internal sealed class FlowTally
{
    public const int SexCount = 3;

    private readonly CubeAxes axes;
    private readonly int bands;
    private readonly int products;

    public FlowTally(Cube cube, FitWindow window)
    {
        axes = cube.Axes;
        (bands, products) = (axes.Bands.Count, axes.Products.ProductCount);
        var leaves = axes.Areas.LeafCount;
        Window = window;
        NewByCell = new long[products * bands * SexCount];
        LocatedByWijk = new long[axes.Areas.WijkCount * products * bands * SexCount];
        NewEver = new long[products];
        NewByLeaf = new long[leaves * products];
        EndedByLeaf = new long[leaves * products];
        NewByYear = new long[window.CubeYears * products];
        RequestsByYear = new long[window.CubeYears * products];
        BegunByYear = new long[window.CubeYears * products];
        OpenByYear = new long[window.CubeYears * products];
        DaysByYear = new long[window.CubeYears * products];
        MinutesByYear = new long[window.CubeYears * products];
        CostByYear = new long[window.CubeYears * products];
        OpenAtEnd = new long[leaves * products * bands];
        EndedInLastYear = new long[leaves * products * bands];
        Count(cube.Flows);
    }

    public FitWindow Window { get; }

    /// <summary>Shape [P, A, S]: new requests (requests − returns) in the window, wherever they came from.</summary>
    public long[] NewByCell { get; }

    /// <summary>Shape [W, P, A, S]: those of them whose buurt is known.</summary>
    public long[] LocatedByWijk { get; }

    /// <summary>Shape [P]: new requests in all years of the cube, as the stays and steps of the cube are counted.</summary>
    public long[] NewEver { get; }

    /// <summary>Shape [L, P]: new requests in the window.</summary>
    public long[] NewByLeaf { get; }

    /// <summary>Shape [L, P]: ends in the window, for whatever reason.</summary>
    public long[] EndedByLeaf { get; }

    /// <summary>Shape [Y, P]: new requests; all requests; spells begun; spells open at the end of the year.</summary>
    public long[] NewByYear { get; }

    public long[] RequestsByYear { get; }

    public long[] BegunByYear { get; }

    public long[] OpenByYear { get; }

    /// <summary>Shape [Y, P]: spell-days in care, direct minutes, euro cents.</summary>
    public long[] DaysByYear { get; }

    public long[] MinutesByYear { get; }

    public long[] CostByYear { get; }

    /// <summary>Shape [L, P, A]: spells open at the end of the last year; ends within that year, for whatever reason.</summary>
    public long[] OpenAtEnd { get; }

    public long[] EndedInLastYear { get; }

    private void Count(CubeTable flows)
    {
        var requests = flows.Column("requests");
        var returns = flows.Column("returns");
        var begun = flows.Column("begun");
        var ended = flows.Column("ended");
        var open = flows.Column("open");
        var days = flows.Column("person_days");
        var minutes = flows.Column("minutes");
        var cost = flows.Column("cost");
        var wijkOfLeaf = axes.Areas.OfLeaf(AreaLevel.Wijk);
        for (var row = 0; row < flows.Count; row++)
        {
            var key = flows.KeyAt(row);
            var period = axes.Periods[key.Period];
            if (period.Level != axes.Base)
            {
                continue;
            }
            var fresh = requests[row] - returns[row];
            NewEver[key.Product] += fresh;
            if (period.Year < Window.CubeFirst || period.Year > Window.Last)
            {
                continue;
            }
            var year = ((period.Year - Window.CubeFirst) * products) + key.Product;
            NewByYear[year] += fresh;
            RequestsByYear[year] += requests[row];
            BegunByYear[year] += begun[row];
            DaysByYear[year] += days[row];
            MinutesByYear[year] += minutes[row];
            CostByYear[year] += cost[row];
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
            }
            if (period.Year >= Window.First)
            {
                var cell = (((key.Product * bands) + key.Band) * SexCount) + (int)key.Sex;
                NewByCell[cell] += fresh;
                NewByLeaf[(key.Leaf * products) + key.Product] += fresh;
                EndedByLeaf[(key.Leaf * products) + key.Product] += ended[row];
                if (key.Leaf < axes.Areas.BuurtCount)
                {
                    LocatedByWijk[(wijkOfLeaf[key.Leaf] * products * bands * SexCount) + cell] += fresh;
                }
            }
        }
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
