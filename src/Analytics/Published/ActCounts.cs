using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;

namespace Populatie.Analytics.Published;

/// <summary>
/// The clients of one act in the last year that each wijk and gemeente has a figure for, no earlier than a first year.
/// Clients of successive years are mostly the same people: an earlier year would add little to the last.
/// </summary>
internal sealed class ActCounts
{
    private readonly Cube cube;
    private readonly int product;

    public ActCounts(Cube cube, int product, int firstYear, int lastYear)
    {
        (this.cube, this.product) = (cube, product);
        var areas = cube.Axes.Areas;
        Wijken = [.. Enumerable.Range(0, areas.BuurtCount).Select(b => Latest(AreaLevel.Wijk, b, firstYear, lastYear))];
        Gemeenten =
        [
            .. Enumerable.Range(0, areas.GemeenteCount).Select(g => Latest(AreaLevel.Gemeente, g, firstYear, lastYear)),
        ];
        var placed = new double[areas.GemeenteCount];
        var ofLeaf = areas.OfLeaf(AreaLevel.Gemeente);
        for (var wijk = 0; wijk < Wijken.Length; wijk++)
        {
            // Codes change with the years: only wijken of the year of their gemeente are parts of it.
            var known = Gemeenten[ofLeaf[wijk]] is not { } whole || whole.Year == Wijken[wijk]?.Year;
            placed[ofLeaf[wijk]] += known ? Wijken[wijk]?.Count.Value ?? 0 : 0;
        }
        Placed =
        [
            .. placed.Select(
                (p, g) => p > 0 && Gemeenten[g]?.Count.Value is { } all and > 0 ? Math.Min(1, p / all) : 1
            ),
        ];
        Clients = [.. placed.Select((p, g) => Gemeenten[g]?.Count.Value ?? p)];
    }

    /// <summary>Shape [Wijk]; null where no year has a figure.</summary>
    public (CountInterval Count, int Year)?[] Wijken { get; }

    /// <summary>Shape [Gemeente].</summary>
    public (CountInterval Count, int Year)?[] Gemeenten { get; }

    /// <summary>Shape [Gemeente]: clients of its wijken ÷ its clients, in (0, 1].</summary>
    public double[] Placed { get; }

    /// <summary>Shape [Gemeente]: its clients, those in no wijk included; 0 where nothing is known.</summary>
    public double[] Clients { get; }

    /// <summary>Clients by age group of a region, when every group has a value in that year; else null.</summary>
    public double[]? Ages(AreaLevel level, int area, int year, int groups)
    {
        var period = cube.Axes.Find(new Period(PeriodLevel.Year, year, 1));
        var ages = new double[groups];
        for (var group = 0; group < groups; group++)
        {
            if (cube.Published!.Find(level, area, period, product, group) is not { } count)
            {
                return null;
            }
            ages[group] = count.Value;
        }
        return ages;
    }

    /// <summary>The printed clients of a gemeente in a year; null where nothing, or too little, is printed.</summary>
    public long? Printed(int gemeente, int year) =>
        At(AreaLevel.Gemeente, gemeente, year) is { Basis: Basis.Published, Value: > 0 } count ? count.Value : null;

    private CountInterval? At(AreaLevel level, int area, int year)
    {
        var period = cube.Axes.Find(new Period(PeriodLevel.Year, year, 1));
        return period < 0 ? null : cube.Published!.Find(level, area, period, product);
    }

    private (CountInterval, int)? Latest(AreaLevel level, int area, int firstYear, int lastYear)
    {
        for (var year = lastYear; year >= firstYear; year--)
        {
            if (At(level, area, year) is { } count)
            {
                return (count, year);
            }
        }
        return null;
    }
}
