using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Need;

/// <summary>
/// How many persons stand behind the spells of an area: where people use more kinds of care at once, fewer do. B buurten,
/// X products and totals. Immutable; thread-safe.
/// </summary>
/// <param name="Clients">Shape [B, X]; distinct clients of the years of the window, added up.</param>
/// <param name="Spells">Shape [B, X]; spells in those years: ended in them, or open at their end.</param>
/// <param name="Weight">Spells that the whole city's ratio is worth in each area.</param>
public sealed record ClientRatios(double[] Clients, double[] Spells, double Weight)
{
    /// <summary>Clients per spell by area.</summary>
    /// <param name="everywhere">Shape [X]; the ratio of the whole city.</param>
    /// <returns>Shape [Area, X]; &gt; 0 where the city's is.</returns>
    public double[] At(AreaIndex areas, AreaLevel level, double[] everywhere)
    {
        var width = everywhere.Length;
        var count = areas.CountAt(level);
        var (persons, spells) = (new double[count * width], new double[count * width]);
        var ofLeaf = areas.OfLeaf(level);
        for (var i = 0; i < Clients.Length; i++)
        {
            var at = (ofLeaf[i / width] * width) + (i % width);
            persons[at] += Clients[i];
            spells[at] += Spells[i];
        }
        for (var at = 0; at < persons.Length; at++)
        {
            persons[at] = (persons[at] + (Weight * everywhere[at % width])) / (spells[at] + Weight);
        }
        return persons;
    }

    /// <summary>Persons behind the uses of the products of a total, in the whole city.</summary>
    /// <returns>Shape [X]; in (0, 1], and 1 for a product proper.</returns>
    public double[] PersonsPerUse(ProductAxis products)
    {
        var clients = new double[products.Count];
        for (var i = 0; i < Clients.Length; i++)
        {
            clients[i % clients.Length] += Clients[i];
        }
        return PersonsPerUse(products, clients);
    }

    /// <param name="clients">Shape [X]; of the whole city.</param>
    internal static double[] PersonsPerUse(ProductAxis products, ReadOnlySpan<double> clients)
    {
        var persons = new double[products.Count];
        Array.Fill(persons, 1);
        for (var total = products.ProductCount; total < products.Count; total++)
        {
            var uses = 0.0;
            for (var product = 0; product < products.ProductCount; product++)
            {
                uses += products.Contains(total, product) ? clients[product] : 0;
            }
            persons[total] = uses > 0 && clients[total] > 0 ? Math.Min(1, clients[total] / uses) : 1;
        }
        return persons;
    }

    /// <summary>
    /// Spells of a year are those that ended in it or are open at its end, so that they lie where its clients do: those open at its
    /// begin would lie where the year before placed them, and more or fewer places may be known since.
    /// </summary>
    /// <param name="from">First year to count.</param>
    internal static ClientRatios Of(Cube cube, int from, int last, FitAssumptions assumptions)
    {
        var (areas, axis) = (cube.Axes.Areas, cube.Axes.Products);
        var width = axis.Count;
        var (clients, spells) = (new double[areas.BuurtCount * width], new double[areas.BuurtCount * width]);
        var persons = cube.Clients.Column("clients");
        for (var row = 0; row < cube.Clients.Count; row++)
        {
            var key = cube.Clients.KeyAt(row);
            var period = cube.Axes.Periods[key.Period];
            var isIn = period.Level == PeriodLevel.Year && period.Year >= from && period.Year <= last;
            if (isIn && key.Leaf < areas.BuurtCount)
            {
                clients[(key.Leaf * width) + key.Product] += persons[row];
            }
        }
        int[][] totals =
        [
            .. Enumerable
                .Range(0, axis.ProductCount)
                .Select(p => Enumerable.Range(0, width).Where(x => axis.Contains(x, p)).ToArray()),
        ];
        var ended = cube.Flows.Column("ended");
        var open = cube.Flows.Column("open");
        for (var row = 0; row < cube.Flows.Count; row++)
        {
            var key = cube.Flows.KeyAt(row);
            var period = cube.Axes.Periods[key.Period];
            if (period.Level != cube.Axes.Base || key.Leaf >= areas.BuurtCount)
            {
                continue;
            }
            var isIn = period.Year >= from && period.Year <= last;
            var endsYear = period.LastDay is { Month: 12, Day: 31 };
            var count = isIn ? ended[row] + (endsYear ? open[row] : 0) : 0;
            foreach (var x in totals[key.Product])
            {
                spells[(key.Leaf * width) + x] += count;
            }
        }
        return new(clients, spells, assumptions.ClientRatioSpells.Value);
    }
}
