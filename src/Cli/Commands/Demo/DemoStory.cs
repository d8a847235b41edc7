using Populatie.Analytics.Areas;
using Populatie.Analytics.Counting;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Need;
using Populatie.Cli.Commands.Records;
using Populatie.Cli.Shell;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Commands.Demo;

/// <summary>What the demo found, in the order in which a strategist asks for it.</summary>
internal sealed class DemoStory(Session session, DemoOutcome outcome)
{
    private const int BuurtenShown = 5;
    private readonly TextWriter output = session.Output;

    public void Tell()
    {
        TellOfRecords();
        TellOfNeed();
        TellOfDemand();
        new GrowthStory(session, outcome.Run).Tell();
        new BindingStory(session, outcome.Run).Tell();
        TellWhatNext();
    }

    private void Heading(string english, string dutch)
    {
        var text = session.Say(english, dutch);
        output.WriteLine();
        output.WriteLine(text);
        output.WriteLine(new string('═', text.Length));
    }

    private void TellOfRecords()
    {
        var (records, cleaning) = (outcome.Records, outcome.Cleaning);
        Heading("1. From records to a picture of the city", "1. Van registraties naar een beeld van de stad");
        TellWhereRecordsComeFrom();
        output.WriteLine();
        var table = new TablePrinter(
            new(session.Say("What was done", "Wat er gedaan is")),
            new(session.Say("seconds", "seconden"), Right: true)
        );
        foreach (var (name, seconds) in outcome.Steps)
        {
            table.Add(name, session.Decimal(seconds));
        }
        table.Add(session.Say("together", "samen"), session.Decimal(outcome.Steps.Sum(s => s.Seconds)));
        table.Print(output);
        var readSeconds = outcome.Steps[1].Seconds;
        output.WriteLine(
            session.Say(
                $"That is {session.Count(records.RowsRead / readSeconds)} records read and placed per second, in {session.Decimal(outcome.PeakMemory / 1e9)} GB of memory at most.",
                $"Dat is {session.Count(records.RowsRead / readSeconds)} registraties per seconde gelezen en geplaatst, met hoogstens {session.Decimal(outcome.PeakMemory / 1e9)} GB geheugen."
            )
        );
        output.WriteLine();
        RecordReportPrinter.Print(session, output, records);
        output.WriteLine();
        output.WriteLine(
            session.Say(
                $"They are {session.Count(cleaning[CleaningCount.Spells])} spells of care of {session.Count(cleaning[CleaningCount.Persons])} persons, of which {session.Count(cleaning[CleaningCount.OpenSpells])} are still open.",
                $"Het zijn {session.Count(cleaning[CleaningCount.Spells])} zorgperioden van {session.Count(cleaning[CleaningCount.Persons])} personen; {session.Count(cleaning[CleaningCount.OpenSpells])} lopen nog."
            )
        );
    }

    private void TellWhereRecordsComeFrom()
    {
        output.WriteLine(
            session.Say(
                "These people do not exist: the records are synthetic, and the boundaries schematic.",
                "Deze mensen bestaan niet: de registraties zijn synthetisch, en de grenzen schematisch."
            )
        );
        if (outcome.SampleShare < 1)
        {
            output.WriteLine(
                session.Say(
                    $"They are a sample of {session.Percent(outcome.SampleShare, outcome.SampleShare < 0.01 ? 3 : 1)} of the persons: every count below is that much lower than in the city.",
                    $"Zij zijn een steekproef van {session.Percent(outcome.SampleShare, outcome.SampleShare < 0.01 ? 3 : 1)} van de personen: elk aantal hieronder is evenveel lager dan in de stad."
                )
            );
            return;
        }
        var published = outcome.Calibration.Where(line => line.Published is not null).ToList();
        if (published.Count > 0)
        {
            var (first, last) = (published.Min(l => l.Year), published.Max(l => l.Year));
            var worst = published.Max(l => Math.Abs(l.Counted - l.Published!.Value));
            output.WriteLine(
                session.Say(
                    $"Their yearly Wmo and Jeugd clients, in the city and per wijk, were fitted to {session.Count(published.Count)} figures that CBS published\n"
                        + $"for {first}–{last}; the largest difference is {session.Count(worst)}. From {last + 1} they are a synthetic jump-off that follows a stated truth.",
                    $"Hun jaarlijkse Wmo- en Jeugdcliënten, in de stad en per wijk, zijn afgestemd op {session.Count(published.Count)} cijfers die het CBS publiceerde\n"
                        + $"over {first}–{last}; het grootste verschil is {session.Count(worst)}. Vanaf {last + 1} zijn zij een synthetisch vervolg op een beschreven waarheid."
                )
            );
        }
    }

