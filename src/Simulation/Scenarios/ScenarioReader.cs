using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Simulation.Scenarios.Levers;
using Populatie.Simulation.Scenarios.Notation;

namespace Populatie.Simulation.Scenarios;

/// <summary>Text in YAML → <see cref="Scenario"/>. What the text does not say comes from what it extends, or else is the stated default.</summary>
public static class ScenarioReader
{
    private const int LongestHorizon = 75;

    /// <param name="text">The scenario in YAML; it can extend shipped scenarios only.</param>
    /// <param name="file">Name for messages.</param>
    /// <exception cref="SourceFormatException">Anything unknown, missing or out of range; told with line and column.</exception>
    public static Scenario Parse(string text, string file) => Read(new(file, text), ShippedScenarios.Find);

    /// <param name="source">The scenario in YAML.</param>
    /// <param name="find">Where scenarios to extend are found.</param>
    /// <exception cref="SourceFormatException">Anything unknown, missing or out of range; told with line and column.</exception>
    public static Scenario Read(ScenarioSource source, FindScenario find)
    {
        var document = ScenarioDocument.Load(source, find);
        var scenario = Read(document);
        LeverCheck.Check(scenario);
        return scenario;
    }

    private static Scenario Read(ScenarioDocument document)
    {
        var root = Section.Of(document.Root, ScenarioGrammar.Root);
        var start = root.Sub("base");
        var year = start.Whole("year");
        var segments = IsSegments(root);
        return new Scenario
        {
            Origin = ScenarioOrigin.Of(document.File, document.Root),
            Name = root.Text("name"),
            Base = new(
                year,
                start.Text("cube", "latest"),
                start.Text("population", "latest"),
                start.Text("fit", "latest")
            ),
            Horizon = root.Whole("horizon", null, year + 1, year + LongestHorizon),
            StepsPerYear = root.Word("steps", ScenarioWords.Steps),
            Growth = Growth(root.Sub("growth")),
            Prices = Prices(root.Sub("prices")),
            Capacity = CapacityReader.Choice(root),
            Groups = GroupReader.Read(root.Get("groups")),
            Staff = CapacityReader.Staff(root.Sub("staff")),
            Space = CapacityReader.Space(root.Sub("space")),
            Access = QueueReader.Access(root.Sub("access")),
            Queue = QueueReader.Queue(root.Sub("queue")),
            Money = MoneyReader.Read(root.Sub("money"), year),
            TakeUp = segments ? Neutral : root.Quantity("take-up"),
            TakeUpBySegments = segments,
            Uncertainty = Uncertainty(root.Sub("uncertainty")),
            Levers = LeverReader.Read(root, year),
        };
    }

    private static Assumption Neutral { get; } = new(1, 1, 1, "neutral: the segments carry the take-up", 1);

    private static bool IsSegments(Section root) =>
        root.Get("take-up") is TextNode text && ScenarioWords.Segments.TryFind(text.Text.Trim(), out _);

    private static GrowthChoice Growth(Section section) =>
        new(
            section.Text("vintage"),
            section.Word("mode", ScenarioWords.Modes),
            section.QuantityOrNone("wmo"),
            section.QuantityOrNone("jeugd"),
            section.Quantity("other"),
            section.Whole("period-convention"),
            section.Word("trend", ScenarioWords.Switches)
        );

    private static PriceChoice Prices(Section section) =>
        new(section.Quantity("relative"), section.Quantity("deflator"));

    private static UncertaintyChoice Uncertainty(Section section) =>
        new(
            section.Word("parameters", ScenarioWords.Switches),
            FittedOr(section, "wijk-volatility"),
            FittedOr(section, "city-volatility")
        );

    /// <summary>Null for what the fit found.</summary>
    internal static Assumption? FittedOr(Section section, string key) =>
        section.Get(key) is TextNode text && ScenarioWords.Fitted.TryFind(text.Text.Trim(), out _)
            ? null
            : section.Quantity(key);
}
