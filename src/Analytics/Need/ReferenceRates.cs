namespace Populatie.Analytics.Need;

/// <summary>
/// Rates of new requests by age band and sex, and what they lead one to expect in each buurt. Shapes: B buurten,
/// W wijken, P products, A bands, S sexes V and M.
/// </summary>
internal static class ReferenceRates
{
    private const int Sexes = Exposure.SexCount;

    /// <summary>
    /// Gives records of sex O to V and M in the proportion of the known ones in the same product and band; where there are
    /// none, in proportion to the people.
    /// </summary>
    /// <param name="counts">Shape [P, A, 3]; new requests.</param>
    /// <param name="people">Shape [A, S]; person-years of all buurten.</param>
    /// <returns>Shape [P, A]: the share of V, in [0, 1].</returns>
    public static double[] ShareOfWomen(double[] counts, double[] people, int products, int bands)
    {
        var share = new double[products * bands];
        for (var cell = 0; cell < share.Length; cell++)
        {
            double women = counts[cell * FlowTally.SexCount];
            double men = counts[(cell * FlowTally.SexCount) + 1];
            if (women + men <= 0)
            {
                var band = cell % bands;
                (women, men) = (people[band * Sexes], people[(band * Sexes) + 1]);
            }
            share[cell] = women + men > 0 ? women / (women + men) : 0.5;
        }
        return share;
    }

    /// <summary>Counts by V and M, with O divided.</summary>
    /// <param name="counts">Shape [P, A, 3].</param>
    /// <param name="womenShare">Shape [P, A].</param>
    /// <returns>Shape [P, A, S]; sums as the counts do; negative net counts (more returns than requests) become 0.</returns>
    public static double[] DivideUnknownSex(ReadOnlySpan<double> counts, double[] womenShare)
    {
        var divided = new double[womenShare.Length * Sexes];
        for (var cell = 0; cell < womenShare.Length; cell++)
        {
            var unknown = counts[(cell * FlowTally.SexCount) + 2];
            divided[cell * Sexes] = Math.Max(0, counts[cell * FlowTally.SexCount] + (unknown * womenShare[cell]));
            divided[(cell * Sexes) + 1] = Math.Max(
                0,
                counts[(cell * FlowTally.SexCount) + 1] + (unknown * (1 - womenShare[cell]))
            );
        }
        return divided;
    }

    /// <summary>
    /// Requests per person-year. Requests by people of an age and sex that nobody has are carried by the other cells of the
    /// product in proportion, so that what is expected still adds up to what was counted (law N2).
    /// </summary>
    /// <param name="requests">Shape [P, A, S].</param>
    /// <param name="people">Shape [A, S]; person-years over the same years as the requests.</param>
    /// <returns>Shape [P, A, S]; unit: 1/yr; each ≥ 0; 0 without exposure, never NaN.</returns>
    public static double[] PerPersonYear(double[] requests, double[] people)
    {
        var rates = new double[requests.Length];
        for (var from = 0; from < requests.Length; from += people.Length)
        {
            double all = 0;
            double exposed = 0;
            for (var cell = 0; cell < people.Length; cell++)
            {
                all += requests[from + cell];
                exposed += people[cell] > 0 ? requests[from + cell] : 0;
            }
            var raise = exposed > 0 ? all / exposed : 0;
            for (var cell = 0; cell < people.Length; cell++)
            {
                rates[from + cell] = people[cell] > 0 ? raise * requests[from + cell] / people[cell] : 0;
            }
        }
        return rates;
    }

    /// <summary>Σ over band and sex of rate × person-years.</summary>
    /// <param name="rates">Shape [P, A, S].</param>
    /// <param name="personYears">Shape [B, A, S].</param>
    /// <returns>Shape [B, P]; linear in rates and in person-years.</returns>
    public static double[] Expected(double[] rates, double[] personYears, int buurten, int products)
    {
        var cells = rates.Length / products;
        var expected = new double[buurten * products];
        for (var buurt = 0; buurt < buurten; buurt++)
        {
            for (var product = 0; product < products; product++)
            {
                double sum = 0;
                for (var cell = 0; cell < cells; cell++)
                {
                    sum += rates[(product * cells) + cell] * personYears[(buurt * cells) + cell];
                }
                expected[(buurt * products) + product] = sum;
            }
        }
        return expected;
    }

    /// <summary>Σ over buurten of a table [B, n].</summary>
    public static double[] SumOverBuurten(double[] table, int cells)
    {
        var sum = new double[cells];
        for (var i = 0; i < table.Length; i++)
        {
            sum[i % cells] += table[i];
        }
        return sum;
    }
}
