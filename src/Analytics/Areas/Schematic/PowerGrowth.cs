namespace Populatie.Analytics.Areas.Schematic;

/// <summary>
/// Divides a lattice over the buurten by a power diagram: a cell goes to the buurt for which distance² − weight is least,
/// and to nobody where that is above zero. Weights move until each buurt has its area, sites until it has its centre. Only
/// sums, products and one square root: the same map on every machine.
/// </summary>
internal sealed class PowerGrowth
{
    private const double Pi = 3.14159265358979;

    /// <summary>A weight that overshoots moves half as far next time, one that keeps its direction a little farther.</summary>
    private const double MostGain = 0.5;
    private const double Slower = 0.5;
    private const double Faster = 1.2;
    private const double CentreGain = 0.1;

    /// <summary>Sites stay within this part of the buurt's radius from its centre, or they would chase each other.</summary>
    private const double SiteReach = 0.3;

    /// <summary>Bays narrower than twice this are closed: a city has no fjords. Unit: metre.</summary>
    private const int ClosingRadius = 650;
    private readonly IReadOnlyList<SchematicBuurt> buurten;
    private readonly double[] siteX;
    private readonly double[] siteY;
    private readonly double[] weight;
    private readonly double[] gain;
    private readonly double[] lastShortage;
    private readonly double[] target;

    public PowerGrowth(IReadOnlyList<SchematicBuurt> buurten)
    {
        this.buurten = buurten;
        siteX = [.. buurten.Select(b => b.Centre.X / 1000.0)];
        siteY = [.. buurten.Select(b => b.Centre.Y / 1000.0)];
        weight = [.. buurten.Select(b => b.Area / Pi)];
        gain = [.. buurten.Select(_ => MostGain)];
        lastShortage = new double[buurten.Count];
        target = [.. buurten.Select(b => b.Area)];
    }

    /// <summary>Moves weights for some rounds, and leaves the last division on the lattice.</summary>
    /// <param name="withSites">Move the sites too. With fixed sites the weights are sure to settle.</param>
    public void Grow(Lattice lattice, int rounds, bool withSites)
    {
        for (var round = 0; round < rounds; round++)
        {
            Divide(lattice);
            Adjust(lattice, withSites);
        }
        Divide(lattice);
        Islands.Dissolve(lattice, buurten.Count);
    }

    /// <summary>Aims higher where straightening took some of the area away, and lower where it added.</summary>
    /// <param name="drawn">Shape [Buurt]: the area as it came out. Unit: square metre.</param>
    public void Correct(IReadOnlyList<double> drawn)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] *= buurten[i].Area / drawn[i];
        }
    }

    private void Divide(Lattice lattice)
    {
        var inside = new bool[lattice.Owner.Length];
        for (var row = 0; row < lattice.Rows; row++)
        {
            var y = lattice.MiddleY(row);
            for (var column = 0; column < lattice.Columns; column++)
            {
                var x = lattice.MiddleX(column);
                var (best, owner) = (double.MaxValue, Lattice.Nobody);
                for (var i = 0; i < weight.Length; i++)
                {
                    var (dx, dy) = (x - siteX[i], y - siteY[i]);
                    var power = (dx * dx) + (dy * dy) - weight[i];
                    if (power < best)
                    {
                        (best, owner) = (power, i);
                    }
                }
                var cell = (row * lattice.Columns) + column;
                lattice.Owner[cell] = owner;
                inside[cell] = best <= 0;
            }
        }
        Outline.Close(inside, lattice.Columns, ClosingRadius / lattice.Side);
        for (var cell = 0; cell < inside.Length; cell++)
        {
            lattice.Owner[cell] = inside[cell] ? lattice.Owner[cell] : Lattice.Nobody;
        }
    }

    private void Adjust(Lattice lattice, bool withSites)
    {
        var (count, sumX, sumY) = (new double[weight.Length], new double[weight.Length], new double[weight.Length]);
        for (var cell = 0; cell < lattice.Owner.Length; cell++)
        {
            var owner = lattice.Owner[cell];
            if (owner != Lattice.Nobody)
            {
                count[owner]++;
                sumX[owner] += lattice.MiddleX(cell % lattice.Columns);
                sumY[owner] += lattice.MiddleY(cell / lattice.Columns);
            }
        }
        for (var i = 0; i < weight.Length; i++)
        {
            var shortage = target[i] - (count[i] * lattice.Side * lattice.Side);
            gain[i] = shortage * lastShortage[i] < 0 ? gain[i] * Slower : Math.Min(gain[i] * Faster, MostGain);
            weight[i] += gain[i] * shortage / Pi;
            lastShortage[i] = shortage;
            if (withSites && count[i] > 0)
            {
                MoveSite(i, sumX[i] / count[i], sumY[i] / count[i]);
            }
        }
    }

    private void MoveSite(int i, double middleX, double middleY)
    {
        var (x, y) = (buurten[i].Centre.X / 1000.0, buurten[i].Centre.Y / 1000.0);
        var dx = siteX[i] + (CentreGain * (x - middleX)) - x;
        var dy = siteY[i] + (CentreGain * (y - middleY)) - y;
        var shrink = Math.Min(1, SiteReach * Math.Sqrt(buurten[i].Area / Pi) / Math.Sqrt((dx * dx) + (dy * dy) + 1));
        (siteX[i], siteY[i]) = (x + (shrink * dx), y + (shrink * dy));
    }
}
