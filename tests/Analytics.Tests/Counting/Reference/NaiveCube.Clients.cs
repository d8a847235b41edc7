using Populatie.Analytics.Cubes;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Tests.Counting.Reference;

/// <content>Who is in care in a period: persons and households, each once.</content>
internal sealed partial class NaiveCube
{
    private void CountHousehold(List<Row> rows)
    {
        foreach (var period in periods)
        {
            var (inCare, to) = InCare(rows, period);
            for (var product = 0; product < Town.Products.Count; product++)
            {
                if (inCare.Exists(r => Town.Products.Contains(product, r.Product)))
                {
                    var key = new CellKey(LeafOn(inCare, to), periods.IndexOf(period), product, 0, Sex.V, Delivery.Zin);
                    var (households, without) = Households.GetValueOrDefault(key.Bits);
                    Households[key.Bits] = (households + 1, without);
                }
            }
        }
    }

    private (List<Row> Rows, int LastDay) InCare(List<Row> rows, Period period)
    {
        var from = Math.Max(first, period.FirstDay.DayNumber);
        var to = Math.Min(last, period.LastDay.DayNumber);
        return ([.. rows.Where(r => r.Started is not null && StartOf(r) <= to && EndShown(r) >= from)], to);
    }

    private void CountClients(List<Row> rows, int birth, Sex sex)
    {
        foreach (var period in periods)
        {
            var (inCare, to) = InCare(rows, period);
            for (var product = 0; product < Town.Products.Count; product++)
            {
                var held = inCare.Where(r => Town.Products.Contains(product, r.Product)).ToList();
                if (held.Count > 0)
                {
                    var place = LeafOn(inCare, to);
                    Raise(Clients, Key(place, period, product, birth, sex, Together(held)));
                    if (inCare.TrueForAll(r => r.Household == 0))
                    {
                        var key = new CellKey(place, periods.IndexOf(period), product, 0, Sex.V, Delivery.Zin).Bits;
                        var (households, without) = Households.GetValueOrDefault(key);
                        Households[key] = (households, without + 1);
                    }
                }
            }
        }
    }
}
