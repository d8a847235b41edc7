using Populatie.Analytics.Evidence;
using Populatie.Analytics.Need.Unmet;
using Populatie.Cli.Shell;
using Populatie.Simulation.Analysis.Bridge;

namespace Populatie.Cli.Commands;

/// <summary>Unmet need as a page: a row per area and product, the sum with its interval and the four parts side by side.</summary>
internal static class UnmetTable
{
    private static readonly string[] Parts =
    [
        UnmetMeasures.Waiting,
        UnmetMeasures.Held,
        UnmetMeasures.Foregone,
        UnmetMeasures.Hidden,
    ];

    private static readonly string[] Totals = ["Wmo", "Jeugd", "all"];

    /// <param name="figures">All measures of unmet need, ordered by area and product.</param>
    /// <param name="totalsOnly">Leaves the products out, so that a list of areas stays readable.</param>
    public static void Print(Session session, IReadOnlyList<Figure> figures, bool totalsOnly)
    {
        var table = new TablePrinter(
            new(session.Say("Area", "Gebied")),
            new("Product"),
            new(session.Say("unmet (90%)", "onvervuld (90%)"), Right: true),
            new(session.Say("waiting", "wacht"), Right: true),
            new(session.Say("held", "vastgehouden"), Right: true),
            new(session.Say("foregone", "afgezien"), Right: true),
            new(session.Say("hidden", "verborgen"), Right: true),
            new(session.Say("evidence", "bewijs"))
        );
        var rows = figures
            .Where(f => !totalsOnly || Totals.Contains(f.Product, StringComparer.Ordinal))
            .GroupBy(f => (f.Area, f.Product));
        foreach (var row in rows)
        {
            var byMeasure = row.ToDictionary(f => f.Measure, StringComparer.Ordinal);
            var all = byMeasure[UnmetMeasures.Unmet];
            table.Add([
                all.AreaName,
                all.Product,
                session.Interval(all.Value!.Value, all.Low!.Value, all.High!.Value, v => session.Count(v)),
                .. PartsOf(all.Value!.Value, [.. Parts.Select(p => byMeasure.GetValueOrDefault(p)?.Value)])
                    .Select(part => part is { } persons ? session.Count(persons) : "–"),
                all.Evidence ?? "",
            ]);
        }
        if (figures.Count == 0)
        {
            return;
        }
        var year = figures[0].Year;
        session.Output.WriteLine(
            session.Say(
                $"Persons whose need is not met, on the last day of {year}.",
                $"Personen met een onvervulde behoefte, op de laatste dag van {year}."
            )
        );
        session.Output.WriteLine();
        table.Print(session.Output);
        session.Output.WriteLine();
        session.Output.WriteLine(
            session.Say(
                """
                waiting   longer than the norm                                              counted
                held      in basiszorg past the time of referral, and would be referred     assumed
                foregone  gave up waiting, still in need                                    counted, then estimated
                hidden    never asked: what take-up by segment leaves out                   assumed
                – is unknown, not 0. Evidence: A much … D hardly anything. Ranges: docs/method/need.md.
                """,
                """
                wacht         langer dan de norm                                            geteld
                vastgehouden  in basiszorg voorbij het moment van verwijzen                 aangenomen
                afgezien      stopte met wachten, behoefte is er nog                        geteld, dan geschat
                verborgen     nooit gevraagd: wat het bereik per segment overlaat           aangenomen
                – is onbekend, niet 0. Bewijs: A veel … D nauwelijks iets. Marges: docs/method/need.md.
                """
            )
        );
    }

    /// <summary>Whole persons per part; where all parts are known they add up to the whole persons of the sum.</summary>
    internal static IEnumerable<double?> PartsOf(double sum, double?[] parts) =>
        parts.All(p => p is not null)
            ? CentAllotment
                .Allot([.. parts.Select(p => p!.Value)], (long)Math.Round(sum, MidpointRounding.AwayFromZero))
                .Select(p => (double?)p)
            : parts;
}
