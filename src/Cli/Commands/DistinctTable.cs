using Populatie.Analytics.Cubes;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands;

/// <summary>
/// Persons and households of the last year of a cube, per act and together: each counted once, so that a row is not the
/// sum of those above it.
/// </summary>
internal static class DistinctTable
{
    private static readonly string[] Totals = ["Wmo", "Jeugd", "all"];

    public static void Print(Session session, Cube cube)
    {
        if (cube.Clients.Count == 0)
        {
            return;
        }
        var year = cube.Origin.LastYear;
        var knows = cube.Households.Count > 0;
        var table = new TablePrinter([
            new(session.Say($"In care in {year}, each once", $"In zorg in {year}, elk één keer")),
            new(session.Say("clients", "cliënten"), Right: true),
            .. knows
                ? new TablePrinter.Column[]
                {
                    new(session.Say("households", "huishoudens"), Right: true),
                    new(session.Say("clients without one", "cliënten zonder"), Right: true),
                }
                : [],
        ]);
        foreach (var total in Totals)
        {
            var clients = Sum(cube, "clients", total, year);
            var name = string.Equals(total, "all", StringComparison.Ordinal) ? session.Say("together", "samen") : total;
            if (!knows)
            {
                table.Add(name, session.Count(clients));
                continue;
            }
            var without = Sum(cube, "clients_without_household", total, year);
            table.Add(
                name,
                session.Count(clients),
                session.Count(Sum(cube, "households", total, year)),
                session.Percent(clients == 0 ? 0 : without / clients, 1)
            );
        }
        table.Print(session.Output);
        session.Output.WriteLine(
            knows
                ? session.Say(
                    "A household counts when a record in care names it; of clients without one it is not known.",
                    "Een huishouden telt als een registratie in zorg het noemt; van cliënten zonder is het niet bekend."
                )
                : session.Say(
                    "No record names a household, so households are not known.",
                    "Geen registratie noemt een huishouden, dus huishoudens zijn niet bekend."
                )
        );
        session.Output.WriteLine();
    }

    /// <summary>Over all places: in one period and one total everybody is in one place.</summary>
    private static double Sum(Cube cube, string measure, string product, int year)
    {
        var table = Cube.HouseholdMeasures.Contains(measure, StringComparer.Ordinal) ? cube.Households : cube.Clients;
        var period = cube.Axes.Find(new Period(PeriodLevel.Year, year, 1));
        var column = table.Column(measure);
        long sum = 0;
        if (cube.Axes.Products.TryFind(product, out var ordinal))
        {
            for (var row = 0; row < table.Count; row++)
            {
                var key = table.KeyAt(row);
                sum += key.Product == ordinal && key.Period == period ? column[row] : 0;
            }
        }
        return sum;
    }
}
