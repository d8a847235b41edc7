using System.Collections.Immutable;

namespace Populatie.Analytics.Need;

/// <summary>Expected use against the rest of the city: the rates of all wijken but one's own.</summary>
internal static class PeerRates
{
    /// <param name="byWijk">Shape [W, P, A, 3]; located new requests.</param>
    /// <param name="womenShare">Shape [P, A].</param>
    /// <param name="personYears">Shape [B, A, S]; over the same years.</param>
    /// <param name="wijkOfBuurt">Shape [B].</param>
    /// <returns>Shape [B, P]; located requests over those years; a wijk without peers expects 0.</returns>
    public static double[] Expected(
        double[] byWijk,
        double[] womenShare,
        double[] personYears,
        ImmutableArray<int> wijkOfBuurt,
        int wijken,
        int products
    )
    {
        var counts = byWijk.Length / wijken;
        var cells = womenShare.Length / products * Exposure.SexCount;
        var buurten = personYears.Length / cells;
        var everyone = ReferenceRates.SumOverBuurten(personYears, cells);
        var everything = SumOverWijken(byWijk, counts);
        var expected = new double[buurten * products];
        for (var wijk = 0; wijk < wijken; wijk++)
        {
            var people = (double[])everyone.Clone();
            var requests = (double[])everything.Clone();
            for (var i = 0; i < counts; i++)
            {
                requests[i] -= byWijk[(wijk * counts) + i];
            }
            for (var i = 0; i < personYears.Length; i++)
            {
                people[i % cells] -= wijkOfBuurt[i / cells] == wijk ? personYears[i] : 0;
            }
            var rates = ReferenceRates.PerPersonYear(ReferenceRates.DivideUnknownSex(requests, womenShare), people);
            for (var buurt = 0; buurt < buurten; buurt++)
            {
                if (wijkOfBuurt[buurt] == wijk)
                {
                    var own = personYears.AsSpan(buurt * cells, cells).ToArray();
                    ReferenceRates.Expected(rates, own, 1, products).CopyTo(expected, buurt * products);
                }
            }
        }
        return expected;
    }

    private static double[] SumOverWijken(double[] byWijk, int counts)
    {
        var sum = new double[counts];
        for (var i = 0; i < byWijk.Length; i++)
        {
            sum[i % counts] += byWijk[i];
        }
        return sum;
    }
}
