using System.Collections.Immutable;
using Populatie.Analytics.Records;
using Populatie.Simulation.Scenarios.Notation;

namespace Populatie.Simulation.Scenarios;

/// <summary>Reads contracts and the rule of sharing.</summary>
internal static class MoneyReader
{
    /// <param name="year">Base year: budgets are at its prices.</param>
    public static MoneyChoice Read(Section section, int year)
    {
        var contracts = ImmutableArray.CreateBuilder<Contract>();
        foreach (var node in section.Items("contracts"))
        {
            var contract = One(Section.Of(node, MoneyGrammar.Contract), section, year);
            if (contracts.Any(c => (c.Act, c.Track) == (contract.Act, contract.Track)))
            {
                var whose = $"{contract.Act} {(int)contract.Track}";
                throw node.Place.Fault(
                    new($"a second contract for {whose}", $"een tweede contract voor {whose}"),
                    new("one contract for an act and a track", "één contract voor een wet en een spoor"),
                    new(
                        "remove one; a change of form in a later year is a lever: contract",
                        "haal er een weg; een andere vorm in een later jaar is een knop: contract"
                    )
                );
            }
            contracts.Add(contract);
        }
        return new(contracts.ToImmutable(), section.Word("allocation", ScenarioWords.Rules));
    }

    private static Contract One(Section section, Section money, int year)
    {
        var form = section.Word("form", ScenarioWords.Forms);
        var policy = section.Word("policy", ScenarioWords.Policies, BudgetPolicy.Queue);
        if (form == ContractForm.LumpSum && policy == BudgetPolicy.Overspend)
        {
            throw section
                .Get("policy")
                .Place.Fault(
                    new("overspend under taakgericht", "overspend bij taakgericht"),
                    new(
                        "queue or reallocate: a lump sum has a ceiling",
                        "queue of reallocate: een vast bedrag heeft een plafond"
                    ),
                    new(
                        "write policy: queue, or form: inspanningsgericht",
                        "schrijf policy: queue, of form: inspanningsgericht"
                    )
                );
        }
        return new(
            section.Word("act", ScenarioWords.Acts),
            (Track)section.Whole("track"),
            form,
            policy,
            section.QuantityOrNone("budget", year),
            section.QuantityOrNone("indexation") ?? money.Quantity("indexation"),
            section.QuantityOrNone("induced") ?? money.Quantity("induced")
        );
    }
}
