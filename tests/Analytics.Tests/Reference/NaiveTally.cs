using Populatie.Analytics.Records;
using Populatie.Analytics.Tallies;

namespace Populatie.Analytics.Tests.Reference;

/// <summary>Counts records with dictionaries, sets and dates. Slow and plain on purpose.</summary>
internal static class NaiveTally
{
    public static List<string> Count(List<UseBatch> batches, TallyGrain grain, AgeBands bands, DateOnly delivered)
    {
        var cells =
            new SortedDictionary<(int, int, int, int, int), (long Rows, long Cents, long Days, HashSet<UInt128> Who)>();
        foreach (var uses in batches)
        {
            for (var i = 0; i < uses.Count; i++)
            {
                var started = Day(uses.Started[i]);
                var (requested, ended) = (Day(uses.Requested[i]), Day(uses.Ended[i]));
                var begun = (started ?? requested ?? ended)!.Value;
                var quarter = ((begun.Year - 1900) * 4) + (grain.Quarters ? (begun.Month - 1) / 3 : 0);
                var band = uses.BirthYear[i] == 0 ? bands.Count : bands.OfAge(begun.Year - uses.BirthYear[i]);
                var key = (
                    grain.Areas ? uses.Leaf[i] : 0,
                    quarter,
                    (int)uses.Product[i],
                    grain.Ages ? band : 0,
                    grain.Sexes ? (int)uses.Sex[i] : 0
                );
                var days =
                    started is not { } from ? 0
                    : ended is { } to ? to.DayNumber - from.DayNumber + 1
                    : Math.Max(0, delivered.DayNumber - from.DayNumber + 1);
                var cell = cells.TryGetValue(key, out var found) ? found : (0, 0, 0, []);
                cell.Who.Add(uses.Person[i]);
                var cents = uses.CostCents[i] == UseBatch.UnknownCents ? 0 : uses.CostCents[i];
                cells[key] = (cell.Rows + 1, cell.Cents + cents, cell.Days + days, cell.Who);
            }
        }
        return
        [
            .. cells.Select(c =>
                new TallyCell(KeyOf(c.Key), c.Value.Rows, c.Value.Cents, c.Value.Days, c.Value.Who.Count).ToString()
            ),
        ];
    }

    private static TallyKey KeyOf((int Leaf, int Quarter, int Product, int Band, int Sex) key) =>
        new(
            (
                (
                    (
                        ((((((ulong)key.Leaf * 1024) + (ulong)key.Quarter) * 256) + (ulong)key.Product) * 64)
                        + (ulong)key.Band
                    ) * 4
                ) + (ulong)key.Sex
            )
        );

    private static DateOnly? Day(int day) =>
        day is UseBatch.UnknownDay or UseBatch.StillOpen ? null : DateOnly.FromDayNumber(day);
}
