using System.Globalization;
using System.Text;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Analysis.BreakEven;

/// <summary>An answer as a scenario that extends the one that was asked about.</summary>
public static class BreakEvenScenario
{
    /// <param name="name">Of the new scenario.</param>
    /// <param name="extends">What the other is found by, from where this one is kept.</param>
    public static string Text(
        string name,
        string extends,
        Scenario scenario,
        Target target,
        BreakEvenAnswer answer,
        BreakEvenSettings settings
    )
    {
        var (turned, of) = (answer.Adjustment, settings.Replicates);
        return new StringBuilder()
            .Append(
                CultureInfo.InvariantCulture,
                $"# {target} in {100 * settings.Probability:0.#}% of the futures: {turned.Name} at {turned.Format(answer.Value)} or further.\n"
            )
            .Append(
                CultureInfo.InvariantCulture,
                $"# Met in {answer.Met} of {of} futures (seed {settings.Seed}), and in {answer.FreshMet} of {of} with fresh seeds.\n"
            )
            .Append(CultureInfo.InvariantCulture, $"name: {Adjustment.Quoted(name)}\n")
            .Append(CultureInfo.InvariantCulture, $"extends: {Adjustment.Quoted(extends)}\n")
            .Append(turned.Lines(scenario, answer.Value))
            .ToString();
    }
}
