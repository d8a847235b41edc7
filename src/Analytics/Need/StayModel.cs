namespace Populatie.Analytics.Need;

/// <summary>
/// Phase-type stay of one product: a Coxian chain of two phases. A stay begins in phase 1; it ends from phase 1 at
/// <paramref name="End1"/>, goes on to phase 2 at <paramref name="Advance"/>, and ends from there at
/// <paramref name="End2"/>. Death, move and ageing are not in these rates.
/// </summary>
/// <param name="End1">Rate of ending in phase 1; 1/yr, ≥ 0.</param>
/// <param name="Advance">Rate from phase 1 to phase 2; 1/yr, ≥ 0 (0: one exponential phase).</param>
/// <param name="End2">Rate of ending in phase 2; 1/yr, &gt; 0 when <paramref name="Advance"/> &gt; 0.</param>
/// <param name="RelativeError">Standard error of the logarithm of the ending rates: parameter uncertainty.</param>
public sealed record StayModel(double End1, double Advance, double End2, double RelativeError)
{
    /// <summary>Mean stay in years, without death or move: 1/(End1+Advance) + Advance/(End1+Advance)/End2.</summary>
    public double MeanYears
    {
        get
        {
            var leave = End1 + Advance;
            return Advance == 0 ? 1 / leave : (1 / leave) + (Advance / leave / End2);
        }
    }
}
