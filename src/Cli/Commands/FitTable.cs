using Populatie.Analytics.Evidence;
using Populatie.Analytics.Need;
using Populatie.Analytics.Need.Dynamics;
using Populatie.Analytics.Numerics;
using Populatie.Analytics.Records;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands;

/// <summary>What a fit learnt, product by product, on one screen.</summary>
internal static class FitTable
{
    public static void Print(Session session, Fit fit)
    {
        session.Output.WriteLine(
            session.Say(
                $"Learnt from {Years(fit)}, measured against {Reference(session, fit)}; {Origin(session, fit)}.",
                $"Geleerd van {Years(fit)}, afgemeten aan {Reference(session, fit)}; {Origin(session, fit)}."
            )
        );
        session.Output.WriteLine();
        var table = new TablePrinter(
            new("product"),
            new(session.Say("new requests/yr", "nieuwe vragen/jr"), Right: true),
            new("α", Right: true),
            new("θ", Right: true),
            new(session.Say("mean stay, months (90%)", "gem. duur, mnd (90%)"), Right: true),
            new(session.Say("return in a year", "terug in een jaar"), Right: true),
            new(session.Say("wait, weeks", "wacht, weken"), Right: true),
            new(session.Say("gives up", "haakt af"), Right: true),
            new(session.Say("€/month in care", "€/maand in zorg"), Right: true),
            new(session.Say("price is", "prijs is"))
        );
        for (var product = 0; product < fit.Products.ProductCount; product++)
        {
            var yearly = Yearly(fit, product);
            if (yearly > 0 || fit.Stays[product] is not null)
            {
                table.Add(
                    fit.Products.Products[product].Name.In(session.Language),
                    session.Count(yearly),
                    double.IsFinite(fit.Alpha[product]) ? session.Decimal(fit.Alpha[product]) : "∞",
                    Risks(session, fit, product),
                    Stay(session, fit.Stays[product]),
                    session.Percent(1 - Math.Exp(-fit.ReturnRate[product]), 0),
                    fit.Waits is { } waits ? session.Decimal(waits.Weeks[product]) : "–",
                    fit.Waits is { } told ? session.Percent(1 - Math.Exp(-told.GaveUp[product]), 0) : "–",
                    session.Count(fit.CentsPerDay[product] / 100 * 365.25 / 12),
                    session.Name(fit.CostBasis[product])
                );
            }
        }
        table.Print(session.Output);
        session.Output.WriteLine();
        session.Output.WriteLine(
            session.Say(
                "All figures but prices are estimated. α: how alike buurten are (∞: no difference seen). θ: how a buurt "
                    + "compares with what its people lead one to expect; the middle 90% of the buurten. Gives up: in a year of waiting.",
                "Alle cijfers behalve prijzen zijn geschat. α: hoe gelijk de buurten zijn (∞: geen verschil gezien). θ: hoe een "
                    + "buurt zich verhoudt tot wat haar bewoners doen verwachten; de middelste 90% van de buurten. Haakt af: in een jaar wachten."
            )
        );
        RequestDaysNote.Print(session, fit);
        EighteenNote.Print(session, fit);
        PrintHours(session, fit);
        PrintDynamics(session, fit);
        PrintFeatures(session, fit);
    }

    /// <summary>How posts go on, unless a scenario says otherwise.</summary>
    private static void PrintHours(Session session, Fit fit)
    {
        if (fit.Hours is not { Changes: > 0 } hours)
        {
            return;
        }
        var (low, high) = hours.Interval;
        var growth = session.Interval(hours.Growth, low, high, v => session.Percent(v));
        session.Output.WriteLine(
            session.Say(
                $"Hours delivered grew by {growth} a year, from {hours.Changes} changes: posts go on so, unless a scenario says otherwise.",
                $"De geleverde uren groeiden met {growth} per jaar, uit {hours.Changes} veranderingen: formatie gaat zo door, tenzij een scenario anders zegt."
            )
        );
    }

    /// <summary>How requests moved from year to year, which a projection goes on with.</summary>
    private static void PrintDynamics(Session session, Fit fit)
    {
        if (fit.Dynamics is not { } dynamics)
        {
            return;
        }
        session.Output.WriteLine();
        session.Output.WriteLine(
            dynamics.Inertia.Any(i => i > 0)
                ? session.Say(
                    "How clients move from year to year, beside residents and their ages:",
                    "Hoe cliënten van jaar tot jaar bewegen, los van bewoners en hun leeftijd:"
                )
                : session.Say(
                    "How requests move from year to year, beside residents and their ages:",
                    "Hoe aanvragen van jaar tot jaar bewegen, los van bewoners en hun leeftijd:"
                )
        );
        session.Output.WriteLine();
        var table = new TablePrinter(
            new(session.Say("act", "wet")),
            new(session.Say("growth a year (90%)", "groei per jaar (90%)"), Right: true),
            new(session.Say("shock of all, a year", "schok van alle, per jaar"), Right: true),
            new(session.Say("gone a year later", "een jaar later weg"), Right: true),
            new(session.Say("shock of a wijk", "schok van een wijk"), Right: true),
            new(session.Say("changes seen", "veranderingen gezien"), Right: true)
        );
        foreach (var act in Enum.GetValues<Act>())
        {
            var i = (int)act;
            var (trend, error) = (dynamics.Trend[i], dynamics.TrendError[i]);
            var wijken = Enumerable.Range(0, fit.Areas.WijkCount).Select(w => (w * RequestDynamics.Acts) + i);
            table.Add(
                act.ToString(),
                session.Interval(
                    trend,
                    trend - (FixedMath.Normal95 * error),
                    trend + (FixedMath.Normal95 * error),
                    v => session.Percent(v)
                ),
                session.Percent(dynamics.CityVolatility[i]),
                session.Percent(dynamics.CityMoment[i]),
                session.Percent(wijken.Average(at => dynamics.WijkVolatility[at])),
                session.Count(dynamics.Seen[i])
            );
        }
        table.Print(session.Output);
        var left = session.Percent(dynamics.Damping, 0);
        session.Output.WriteLine(
            session.Say(
                $"Standard deviations; {left} of the growth is left a year later. Few years lean on stated beliefs (geodata/catalogue/fit.yaml). A projection goes on with them, unless its scenario says otherwise.",
                $"Standaardafwijkingen; van de groei is een jaar later {left} over. Weinig jaren leunen op gestelde aannames (geodata/catalogue/fit.yaml). Een projectie gaat ermee door, tenzij haar scenario anders zegt."
            )
        );
    }

