using Populatie.Analytics.Cubes;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Counting;

/// <summary>
/// Counts persons by how long they have waited, or been in basiszorg, on the last day of each year, and those who gave up
/// waiting in it (<see cref="Cube.DurationMeasures"/>). Per product or total a person counts once, with the longest.
/// One per thread; not thread-safe.
/// </summary>
internal sealed class DurationCounter
{
    private const int Waiting = 0;
    private const int Basiszorg = 1;
    private const int Dropped = 2;

    private readonly PeriodGrid grid;
    private readonly ProductAxis products;
    private readonly ProductGroups groups;
    private readonly CellBuffer<ulong> cells;
    private readonly int firstYearPeriod;
    private readonly List<Standing> found = [];
    private readonly List<Standing> longest = [];

    public DurationCounter(PeriodGrid grid, ProductAxis products, ProductGroups groups, CellBuffer<ulong> cells)
    {
        (this.grid, this.products, this.groups, this.cells) = (grid, products, groups, cells);
        firstYearPeriod = 0;
        while (grid.Periods[firstYearPeriod].Level != PeriodLevel.Year)
        {
            firstYearPeriod++;
        }
    }

    /// <summary>Adds one person.</summary>
    /// <param name="spells">All spells and waits of the person.</param>
    /// <param name="rows">All rows of the person.</param>
    public void Add(ReadOnlySpan<Spell> spells, ReadOnlySpan<UseRow> rows)
    {
        foreach (ref readonly var spell in spells)
        {
            if (spell.RequestDay < spell.Start)
            {
                AddWait(spells, in spell, rows[spell.FirstRow].Leaf);
            }
            if (!spell.Waits && products.Products[spell.Product].Track == Track.Basiszorg)
            {
                AddBasiszorg(spells, in spell, rows);
            }
        }
        if (found.Count > 0)
        {
            Settle();
        }
    }

    private void AddWait(ReadOnlySpan<Spell> spells, in Spell spell, int leaf)
    {
        var from = spell.RequestDay;
        if (from > grid.LastDay || spell.Start < grid.FirstDay)
        {
            return;
        }
        for (var period = YearOf(from); period < grid.Periods.Length; period++)
        {
            var closing = grid.ClosingDay(period);
            if (closing >= spell.Start)
            {
                break;
            }
            found.Add(new(Waiting, period, spell.Product, Durations.OfWait(closing - from), leaf));
        }
        if (
            spell.Waits
            && spell.End <= grid.LastDay
            && (spell.Outcome is Outcome.Unknown or Outcome.DroppedOut or Outcome.Other)
        )
        {
            AddDropped(spells, in spell, leaf);
        }
    }

    private void AddDropped(ReadOnlySpan<Spell> spells, in Spell spell, int leaf)
    {
        var period = YearOf(spell.End);
        if (!AskedAgain(spells, in spell, grid.ClosingDay(period)))
        {
            var length = Durations.OfWait(spell.End - spell.RequestDay);
            found.Add(new(Dropped, period, spell.Product, length, leaf));
        }
    }

    /// <summary>The period of the year that holds a day; the first one for days before the data.</summary>
    private int YearOf(int day)
    {
        var inside = Math.Max(day, grid.FirstDay);
        return firstYearPeriod + grid.YearOf[grid.PeriodOf(inside)] - grid.YearOf[firstYearPeriod];
    }

    /// <summary>Who is in care of the product, or asked for it again, by the end of the year has not given it up.</summary>
    private static bool AskedAgain(ReadOnlySpan<Spell> spells, in Spell dropped, int closing)
    {
        foreach (ref readonly var other in spells)
        {
            var isOther = other.FirstRow != dropped.FirstRow || other.Waits != dropped.Waits;
            if (isOther && other.Product == dropped.Product && other.RequestDay <= closing && other.End > dropped.End)
            {
                return true;
            }
        }
        return false;
    }

    private void AddBasiszorg(ReadOnlySpan<Spell> spells, in Spell spell, ReadOnlySpan<UseRow> rows)
    {
        if (spell.Start > grid.LastDay || spell.End < grid.FirstDay)
        {
            return;
        }
        for (var period = YearOf(spell.Start); period < grid.Periods.Length; period++)
        {
            var closing = grid.ClosingDay(period);
            if (closing >= spell.End)
            {
                break;
            }
            if (!IsElsewhere(spells, closing))
            {
                var places = rows.Slice(spell.FirstRow, spell.RowCount);
                var at = 0;
                while (at + 1 < places.Length && places[at + 1].Started <= closing)
                {
                    at++;
                }
                var length = Durations.OfCare(closing - spell.Start);
                found.Add(new(Basiszorg, period, spell.Product, length, places[at].Leaf));
            }
        }
    }

    /// <summary>
    /// Whoever has aanvullende zorg has been referred, and whoever waits for something counts there: basiszorg does not hold
    /// them.
    /// </summary>
    private bool IsElsewhere(ReadOnlySpan<Spell> spells, int day)
    {
        foreach (ref readonly var other in spells)
        {
            var until = products.Products[other.Product].Track == Track.AanvullendeZorg ? other.End : other.Start;
            if (other.RequestDay <= day && day < until)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>One entry per measure, year and product or total: the longest; who waits there has not given up.</summary>
    private void Settle()
    {
        foreach (var standing in found)
        {
            Keep(standing with { Place = standing.Product });
            foreach (var total in groups.TotalsOf[standing.Product])
            {
                Keep(standing with { Place = total });
            }
        }
        foreach (var standing in longest)
        {
            var waits =
                standing.Measure == Dropped
                && longest.Exists(s =>
                    s.Measure == Waiting && s.Period == standing.Period && s.Place == standing.Place
                );
            if (!waits)
            {
                var key = Durations.Key(
                    standing.Leaf,
                    standing.Period,
                    standing.Place,
                    standing.Length,
                    products.Products[standing.Product].Act
                );
                cells.Add(cells.TableOfLeaf[standing.Leaf], CountEvents.Of(key, standing.Measure));
            }
        }
        found.Clear();
        longest.Clear();
    }

    private void Keep(Standing standing)
    {
        for (var i = 0; i < longest.Count; i++)
        {
            var known = longest[i];
            if (known.Measure == standing.Measure && known.Period == standing.Period && known.Place == standing.Place)
            {
                longest[i] = standing.Length > known.Length ? standing : known;
                return;
            }
        }
        longest.Add(standing);
    }

    /// <param name="Measure">Ordinal in <see cref="Cube.DurationMeasures"/>.</param>
    /// <param name="Period">A year.</param>
    /// <param name="Product">Product proper.</param>
    /// <param name="Length">Class of length.</param>
    /// <param name="Leaf">Where.</param>
    /// <param name="Place">Product or total that it counts for.</param>
    private readonly record struct Standing(int Measure, int Period, int Product, int Length, int Leaf, int Place = -1);
}
