using Populatie.Analytics.Evidence;
using Populatie.Cli.Shell;
using Populatie.Simulation.Analysis.Points;
using Populatie.Simulation.Analysis.Sensitivity;
using Populatie.Simulation.Grain;

namespace Populatie.Cli.Commands.Answers;

/// <summary>What a figure hangs on, as a page: the answer in a sentence, the tornado, the shares, what they mean.</summary>
internal sealed class SensitivityPage(
    Session session,
    FigureChoice figure,
    string area,
    string scenario,
    SensitivityAnswer answer
)
{
    private const int MostBars = 12;
    private const int BarLength = 24;

    /// <summary>Less than this part of the widest bar is not worth a line.</summary>
    private const double Visible = 0.005;

    public void Print()
    {
        session.Output.WriteLine(Sentence());
        session.Output.WriteLine();
        PrintTornado();
        if (answer.Sd > 0)
        {
            session.Output.WriteLine();
            PrintShares();
        }
        session.Output.WriteLine();
        Explain();
    }

    public void PrintJson(ulong seed, ProjectionGrain grain) =>
        JsonPrinter.Print(
            session,
            new
            {
                Scenario = scenario,
                Measure = figure.Measure.Name,
                figure.Measure.Unit,
                figure.Year,
                figure.Product,
                Level = Analytics.Areas.AreaLevels.ToName(figure.Level),
                figure.Area,
                AreaName = area,
                Grain = grain,
                Seed = seed,
                answer.Points,
                Replicates = answer.Evaluations,
                answer.Mean,
                answer.Sd,
                Central = answer.Tornado.Central,
                Tornado = Ordered()
                    .Select(b => new
                    {
                        Factor = b.Factor.Name,
                        Low = b.Factor.Range?.Low,
                        Central = b.Factor.Range?.Central,
                        High = b.Factor.Range?.High,
                        b.AtLow,
                        b.AtHigh,
                        Swing = b.Swing(answer.Tornado.Central),
                        Mcse = b.Error,
                    }),
                Indices = answer.Sd > 0
                    ? answer.Shares.Select(s => new
                    {
                        Factor = s.Group.Name,
                        Members = s.Group.Factors.Select(f => answer.Tornado.Bars[f].Factor.Name),
                        s.Indices.First,
                        s.Indices.Total,
                    })
                    : null,
                Chance = answer.Sd > 0 ? answer.Chance : null,
                ParameterShare = answer.Sd > 0 ? answer.Parameters : (Estimate?)null,
                ChanceShare = answer.Sd > 0 ? answer.Chance.Total : (Estimate?)null,
                Basis = Basis.Estimated,
            }
        );

    private IEnumerable<TornadoBar> Ordered() =>
        answer.Tornado.Bars.OrderByDescending(b => b.Swing(answer.Tornado.Central));

    private string Show(double value) => MeasureWords.Show(session, figure.Measure, value, answer.Tornado.Central);

    private string Sentence()
    {
        var subject = session.Say(MeasureWords.Of(figure.Measure).Subject);
        var of = string.Equals(figure.Product, "all", StringComparison.Ordinal)
            ? ""
            : session.Say($" for {figure.Product}", $" voor {figure.Product}");
        if (answer.Sd == 0)
        {
            return session.Say(
                $"{area}, {scenario}: {subject}{of} in {figure.Year} hangs on nothing that is uncertain.",
                $"{area}, {scenario}: {subject}{of} in {figure.Year} hangt van niets onzekers af."
            );
        }
        var most = answer.Shares.Where(s => !s.Group.IsRest).MaxBy(s => s.Indices.Total.Value)!;
        var part = Part(most.Indices.Total.Value);
        var chance = Part(answer.Chance.Total.Value);
        var hangs = MeasureWords.Of(figure.Measure).PluralInDutch ? "hangen" : "hangt";
        return session.Say(
            $"{area}, {scenario}: {subject}{of} in {figure.Year} hangs most on {most.Group.Name}, {part} of its spread; chance alone stands for {chance}.",
            $"{area}, {scenario}: {subject}{of} in {figure.Year} {hangs} het meest af van {most.Group.Name}, {part} van de spreiding; toeval alleen staat voor {chance}."
        );
    }

    private void PrintTornado()
    {
        var central = answer.Tornado.Central;
        var bars = Ordered().ToList();
        var widest = bars.Max(b => Math.Max(Math.Abs(b.AtLow - central), Math.Abs(b.AtHigh - central)));
        var chart = new TornadoBars(central, widest);
        var label = MeasureWords.LabelOf(session, figure.Measure);
        session.Output.WriteLine(
            session.Say(
                $"One at a time, the others at their middle, where it is {Show(central)} ({label})",
                $"Eén tegelijk, de andere op hun midden, waar het {Show(central)} is ({label})"
            )
        );
        var table = new TablePrinter(
            new(session.Say("Factor", "Factor")),
            new(session.Say("from", "van"), Right: true),
            new(session.Say("to", "tot"), Right: true),
            new(session.Say("at the low end ░", "onderaan ░"), Right: true),
            new(session.Say("at the high end █", "bovenaan █"), Right: true),
            new("")
        );
        var shown = bars.Where(b => b.Swing(central) > Visible * widest).Take(MostBars).ToList();
        foreach (var bar in shown)
        {
            table.Add(
                bar.Factor.Name,
                bar.Factor.Range is { } range ? session.AsWritten(range.Low) : session.Say("drawn", "getrokken"),
                bar.Factor.Range is { High: var high } ? session.AsWritten(high) : "",
                Show(bar.AtLow),
                Show(bar.AtHigh),
                chart.Of(bar)
            );
        }
        table.Print(session.Output);
        if (shown.Count < bars.Count)
        {
            session.Output.WriteLine(
                session.Say(
                    $"and {bars.Count - shown.Count} more that do less; all are in --json",
                    $"en nog {bars.Count - shown.Count} die minder doen; alle staan in --json"
                )
            );
        }
    }

    private void PrintShares()
    {
        session.Output.WriteLine(
            session.Say(
                $"All at once: {Show(answer.Mean)} with a standard deviation of {Show(answer.Sd)}; parts of the variance (90% interval)",
                $"Alle tegelijk: {Show(answer.Mean)} met een standaardafwijking van {Show(answer.Sd)}; delen van de variantie (90%-interval)"
            )
        );
        var table = new TablePrinter(
            new(session.Say("Factor", "Factor")),
            new(session.Say("by itself", "op zichzelf"), Right: true),
            new("", Right: true),
            new(session.Say("with others", "met andere"), Right: true),
            new("", Right: true),
            new("")
        );
        foreach (var share in answer.Shares.OrderBy(s => s.Group.IsRest).ThenByDescending(s => s.Indices.Total.Value))
        {
            var name = share.Group.IsRest
                ? session.Say($"rest ({share.Group.Factors.Length} more)", $"rest (nog {share.Group.Factors.Length})")
                : share.Group.Name;
            Add(table, name, share.Indices);
        }
        Add(table, session.Say("chance", "toeval"), answer.Chance);
        table.Print(session.Output);
        session.Output.WriteLine();
        var (parameters, chance) = (answer.Parameters, answer.Chance.Total);
        session.Output.WriteLine(
            session.Say(
                $"Assumptions stand for {Part(parameters.Value)} of the variance ({Interval(parameters)}), chance for {Part(chance.Value)} ({Interval(chance)}).",
                $"Aannamen staan voor {Part(parameters.Value)} van de variantie ({Interval(parameters)}), toeval voor {Part(chance.Value)} ({Interval(chance)})."
            )
        );
    }

    private void Add(TablePrinter table, string name, FactorIndices indices)
    {
        var length = (int)Math.Round(Math.Clamp(indices.Total.Value, 0, 1) * BarLength);
        table.Add(
            name,
            Part(indices.First.Value),
            $"({Interval(indices.First)})",
            Part(indices.Total.Value),
            $"({Interval(indices.Total)})",
            new string('█', length)
        );
    }

    private string Interval(Estimate estimate) => $"{Part(estimate.Low)}–{Part(estimate.High)}";

    /// <summary>Estimates may stray a little outside what a part can be.</summary>
    private string Part(double share) => session.Percent(Math.Clamp(share, 0, 1), 0);

    private void Explain() =>
        session.Output.WriteLine(
            session.Say(
                $"""
                by itself    what the variance would lose, on average, if this were known (first-order index of Sobol')
                with others  what would be left if all but this were known (total index); the sum may pass 100%
                drawn        many values at once: where 5% of the draws lead below and above
                chance       the luck of single events, which no assumption settles
                Basis: {session.Name(Basis.Estimated)}, {session.Count(
                    answer.Evaluations
                )} futures; factors go by the keys of a scenario.
                """,
                $"""
                op zichzelf  wat de variantie gemiddeld zou verliezen als dit bekend was (eerste-orde-index van Sobol')
                met andere   wat zou overblijven als alles behalve dit bekend was (totale index); de som kan boven 100% komen
                getrokken    veel waarden tegelijk: waar 5% van de trekkingen onder en boven uitkomt
                toeval       het lot van afzonderlijke gebeurtenissen, dat geen aanname beslist
                Grondslag: {session.Name(Basis.Estimated)}, {session.Count(
                    answer.Evaluations
                )} toekomsten; factoren heten als de sleutels van een scenario.
                """
            )
        );
}
