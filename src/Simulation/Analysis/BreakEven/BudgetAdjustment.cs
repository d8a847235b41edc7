using System.Globalization;
using System.Text;
using Populatie.Analytics.Faults;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Notation;

namespace Populatie.Simulation.Analysis.BreakEven;

/// <summary>The yearly budget of a contract, at prices of the base year.</summary>
public sealed record BudgetAdjustment : Adjustment
{
    /// <summary>How many times what the base year cost the search goes up to.</summary>
    private const decimal Times = 3;

    private const double CentsPerEuro = 100;

    public required int Contract { get; init; }

    /// <summary>What the base year cost; euros.</summary>
    public required double Now { get; init; }

    /// <param name="contract">An act and a track: <c>Wmo 3</c>.</param>
    /// <exception cref="UsageException">The scenario has no such contract, or money does not bind.</exception>
    public static BudgetAdjustment Of(ProjectionInputs inputs, string contract, string? between)
    {
        var scenario = inputs.Scenario;
        var names = scenario.Money.Contracts.Select(NameOf).ToList();
        var asked = contract.Replace("track-", "", StringComparison.OrdinalIgnoreCase).Replace('-', ' ').Trim();
        var at = names.FindIndex(n => string.Equals(n, asked, StringComparison.OrdinalIgnoreCase));
        if (!scenario.Capacity.Money || scenario.Growth.Mode == GrowthMode.TopDown)
        {
            throw new UsageException(
                new(
                    "no stated budget binds in this scenario; write capacity: {money: on}, and growth: {mode: bottom-up}",
                    "in dit scenario knelt geen opgegeven budget; schrijf capacity: {money: on}, en growth: {mode: bottom-up}"
                )
            );
        }
        if (at < 0)
        {
            var known = names.Count == 0 ? "–" : string.Join(", ", names);
            throw new UsageException(
                new(
                    $"the scenario has no contract {contract}; it has: {known}. Add one under money: contracts",
                    $"het scenario heeft geen contract {contract}; het heeft: {known}. Voeg er een toe onder money: contracts"
                )
            );
        }
        var plan = new ProjectionPlan(inputs).Capacity.Money;
        var stated = scenario.Money.Contracts[at];
        var now = plan
            .BaseCost.Where((_, i) => (plan.Contracts[i].Act, plan.Contracts[i].Track) == (stated.Act, stated.Track))
            .Sum(c => c / CentsPerEuro);
        var (from, to) = between is null ? (0, Math.Ceiling((decimal)now * Times)) : Range(between, Unit.Euro);
        return new()
        {
            Name = $"budget {names[at]}",
            From = from,
            To = Math.Max(to, from + 1),
            Unit = Unit.Euro,
            Contract = at,
            Now = now,
        };
    }

    public override Scenario Apply(Scenario scenario, double value) =>
        scenario with
        {
            Money = scenario.Money with
            {
                Contracts = scenario.Money.Contracts.SetItem(
                    Contract,
                    scenario.Money.Contracts[Contract] with
                    {
                        Budget = Exactly(value),
                    }
                ),
            },
        };

    /// <summary>All contracts: a list in a scenario takes the place of the whole list before it.</summary>
    public override string Lines(Scenario scenario, double value)
    {
        var text = new StringBuilder("money:\n  contracts:\n");
        foreach (var contract in Apply(scenario, value).Money.Contracts)
        {
            text.Append(CultureInfo.InvariantCulture, $"    - act: {contract.Act}\n")
                .Append(CultureInfo.InvariantCulture, $"      track: {(int)contract.Track}\n")
                .Append(
                    CultureInfo.InvariantCulture,
                    $"      form: {ScenarioWords.Forms.Choices.First(c => c.Value == contract.Form).Word.Name}\n"
                )
                .Append(
                    CultureInfo.InvariantCulture,
                    $"      policy: {ScenarioWords.Policies.Choices.First(c => c.Value == contract.Policy).Word.Name}\n"
                );
            if (contract.Budget is { } budget)
            {
                text.Append(CultureInfo.InvariantCulture, $"      budget: {Long(budget, Unit.Euro)}\n");
            }
            text.Append(CultureInfo.InvariantCulture, $"      indexation: {Long(contract.Indexation, Unit.Percent)}\n")
                .Append(CultureInfo.InvariantCulture, $"      induced: {Long(contract.Induced, Unit.Percent)}\n");
        }
        return text.ToString();
    }

    private static string NameOf(Contract contract) =>
        FormattableString.Invariant($"{contract.Act} {(int)contract.Track}");
}