    /// <summary>How the relative risk changes with each feature, where a fit used features.</summary>
    private static void PrintFeatures(Session session, Fit fit)
    {
        if (fit.Features is not { } features)
        {
            return;
        }
        session.Output.WriteLine();
        session.Output.WriteLine(
            session.Say(
                "Relative risk with one standard deviation more of a feature, the others the same (90%); a pattern, not a cause:",
                "Relatief risico bij één standaardafwijking meer van een kenmerk, de andere gelijk (90%); een patroon, geen oorzaak:"
            )
        );
        session.Output.WriteLine();
        var table = new TablePrinter([
            new("product"),
            .. features.Names.Select(n => new TablePrinter.Column(FeatureName(session, n), Right: true)),
        ]);
        for (var product = 0; product < fit.Products.ProductCount; product++)
        {
            if (Yearly(fit, product) > 0)
            {
                var row = product * features.Names.Count;
                table.Add([
                    fit.Products.Products[product].Name.In(session.Language),
                    .. features.Names.Select(
                        (_, f) => Effect(session, features.Effect[row + f], features.Error[row + f])
                    ),
                ]);
            }
        }
        table.Print(session.Output);
    }

    private static string Effect(Session session, double effect, double error) =>
        session.Interval(
            Math.Exp(effect),
            Math.Exp(effect - (FixedMath.Normal95 * error)),
            Math.Exp(effect + (FixedMath.Normal95 * error)),
            v => session.Decimal(v, 2)
        );

    private static string FeatureName(Session session, string name) =>
        name switch
        {
            "assistance" => session.Say("social assistance", "bijstand"),
            "disability" => session.Say("disability benefit", "arbeidsongeschikt"),
            "one_person_households" => session.Say("living alone", "alleenwonend"),
            _ => name,
        };

    private static string Years(Fit fit) => FormattableString.Invariant($"{fit.FirstYear}–{fit.LastYear}");

    private static string Reference(Session session, Fit fit) =>
        fit.Reference switch
        {
            RateReference.National => session.Say("a national table", "een landelijke tabel"),
            RateReference.Peers => session.Say("the other wijken", "de andere wijken"),
            _ => session.Say("the whole city", "de hele stad"),
        };

    private static string Origin(Session session, Fit fit) =>
        fit.Basis switch
        {
            Basis.Synthetic => session.Say("the records are synthetic", "de records zijn synthetisch"),
            Basis.Published => session.Say(
                "from published tables: stays and ages are assumed",
                "uit gepubliceerde tabellen: verblijfsduur en leeftijden zijn aangenomen"
            ),
            _ => session.Say("the records are observed", "de records zijn waargenomen"),
        };

    private static double Yearly(Fit fit, int product)
    {
        double sum = 0;
        for (var buurt = 0; buurt < fit.Areas.BuurtCount; buurt++)
        {
            sum += fit.Observed[(buurt * fit.Products.ProductCount) + product];
        }
        return sum;
    }

    private static string Risks(Session session, Fit fit, int product)
    {
        var means = Enumerable
            .Range(0, fit.Areas.BuurtCount)
            .Select(b => (b * fit.Products.ProductCount) + product)
            .Where(i => fit.Expected[i] > 0)
            .Select(i => fit.RiskShape[i] / fit.RiskRate[i])
            .Order()
            .ToList();
        return means.Count == 0 ? "–" : $"{session.Decimal(At(means, 0.05), 2)}–{session.Decimal(At(means, 0.95), 2)}";
    }

    private static double At(List<double> ordered, double share) =>
        ordered[(int)Math.Round(share * (ordered.Count - 1))];

    private static string Stay(Session session, StayModel? stay)
    {
        if (stay is null)
        {
            return "–";
        }
        var months = stay.MeanYears * 12;
        if (stay.RelativeError == 0)
        {
            // An assumed stay: its range is a setting, not something that the counts told.
            return session.Decimal(months);
        }
        var spread = Math.Exp(FixedMath.Normal95 * stay.RelativeError);
        return session.Interval(months, months / spread, months * spread, m => session.Decimal(m));
    }
}
