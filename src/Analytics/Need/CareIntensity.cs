using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Need;

/// <summary>How much care and money a day in a spell takes, and how many people stand behind the spells.</summary>
internal sealed class CareIntensity
{
    public const double DaysPerMonth = 365.25 / 12;

    public CareIntensity(Cube cube, FlowTally tally, FitAssumptions assumptions)
    {
        var products = cube.Axes.Products;
        MinutesPerDay = new double[products.ProductCount];
        CentsPerDay = new double[products.ProductCount];
        CostBasis = new Basis[products.ProductCount];
        for (var p = 0; p < products.ProductCount; p++)
        {
            var product = products.Products[p];
            var (days, minutes, _) = Sums(tally, p, tally.Window.First);
            MinutesPerDay[p] =
                days > 0 && minutes > 0
                    ? (double)minutes / days
                    : product.HoursPerClientMonth.Value * 60 / DaysPerMonth;
            (CentsPerDay[p], CostBasis[p]) = Price(product, tally, p, cube.Origin.Basis);
        }
        ClientsPerSpell = Clients(cube, tally);
        ClientRatios = ClientRatios.Of(cube, FirstOfClients(tally.Window), tally.Window.Last, assumptions);
    }

    /// <summary>The same by area.</summary>
    public ClientRatios ClientRatios { get; }

    /// <summary>Shape [P]; minutes per spell-day.</summary>
    public double[] MinutesPerDay { get; }

    /// <summary>Shape [P]; euro cents per spell-day.</summary>
    public double[] CentsPerDay { get; }

    /// <summary>Shape [P].</summary>
    public Basis[] CostBasis { get; }

    /// <summary>Shape [axis]; distinct clients in a year ÷ (spells open at its begin + begun).</summary>
    public double[] ClientsPerSpell { get; }

    /// <summary>The price of the last year; of the whole window when the last year declares nothing.</summary>
    private static (double Cents, Basis Basis) Price(Product product, FlowTally tally, int ordinal, Basis records)
    {
        if (!product.LumpSum)
        {
            foreach (var from in new[] { tally.Window.Last, tally.Window.First })
            {
                var (days, _, cost) = Sums(tally, ordinal, from);
                if (days > 0 && cost > 0)
                {
                    return ((double)cost / days, records);
                }
            }
        }
        return (product.CentsPerClientMonth.Value / DaysPerMonth, product.LumpSum ? Basis.Allocated : Basis.Assumed);
    }

    private static (long Days, long Minutes, long Cost) Sums(FlowTally tally, int product, int from)
    {
        var products = tally.NewByYear.Length / tally.Window.CubeYears;
        (long Days, long Minutes, long Cost) sums = default;
        for (var year = from; year <= tally.Window.Last; year++)
        {
            var at = ((year - tally.Window.CubeFirst) * products) + product;
            sums.Days += tally.DaysByYear[at];
            sums.Minutes += tally.MinutesByYear[at];
            sums.Cost += tally.CostByYear[at];
        }
        return sums;
    }

    /// <summary>The year before the window gives the spells open at its begin; without it the window starts a year later.</summary>
    private static int FirstOfClients(FitWindow window) =>
        window.First > window.CubeFirst || window.Years == 1 ? window.First : window.First + 1;

    private static double[] Clients(Cube cube, FlowTally tally)
    {
        var axis = cube.Axes.Products;
        var window = tally.Window;
        var clients = new long[axis.Count];
        var column = cube.Clients.Column("clients");

        var from = FirstOfClients(window);
        for (var row = 0; row < cube.Clients.Count; row++)
        {
            var key = cube.Clients.KeyAt(row);
            var period = cube.Axes.Periods[key.Period];
            if (period.Level == PeriodLevel.Year && period.Year >= from && period.Year <= window.Last)
            {
                clients[key.Product] += column[row];
            }
        }
        var ratio = new double[axis.Count];
        for (var ordinal = 0; ordinal < axis.Count; ordinal++)
        {
            long spells = 0;
            for (var year = from; year <= window.Last; year++)
            {
                for (var product = 0; product < axis.ProductCount; product++)
                {
                    if (axis.Contains(ordinal, product))
                    {
                        var at = ((year - window.CubeFirst) * axis.ProductCount) + product;
                        spells += tally.BegunByYear[at];
                        spells += year > window.CubeFirst ? tally.OpenByYear[at - axis.ProductCount] : 0;
                    }
                }
            }
            ratio[ordinal] = spells > 0 ? (double)clients[ordinal] / spells : 1;
        }
        return ratio;
    }
}
