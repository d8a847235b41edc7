using System.Collections.Immutable;
using Populatie.Analytics.Need;
using Populatie.Analytics.Records;

namespace Populatie.Simulation.Steps;

/// <summary>
/// The cells of one buurt: a product in use × an age band that it serves. Every buurt has the same, so that a cell's
/// address does not depend on where care happens to be used. Immutable.
/// </summary>
internal sealed class CellPlan
{
    private readonly int[] cellOf;

    public CellPlan(Fit fit)
    {
        var (products, bands) = (fit.Products.ProductCount, fit.Bands.Count);
        Used = [.. Enumerable.Range(0, products).Where(p => InUse(fit, p))];
        cellOf = new int[products * bands];
        Array.Fill(cellOf, -1);
        var cells = new List<Cell>();
        for (var slot = 0; slot < Used.Length; slot++)
        {
            var product = fit.Products.Products[Used[slot]];
            for (var band = 0; band < bands; band++)
            {
                if (product.FirstAge <= fit.Bands.LastAge(band) && product.LastAge >= fit.Bands.LowerBounds[band])
                {
                    cellOf[(Used[slot] * bands) + band] = cells.Count;
                    cells.Add(new(slot, Used[slot], band));
                }
            }
        }
        Cells = [.. cells];
        FirstCell = [.. Enumerable.Range(0, Used.Length + 1).Select(slot => cells.Count(c => c.Slot < slot))];
        NextBand = [.. Cells.Select(c => c.Band + 1 < bands ? cellOf[(c.Product * bands) + c.Band + 1] : -1)];
        Targets = [.. Cells.Select(c => TargetsOf(fit, c))];
        Heavier = [.. Enumerable.Range(0, Cells.Length).Select(c => HeavierThan(fit, c))];
        Informal = [.. Cells.Select(c => InformalFor(fit, c))];
    }

    /// <param name="Slot">Position of the product in <see cref="Used"/>.</param>
    internal readonly record struct Cell(int Slot, int Product, int Band);

    /// <summary>Where a step leads, with the chance of it given that none of the earlier targets was taken.</summary>
    internal readonly record struct Target(int Cell, double Chance);

    /// <summary>Ordinals of the products in use, ascending.</summary>
    public ImmutableArray<int> Used { get; }

    public ImmutableArray<Cell> Cells { get; }

    /// <summary>Per slot: its first cell; its last stands before the first of the next. One longer than the slots.</summary>
    public ImmutableArray<int> FirstCell { get; }

    /// <summary>Per cell: the cell of the same product in the next band; −1 when the product does not serve it.</summary>
    public ImmutableArray<int> NextBand { get; }

    /// <summary>Per cell: where steps lead; empty when they lead nowhere that serves this age.</summary>
    public ImmutableArray<ImmutableArray<Target>> Targets { get; }

    /// <summary>Per cell: the dearest product that steps lead to, when it is dearer; −1 when there is none.</summary>
    public ImmutableArray<int> Heavier { get; }

    /// <summary>Per cell: help in track 1 for the same age; −1 when there is none.</summary>
    public ImmutableArray<int> Informal { get; }

    /// <summary>Whether every cell of a product leads somewhere, in <see cref="Heavier"/> or <see cref="Informal"/>.</summary>
    public bool IsEach(int slot, ImmutableArray<int> leadsTo) =>
        leadsTo.AsSpan()[FirstCell[slot]..FirstCell[slot + 1]].IndexOf(-1) < 0;

    private int HeavierThan(Fit fit, int cell)
    {
        var (dearest, price) = (-1, fit.CentsPerDay[Cells[cell].Product]);
        foreach (var target in Targets[cell])
        {
            var cents = fit.CentsPerDay[Cells[target.Cell].Product];
            if (cents > price)
            {
                (dearest, price) = (target.Cell, cents);
            }
        }
        return dearest;
    }

    private int InformalFor(Fit fit, Cell cell)
    {
        bool IsSocialeBasis(int product) => fit.Products.Products[product].Track == Track.SocialeBasis;
        return IsSocialeBasis(cell.Product)
            ? -1
            : Used.Where(IsSocialeBasis)
                .Select(p => cellOf[(p * fit.Bands.Count) + cell.Band])
                .Where(c => c >= 0)
                .Append(-1)
                .First();
    }

    private static bool InUse(Fit fit, int product)
    {
        var bands = fit.Bands.Count;
        return fit.Stays[product] is not null
            && (
                fit.RequestRate.AsSpan(product * bands * 2, bands * 2).ContainsAnyExcept(0.0)
                || Enumerable
                    .Range(0, fit.Areas.BuurtCount)
                    .Any(b =>
                        fit.OpenAtEnd.AsSpan(((b * fit.Products.ProductCount) + product) * bands, bands)
                            .ContainsAnyExcept(0)
                    )
            );
    }

    private ImmutableArray<Target> TargetsOf(Fit fit, Cell cell)
    {
        var products = fit.Products.ProductCount;
        var reachable = Used.Where(p => fit.StepTo[(cell.Product * products) + p] > 0 && p != cell.Product)
            .Select(p =>
                (Cell: cellOf[(p * fit.Bands.Count) + cell.Band], Share: fit.StepTo[(cell.Product * products) + p])
            )
            .Where(t => t.Cell >= 0)
            .ToList();
        var left = 0.0;
        foreach (var (_, share) in reachable)
        {
            left += share;
        }
        var targets = ImmutableArray.CreateBuilder<Target>(reachable.Count);
        for (var i = 0; i < reachable.Count; i++)
        {
            var last = i == reachable.Count - 1;
            targets.Add(new(reachable[i].Cell, last ? 1 : Math.Min(1, reachable[i].Share / left)));
            left -= reachable[i].Share;
        }
        return targets.MoveToImmutable();
    }
}
