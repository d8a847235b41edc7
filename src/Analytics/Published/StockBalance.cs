namespace Populatie.Analytics.Published;

/// <summary>
/// Divides the spells of a year into those open at its begin and those begun in it, per age band, so that the stock grows as
/// the people of that age do: begun + grown into the band = open × (ending + leaving + growing out of it + growth).
/// </summary>
/// <param name="OpenShare">Shape [Band]: open at the begin ÷ (open + begun), in [0, 1].</param>
/// <param name="EndShare">Shape [Band]: open at the end ÷ (open at the begin + begun), ≥ 0.</param>
/// <param name="Open">Spells open, all bands.</param>
/// <param name="Begun">Spells begun in a year, all bands.</param>
internal sealed record StockBalance(double[] OpenShare, double[] EndShare, double Open, double Begun)
{
    /// <param name="spells">Shape [Band]: spells in the year; ≥ 0.</param>
    /// <param name="ending">Rate of ending but for death, leaving and ageing; 1/yr.</param>
    /// <param name="leaving">Shape [Band]: rate of death and leaving; 1/yr.</param>
    /// <param name="growing">Shape [Band]: share of a band that grows out of it in a year.</param>
    /// <param name="growth">Shape [Band]: growth of the number of people of the band; 1/yr.</param>
    public static StockBalance Of(double[] spells, double ending, double[] leaving, double[] growing, double[] growth)
    {
        var (share, atEnd) = (new double[spells.Length], new double[spells.Length]);
        var (all, begun, grown) = (0.0, 0.0, 0.0);
        for (var band = 0; band < spells.Length; band++)
        {
            var outflow = ending + leaving[band] + growing[band] + growth[band];
            // Where more grow into a band than leave it, nobody needs to begin in it: the stock there runs off.
            var fresh = Math.Clamp(((spells[band] * outflow) - grown) / (1 + outflow), 0, spells[band]);
            var open = spells[band] - fresh;
            share[band] = spells[band] > 0 ? open / spells[band] : 0;
            atEnd[band] = share[band] * (1 + growth[band]);
            grown = growing[band] * open;
            all += open;
            begun += fresh;
        }
        return new(share, atEnd, all, begun);
    }
}
