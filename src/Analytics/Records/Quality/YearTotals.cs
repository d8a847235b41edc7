using System.Globalization;
using Populatie.Analytics.Evidence.Tables;

namespace Populatie.Analytics.Records.Quality;

/// <summary>
/// Holds tables of clients by year and product against the records themselves: distinct persons with care of that product
/// on any day of that year. Only products and years that the records have are held. Not thread-safe.
/// </summary>
public sealed class YearTotals
{
    private readonly Dictionary<(int Product, int Year), HashSet<UInt128>> persons = [];
    private readonly Dictionary<int, List<(int First, int Last, HashSet<UInt128> Of)>> yearsOf = [];
    private readonly List<(SummaryTable Table, SummaryRow Row, int Product, int Year)> stated = [];

    public YearTotals(IEnumerable<SummaryTable> tables, ProductAxis products)
    {
        foreach (
            var table in tables.Where(t =>
                t.Has(TableRole.Moment, TableRole.Group, TableRole.Count) && !t.Has(TableRole.Part)
            )
        )
        {
            var (moment, group) = (table.Of(TableRole.Moment), table.Of(TableRole.Group));
            foreach (var row in table.Rows)
            {
                if (
                    products.TryFind(row.Texts[group], out var product)
                    && product < products.ProductCount
                    && row.Texts[moment].Length == 4
                    && int.TryParse(row.Texts[moment], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
                    && year is >= 1900 and < 2100
                )
                {
                    stated.Add((table, row, product, year));
                    persons.TryAdd((product, year), []);
                }
            }
        }
        foreach (var ((product, year), of) in persons)
        {
            yearsOf.TryAdd(product, []);
            yearsOf[product].Add((new DateOnly(year, 1, 1).DayNumber, new DateOnly(year, 12, 31).DayNumber, of));
        }
    }

    /// <summary>The next records.</summary>
    public void Take(UseBatch batch)
    {
        for (var i = 0; i < batch.Count && persons.Count > 0; i++)
        {
            if (batch.Started[i] == UseBatch.UnknownDay || !yearsOf.TryGetValue(batch.Product[i], out var years))
            {
                continue;
            }
            foreach (var (first, last, of) in years)
            {
                if (batch.Started[i] <= last && batch.Ended[i] >= first)
                {
                    of.Add(batch.Person[i]);
                }
            }
        }
    }

    /// <summary>Every total that could be held against records, in the order of the tables.</summary>
    public IEnumerable<TableClaim> Finish(DateOnly? firstDay, DateOnly? lastDay)
    {
        foreach (var (table, row, product, year) in stated)
        {
            var (group, count) = (table.Of(TableRole.Group), table.Of(TableRole.Count));
            var found = persons[(product, year)].Count;
            if (found > 0 && year >= firstDay?.Year && year <= lastDay?.Year && row.Numbers[count] is { } clients)
            {
                yield return new(
                    table.File,
                    row.Line,
                    table.Columns[count].Name,
                    new(
                        "persons in the records with this care on any day of that year",
                        "personen in de registraties met deze zorg op enige dag van dat jaar"
                    ),
                    new($"{row.Texts[group]} {year}", clients, found, table.Step(TableRole.Count) / 2)
                );
            }
        }
    }
}
