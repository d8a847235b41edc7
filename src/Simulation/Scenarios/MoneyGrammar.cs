using Populatie.Simulation.Scenarios.Notation;
using static Populatie.Simulation.Scenarios.Notation.Keys;

namespace Populatie.Simulation.Scenarios;

/// <summary>Keys of contracts and of the rule of sharing.</summary>
internal static class MoneyGrammar
{
    public static readonly SectionShape Contract = new([
        new("act", ScenarioWords.Acts, new("Wmo or Jeugd", "Wmo of Jeugd"), Required: true),
        new("track", new WholeShape(1, 3), new("1, 2 or 3", "1, 2 of 3"), Required: true, Example: "3"),
        new("form", ScenarioWords.Forms, new("how the municipality pays", "hoe de gemeente betaalt"), Required: true),
        new(
            "policy",
            ScenarioWords.Policies,
            new("what happens when the budget is spent", "wat gebeurt als het budget op is")
        ),
        new(
            "budget",
            new QuantityShape(Unit.Euro, 0),
            new(
                "per year at prices of the base year; silent: what the base year cost",
                "per jaar in prijzen van het basisjaar; anders: wat het basisjaar kostte"
            )
        ),
        Rate(
            "indexation",
            "growth of the budget above the deflator, per year",
            "groei van het budget boven de deflator, per jaar"
        ),
        Rate(
            "induced",
            "growth of volume per year that the form itself brings about (inspanningsgericht)",
            "groei van het volume per jaar die de vorm zelf uitlokt (inspanningsgericht)",
            low: 0
        ),
    ]);

    public static readonly SectionShape Money = new([
        new(
            "allocation",
            ScenarioWords.Rules,
            new("how scarce help is shared over buurten", "hoe schaarse hulp over buurten wordt verdeeld")
        ),
        Rate(
            "indexation",
            "growth of budgets above the deflator, where a contract is silent",
            "groei van budgetten boven de deflator, waar een contract zwijgt"
        ),
        Rate(
            "induced",
            "induced growth of volume, where a contract is silent",
            "uitgelokte groei van volume, waar een contract zwijgt",
            low: 0
        ),
        new(
            "contracts",
            new ListShape(Contract),
            new("what is paid for an act and a track", "wat voor een wet en een spoor wordt betaald")
        ),
    ]);
}