    private void TellOfNeed()
    {
        var fit = outcome.Fit;
        Heading(
            "2. Where fewer people ask than one would expect, and whose need is not met",
            "2. Waar minder mensen vragen dan verwacht, en wiens behoefte onvervuld is"
        );
        output.WriteLine(
            session.Say(
                $"Requests per year in {fit.FirstYear}–{fit.LastYear}, by age and sex at the city's rates, minus those counted: a difference, not a shortage.",
                $"Aanvragen per jaar in {fit.FirstYear}–{fit.LastYear}, naar leeftijd en geslacht tegen stadscijfers, min de getelde: een verschil, geen tekort."
            )
        );
        output.WriteLine();
        var table = new TablePrinter(
            new(session.Say("Buurt", "Buurt")),
            new(session.Say("Wijk", "Wijk")),
            new(session.Say("expected", "verwacht"), Right: true),
            new(session.Say("counted", "geteld"), Right: true),
            new(session.Say("expected minus counted (90%)", "verwacht min geteld (90%)"), Right: true)
        );
        var wijken = fit.Areas.AreasAt(AreaLevel.Wijk);
        foreach (var (figure, difference) in FitFigures.MostExpectedMinusObserved(fit, "all", BuurtenShown))
        {
            var wijk = fit.Areas.TryFindLeaf(figure.Area, out var leaf)
                ? wijken[fit.Areas.OfLeaf(AreaLevel.Wijk)[leaf]].Name
                : "";
            table.Add(
                figure.AreaName,
                wijk,
                session.Count(difference.Expected),
                session.Count(difference.Observed),
                session.Interval(difference.Value, difference.Low, difference.High, v => session.Count(v))
            );
        }
        table.Print(output);
        output.WriteLine(
            session.Say(
                $"Basis: {session.Name(Basis.Estimated)}, from {session.Name(fit.Basis)} records.",
                $"Grondslag: {session.Name(Basis.Estimated)}, uit {session.Name(fit.Basis)}e registraties."
            )
        );
        output.WriteLine();
        UnmetTable.Print(session, outcome.Unmet, totalsOnly: true);
    }

    private void TellOfDemand()
    {
        var run = outcome.Run;
        Heading(
            $"3. Demand and cost, {run.FirstObserved}–{run.LastProjected}",
            $"3. Vraag en kosten, {run.FirstObserved}–{run.LastProjected}"
        );
        foreach (var act in new[] { "Wmo", "Jeugd" })
        {
            output.WriteLine();
            Fan(
                act,
                Measures.Clients,
                session.Say("clients in the year", "cliënten in het jaar"),
                v => session.Count(v)
            );
            output.WriteLine();
            Fan(
                act,
                Measures.CostReal,
                session.Say(
                    $"cost in € mln at prices of {run.LastObserved}",
                    $"kosten in € mln in prijzen van {run.LastObserved}"
                ),
                v => session.Millions(v)
            );
        }
        output.WriteLine();
        Headline.Print(session, run);
        output.WriteLine(
            session.Say(
                "Wmo counts all three tracks here, sociale basis and buurtteams too; published Wmo figures count track 3 only.",
                "Wmo telt hier alle drie de sporen, ook sociale basis en buurtteams; gepubliceerde Wmo-cijfers tellen alleen spoor 3."
            )
        );
        output.WriteLine(
            session.Say(
                $"Up to {run.LastObserved}: {session.Name(run.ObservedBasis)}. After: {session.Name(Basis.Estimated)}, the middle of {session.Count(run.Card.Replicates)} futures with the band that holds 90% of them.\n"
                    + "Prices are assumptions of the product catalogue, each with a range and a source; costs of lump sums are allocated.",
                $"Tot en met {run.LastObserved}: {session.Name(run.ObservedBasis)}. Daarna: {session.Name(Basis.Estimated)}, het midden van {session.Count(run.Card.Replicates)} toekomsten met de band waar 90% in ligt.\n"
                    + "Prijzen zijn aannamen uit de productcatalogus, elk met marge en bron; kosten van lumpsums zijn toegerekend."
            )
        );
    }

