using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Outcomes;
using Populatie.Cli.Shell;
using Populatie.Simulation.Analysis.BreakEven;
using Populatie.Simulation.Analysis.Points;

namespace Populatie.Cli.Commands.Answers;

/// <summary>Where a target begins to be met, as a page: the answer in sentences, and the way there as a curve.</summary>
internal sealed class BreakEvenPage(
    Session session,
    string scenario,
    string area,
    FigureChoice figure,
    Target target,
    BreakEvenAnswer answer,
    BreakEvenSettings settings
)
{
    private const int BarLength = 40;

    /// <summary>Standard errors to the ends of a 90% interval.</summary>
    private const double To90 = 1.6449;

    private Adjustment Turned => answer.Adjustment;

    private BreakEvenPosition Position => answer.Position;

    /// <summary>A value of what is turned, with its unit, as this reader writes it.</summary>
    private string Shown(double value) => session.AsWritten(Turned.Format(value));

    public void Print()
    {
        foreach (var sentence in Sentences())
        {
            session.Output.WriteLine(sentence);
        }
        session.Output.WriteLine();
        PrintCurve();
        session.Output.WriteLine();
        session.Output.WriteLine(
            session.Say(
                $"Basis: {session.Name(Basis.Estimated)}, {session.Count(settings.Replicates)} futures for each value, the same ones for all.",
                $"Grondslag: {session.Name(Basis.Estimated)}, {session.Count(settings.Replicates)} toekomsten voor elke waarde, voor alle dezelfde."
            )
        );
    }

    public void PrintJson(string? saved)
    {
        var (_, _, low, high) = Proportion.Wilson(answer.FreshMet, settings.Replicates, To90);
        JsonPrinter.Print(
            session,
            new
            {
                Scenario = scenario,
                Target = target.ToString(),
                figure.Product,
                Level = figure.Level.ToName(),
                figure.Area,
                AreaName = area,
                settings.Probability,
                Turned = Turned.Name,
                Position.Outcome,
                answer.Value,
                ValueText = Turned.Format(answer.Value),
                Low = Turned.ValueAt(Position.Low),
                High = Position.High is { } end ? Turned.ValueAt(end) : (double?)null,
                Step = (double)Turned.Step,
                Share = Share(answer.Met),
                FreshShare = Share(answer.FreshMet),
                FreshLow = low,
                FreshHigh = high,
                settings.Replicates,
                settings.Seed,
                Monotone = Position.IsMonotone,
                Curve = Position.Curve.Select(p => new { Value = Turned.ValueAt(p.Position), Share = Share(p.Met) }),
                Saved = saved,
                Basis = Basis.Estimated,
            }
        );
    }

    private IEnumerable<string> Sentences()
    {
        var (wanted, met) = (session.Percent(settings.Probability, 0), session.Percent(Share(answer.Met), 0));
        var aim = string.Equals(figure.Product, "all", StringComparison.Ordinal)
            ? $"{target}"
            : $"{target} ({figure.Product})";
        switch (Position.Outcome)
        {
            case BreakEvenOutcome.AlreadyMet:
                yield return session.Say(
                    $"{area}, {scenario}: {aim} holds already with {Turned.Name} at {Shown(answer.Value)}, in {met} of the futures; {wanted} was asked.",
                    $"{area}, {scenario}: {aim} geldt al met {Turned.Name} op {Shown(answer.Value)}, in {met} van de toekomsten; {wanted} was gevraagd."
                );
                break;
            case BreakEvenOutcome.Unreachable:
                yield return session.Say(
                    $"{area}, {scenario}: {Turned.Name} alone does not bring {aim} in {wanted} of the futures; the best found is {met}, at {Shown(answer.Value)}. Look further with --between, or ask less.",
                    $"{area}, {scenario}: met {Turned.Name} alleen wordt {aim} niet in {wanted} van de toekomsten gehaald; het beste is {met}, bij {Shown(answer.Value)}. Zoek verder met --between, of vraag minder."
                );
                break;
            default:
                yield return session.Say(
                    $"{area}, {scenario}: with {Turned.Name} at {Shown(answer.Value)}, {aim} holds in {met} of the futures; {wanted} was asked.",
                    $"{area}, {scenario}: met {Turned.Name} op {Shown(answer.Value)} geldt {aim} in {met} van de toekomsten; {wanted} was gevraagd."
                );
                yield return Range();
                break;
        }
        if (Turned is FteAdjustment { Now: var now })
        {
            yield return session.Say(
                $"At the middle of what is assumed there are {Shown(Math.Round(now, 1))} now.",
                $"In het midden van wat wordt aangenomen zijn er nu {Shown(Math.Round(now, 1))}."
            );
        }
        var (_, _, low, high) = Proportion.Wilson(answer.FreshMet, settings.Replicates, To90);
        yield return session.Say(
            $"With fresh seeds: in {session.Percent(Share(answer.FreshMet), 0)} of {session.Count(settings.Replicates)} other futures (90% interval {session.Percent(low, 0)}–{session.Percent(high, 0)}).",
            $"Met nieuwe seeds: in {session.Percent(Share(answer.FreshMet), 0)} van {session.Count(settings.Replicates)} andere toekomsten (90%-interval {session.Percent(low, 0)}–{session.Percent(high, 0)})."
        );
        if (figure.Measure.IsOfStarters)
        {
            yield return session.Say(
                "Weeks waited are those of who began: a future in which more people still wait than began does not count as met.",
                "Gewachte weken zijn die van wie begon: een toekomst waarin meer mensen nog wachten dan er begonnen telt niet als gehaald."
            );
        }
        if (!Position.IsMonotone)
        {
            yield return session.Say(
                $"Note: more of {Turned.Name} does not always help here: further on the target is met less often again. The answer is the first value that is enough.",
                $"Let op: meer {Turned.Name} helpt hier niet altijd: verderop wordt het doel weer minder vaak gehaald. Het antwoord is de eerste waarde die genoeg is."
            );
        }
    }

    private string Range()
    {
        var low = Shown(Turned.ValueAt(Position.Low));
        var count = session.Count(settings.Replicates);
        return Position.High is { } end
            ? session.Say(
                $"Known from {count} futures, the value lies between {low} and {Shown(Turned.ValueAt(end))} (90%); in steps of {Shown((double)Turned.Step)}.",
                $"Uit {count} toekomsten bekend: de waarde ligt tussen {low} en {Shown(Turned.ValueAt(end))} (90%); in stappen van {Shown((double)Turned.Step)}."
            )
            : session.Say(
                $"Known from {count} futures, the value lies at {low} or further (90%); in steps of {Shown((double)Turned.Step)}.",
                $"Uit {count} toekomsten bekend: de waarde ligt bij {low} of verder (90%); in stappen van {Shown((double)Turned.Step)}."
            );
    }

    private void PrintCurve()
    {
        var table = new TablePrinter(
            new(Turned.Name, Right: true),
            new(session.Say("met in", "gehaald in"), Right: true),
            new("")
        );
        foreach (var point in Position.Curve)
        {
            var isAnswer = point.Position == Position.Position && Position.Outcome == BreakEvenOutcome.Found;
            table.Add(
                Shown(Turned.ValueAt(point.Position)),
                session.Percent(Share(point.Met), 0),
                Bar(Share(point.Met)) + (isAnswer ? " ◄" : "")
            );
        }
        table.Print(session.Output);
        session.Output.WriteLine(
            session.Say(
                $"█ share of the futures   │ {session.Percent(settings.Probability, 0)}   ◄ the answer",
                $"█ aandeel van de toekomsten   │ {session.Percent(settings.Probability, 0)}   ◄ het antwoord"
            )
        );
    }

    private string Bar(double share)
    {
        var cells = new char[BarLength];
        Array.Fill(cells, ' ');
        Array.Fill(cells, '█', 0, (int)Math.Round(share * BarLength));
        cells[Math.Clamp((int)(settings.Probability * BarLength), 0, BarLength - 1)] = '│';
        return new string(cells);
    }

    private double Share(int met) => (double)met / settings.Replicates;
}
