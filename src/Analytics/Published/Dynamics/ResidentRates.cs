namespace Populatie.Analytics.Published.Dynamics;

/// <summary>Clients that the residents of a wijk lead one to expect in a year, at the rate of its gemeente: law N2 per gemeente.</summary>
internal sealed class ResidentRates
{
    private readonly UsePanel panel;
    private readonly int year;
    private readonly double[] rates;

    public ResidentRates(UsePanel panel, int year)
    {
        (this.panel, this.year) = (panel, year);
        var (clients, people) = (new double[panel.GemeenteCount], new double[panel.GemeenteCount]);
        for (var wijk = 0; wijk < panel.Codes.Length; wijk++)
        {
            if (panel.Count(wijk, year) is { Value: > 0 } count && panel.Residents(wijk, year) is { } residents)
            {
                clients[panel.Gemeente[wijk]] += count.Value;
                people[panel.Gemeente[wijk]] += Middle(residents);
            }
        }
        rates = [.. clients.Select((c, g) => people[g] > 0 ? c / people[g] : double.NaN)];
    }

    /// <returns>Persons, &gt; 0; null where no residents are known.</returns>
    public double? Expected(int wijk) =>
        panel.Residents(wijk, year) is { } residents && rates[panel.Gemeente[wijk]] is > 0 and var rate
            ? rate * Middle(residents)
            : null;

    internal static double Middle((double Low, double High) residents) => 0.5 * (residents.Low + residents.High);
}