    private void Fan(string act, Measure measure, string what, Func<double, string> show)
    {
        var gemeente = outcome.Run.Areas.AreasAt(AreaLevel.Gemeente)[0];
        var chart = new FanChart(session, $"{gemeente.Name}, {act}: {what}");
        var query = new FigureQuery
        {
            Area = gemeente.Code,
            Product = act,
            Measure = measure.Name,
        };
        foreach (var figure in RunFigures.Select(outcome.Run, query).Where(f => f.Spread is not null))
        {
            var spread = figure.Spread!;
            if (figure.Year <= outcome.Run.LastObserved)
            {
                chart.AddObserved(figure.Year, spread.P50);
            }
            else
            {
                chart.AddProjected(figure.Year, spread.P5, spread.P50, spread.P95);
            }
        }
        chart.Print(output, show);
    }

    private void TellWhatNext()
    {
        var root = outcome.Workspace.Root;
        var option = string.Equals(root, "workspace", StringComparison.Ordinal) ? "" : $" --workspace {root}";
        Heading("6. Where everything is, and what to try next", "6. Waar alles staat, en wat u nu kunt doen");
        var table = new TablePrinter(new(session.Say("What", "Wat")), new(session.Say("Where", "Waar")));
        table.Add(
            session.Say("records, and the truth behind them", "registraties, en de waarheid erachter"),
            $"{outcome.RecordsFile}, {outcome.RecordsFile}.truth.json"
        );
        table.Add(session.Say("cube", "kubus"), Path.Combine(root, "cubes", outcome.CubeId));
        table.Add(session.Say("fit", "schatting"), Path.Combine(root, "fits", outcome.FitId));
        table.Add(session.Say("projection", "projectie"), Path.Combine(root, "runs", outcome.RunId));
        table.Add(session.Say("scenario", "scenario"), outcome.ScenarioFile);
        table.Print(output);
        output.WriteLine();
        (string Command, string English, string Dutch)[] ideas =
        [
            (
                $"populatie show{option} {outcome.RunId[..8]} --level wijk --measure clients --product Wmo --year 2040",
                "Wmo clients per wijk in 2040",
                "Wmo-cliënten per wijk in 2040"
            ),
            (
                $"populatie show{option} {outcome.RunId[..8]} --binding --level buurtteam",
                "how many wait at each buurtteam, and for want of what",
                "hoeveel mensen bij elk buurtteam wachten, en waarop"
            ),
            (
                $"populatie show{option} {outcome.FitId[..8]} --level buurt --measure relative_risk --product Jeugd",
                "how each buurt differs from the city",
                "hoe elke buurt van de stad verschilt"
            ),
            ("populatie growth table", "the growth assumptions side by side", "de groeiaannamen naast elkaar"),
            (
                $"populatie project{option} {outcome.ScenarioFile}",
                "change the scenario, then run it again",
                "verander het scenario en reken opnieuw"
            ),
            (
                $"populatie verify{option} {outcome.RunId[..8]}",
                "prove that the run can be made again, bit for bit",
                "bewijs dat de projectie bit voor bit herhaalbaar is"
            ),
        ];
        foreach (var (command, english, dutch) in ideas)
        {
            output.WriteLine($"  {command}");
            output.WriteLine($"      {session.Say(english, dutch)}");
        }
        output.WriteLine();
    }
}
