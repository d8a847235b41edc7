using Populatie.Analytics.Evidence;
using Populatie.Simulation.Scenarios.Notation;

namespace Populatie.Simulation.Scenarios;

/// <summary>Reads the way to care: access, order of service, and what waiting does.</summary>
internal static class QueueReader
{
    public static AccessChoice Access(Section section)
    {
        var past = section.Sub("past-team");
        return new(
            section.Quantity("intake-hours"),
            ScenarioReader.FittedOr(section, "inquiry"),
            past.Quantity("wmo"),
            past.Quantity("jeugd")
        );
    }

    public static QueueChoice Queue(Section section)
    {
        var (safety, norm) = (section.Sub("safety"), section.Sub("norm"));
        return new(
            Safety(safety, "wmo"),
            Safety(safety, "jeugd"),
            section.Quantity("urgent"),
            ScenarioReader.FittedOr(section, "drop-out"),
            ScenarioReader.FittedOr(section, "helped"),
            ScenarioReader.FittedOr(section, "worsen"),
            Norm(norm.Sub("wmo")),
            Norm(norm.Sub("jeugd"))
        );
    }

    private static WaitNorm Norm(Section section) => new(section.Quantity("decision"), section.Quantity("start"));

    /// <summary>Who cannot wait is served first and always; that share has a floor, which the shipped assumption states.</summary>
    private static Assumption Safety(Section section, string act)
    {
        var stated = section.Quantity(act);
        var floor = FloorOf(act);
        if (stated.Low >= floor)
        {
            return stated;
        }
        var least = Unit.Percent.Format(floor);
        throw section
            .Get(act)
            .Place.Fault(
                new(
                    $"safety of {Unit.Percent.Format(stated.Low)}",
                    $"veiligheid van {Unit.Percent.Format(stated.Low)}"
                ),
                new(
                    $"{least} or more: the floor that no scenario lowers",
                    $"{least} of meer: de bodem die geen scenario verlaagt"
                ),
                Section.Advice($"{act}: {least}")
            );
    }

    private static double FloorOf(string act)
    {
        var queue = Section.Of(Defaults.Text.Find("queue")!, QueueGrammar.Queue);
        return queue.Sub("safety").Quantity(act).Low;
    }
}
