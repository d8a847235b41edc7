using System.Collections.Immutable;
using System.Text;
using Populatie.Analytics.Faults;
using Populatie.Simulation.Levers;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Levers;
using Populatie.Simulation.Steps;

namespace Populatie.Simulation.Analysis.BreakEven;

/// <summary>The size of a lever: one that the scenario names, or a new one of a kind.</summary>
public sealed record LeverAdjustment : Adjustment
{
    /// <summary>Further than this no lever is turned unless somebody asks: all, or twice as much.</summary>
    private const double Far = 1;

    private const decimal FarEuros = 20_000_000;

    private const int Halvings = 8;

    public required Lever Lever { get; init; }

    /// <summary>Which of the levers of the scenario it is; null for a new one.</summary>
    public required int? At { get; init; }

    private bool TurnsAmount => Lever.Kind == LeverKind.Prevention;

    /// <summary>The ways in which a lever can be turned: up, down, or either.</summary>
    /// <param name="name">The name that the scenario gives a lever, or a kind of lever.</param>
    /// <param name="start">First year of a new lever.</param>
    /// <param name="between">As somebody asked; null for as far as the kind goes, and the scenario with it.</param>
    /// <exception cref="UsageException">There is no such lever, or it has no size.</exception>
    public static ImmutableArray<Adjustment> Of(ProjectionInputs inputs, string name, int? start, string? between)
    {
        var scenario = inputs.Scenario;
        var (lever, at) = Find(scenario, name, start ?? scenario.FirstYear);
        var term = LeverCatalogue.Of(lever.Kind);
        var figure = lever.Kind == LeverKind.Prevention ? term.Amount : term.Effect;
        if (figure is null)
        {
            throw new UsageException(
                new(
                    $"{term.Name} has no size to turn: it works by its choice alone",
                    $"{term.Name} heeft geen maat om te wijzigen: die werkt alleen door de keuze"
                )
            );
        }
        LeverAdjustment Toward(decimal from, decimal to) =>
            new()
            {
                Name = name,
                From = from,
                To = to,
                Unit = figure.Unit,
                Lever = lever,
                At = at,
            };
        if (between is not null)
        {
            var (from, to) = Range(between, figure.Unit);
            return [Toward(from, to)];
        }
        decimal[] ends = figure.Unit.IsMoney
            ? [FarEuros]
            : [(decimal)Math.Min(figure.Most, Far), (decimal)Math.Max(figure.Least, -Far)];
        return [.. ends.Where(e => e != 0).Select(e => Toward(0, e).Within(inputs))];
    }

    public override Scenario Apply(Scenario scenario, double value)
    {
        var turned = Turned(value);
        return scenario with
        {
            Levers = At is { } at ? scenario.Levers.SetItem(at, turned) : scenario.Levers.Add(turned),
        };
    }

    public override string Lines(Scenario scenario, double value)
    {
        var (lever, term) = (Turned(value), LeverCatalogue.Of(Lever.Kind));
        var text = new StringBuilder("levers:\n");
        void Say(string key, string said) =>
            text.Append(text.Length == 8 ? "  - " : "    ").Append(key).Append(": ").Append(said).Append('\n');
        Say("name", Quoted(lever.Name ?? $"break-even-{term.Name}"));
        Say("lever", term.Name);
        Say("for", Quoted(lever.Subject));
        if (!lever.Areas.IsEmpty)
        {
            Say("areas", $"[{string.Join(", ", lever.Areas)}]");
        }
        Say("start", FormattableString.Invariant($"{lever.Start}"));
        Say("ramp-years", FormattableString.Invariant($"{lever.RampYears} years"));
        Say("ramp", ScenarioWords.Ramps.Choices.First(c => c.Value == lever.Ramp).Word.Name);
        Say("lag-years", FormattableString.Invariant($"{lever.LagYears} years"));
        if (term.Effect is { } effect)
        {
            Say("effect", Long(lever.Effect, effect.Unit));
        }
        if (lever.Amount is { } amount && term.Amount is { } second)
        {
            Say("amount", Long(amount, second.Unit));
        }
        if (lever.Choice is { } choice)
        {
            Say("choice", Quoted(choice));
        }
        return text.ToString();
    }

    private static (Lever Lever, int? At) Find(Scenario scenario, string name, int start)
    {
        for (var i = 0; i < scenario.Levers.Length; i++)
        {
            if (string.Equals(scenario.Levers[i].Name, name, StringComparison.Ordinal))
            {
                return (scenario.Levers[i], i);
            }
        }
        if (LeverCatalogue.Find(name) is not { } term)
        {
            var known = scenario
                .Levers.Select(l => l.Name)
                .OfType<string>()
                .Concat(LeverCatalogue.All.Select(t => t.Name));
            var meant = Spelling.Nearest(name, known.ToList()) ?? string.Join(", ", known);
            throw new UsageException(
                new(
                    $"no lever is called {name}; choose a name in the scenario or a kind: {meant}",
                    $"geen knop heet {name}; kies een naam in het scenario of een soort: {meant}"
                )
            );
        }
        if (term.Amount is { Required: true } || term.Choice is { Required: true } || term.Where == LeverWhere.OneWijk)
        {
            throw new UsageException(
                new(
                    $"a lever {term.Name} needs more than a size; put one in the scenario, with a name, and ask for that name",
                    $"een knop {term.Name} heeft meer nodig dan een maat; zet er een in het scenario, met een naam, en vraag naar die naam"
                )
            );
        }
        return (new(term.Kind, "all", [], start, 1, Ramp.Linear, Exactly(0)), null);
    }

    private Lever Turned(double value) =>
        TurnsAmount ? Lever with { Amount = Exactly(value) } : Lever with { Effect = Exactly(value) };

    /// <summary>As far as the scenario goes along: a share does not pass the whole.</summary>
    private LeverAdjustment Within(ProjectionInputs inputs)
    {
        var end = To;
        for (var halving = 0; ; halving++, end /= 2)
        {
            try
            {
                _ = LeverPlan.Of(Apply(inputs.Scenario, (double)end), inputs.Fit, new CellPlan(inputs.Fit));
                return this with { To = end };
            }
            catch (SourceFormatException) when (halving < Halvings)
            {
                // Half as far may still be possible.
            }
        }
    }
}
