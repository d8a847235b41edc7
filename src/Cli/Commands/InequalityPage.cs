using System.Globalization;
using Populatie.Cli.Shell;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Commands;

/// <summary>How unevenly unmet need lies, as a page: a row per year.</summary>
internal static class InequalityPage
{
    private const double Thousand = 1000;

    /// <param name="year">Null for every fifth projected year and the last.</param>
    public static void Show(Session session, RunView run, int? year, bool json)
    {
        var rows = InequalityTable.Of(run, year is { } one ? [one] : BindingTable.YearsOf(run));
        if (json)
        {
            JsonPrinter.Print(session, rows);
            return;
        }
        var table = new TablePrinter(
            new(session.Say("Year", "Jaar"), Right: true),
            new(session.Say("most vulnerable fifth", "kwetsbaarste vijfde"), Right: true),
            new(session.Say("least vulnerable fifth", "minst kwetsbare vijfde"), Right: true),
            new(session.Say("ratio (90%)", "verhouding (90%)"), Right: true),
            new(session.Say("concentration index (90%)", "concentratie-index (90%)"), Right: true)
        );
        foreach (var row in rows)
        {
            table.Add(
                row.Year.ToString(CultureInfo.InvariantCulture),
                session.Decimal(row.MostVulnerable * Thousand),
                session.Decimal(row.LeastVulnerable * Thousand),
                row is { Ratio: { } ratio, RatioLow: { } low, RatioHigh: { } high }
                    ? session.Interval(ratio, low, high, v => session.Decimal(v, 2))
                    : "–",
                session.Interval(row.Index, row.IndexLow, row.IndexHigh, v => session.Decimal(v, 3))
            );
        }
        table.Print(session.Output);
        session.Output.WriteLine();
        session.Output.WriteLine(
            session.Say(
                """
                fifth   persons whose need is not met per 1,000 residents, in the wijken where a fifth of the residents live
                ratio   the most vulnerable over the least vulnerable fifth; 1 is even
                index   0 is even; below 0 unmet need lies with the vulnerable, −1 at most
                Vulnerable: short of money, health or people around one (docs/method/need.md). Between wijken only: what differs
                within a wijk is not seen. Basis: estimated, the median of the futures and the 90% in the middle.
                """,
                """
                vijfde       personen met een onvervulde behoefte per 1.000 inwoners, in de wijken waar een vijfde van de inwoners woont
                verhouding   het kwetsbaarste gedeeld door het minst kwetsbare vijfde; 1 is gelijk
                index        0 is gelijk; onder 0 ligt onvervulde behoefte bij kwetsbare mensen, hoogstens −1
                Kwetsbaar: te weinig geld, gezondheid of mensen om zich heen (docs/method/need.md). Alleen tussen wijken: verschil
                binnen een wijk is niet te zien. Grondslag: geschat, de mediaan van de toekomsten en de middelste 90%.
                """
            )
        );
    }
}
