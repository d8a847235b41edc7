using Populatie.Analytics.Sources.Embedded;
using Populatie.Simulation.Scenarios.Notation;

namespace Populatie.Simulation.Scenarios;

/// <summary>
/// What a scenario assumes where its text is silent: the shipped file <c>geodata/simulation/defaults.yaml</c>, laid under
/// every scenario. Each is a stated assumption with a range, is written into the RunCard, and is set by its key.
/// </summary>
internal static class Defaults
{
    public const string File = "geodata/simulation/defaults.yaml";

    private static readonly Lazy<MapNode> Shipped = new(Read);

    private static readonly Lazy<Scenario> Filled = new(() =>
        ScenarioReader.Parse("name: silent\nbase: {year: 2025}\nhorizon: 2040\ngrowth: {}\n", "defaults")
    );

    public static MapNode Text => Shipped.Value;

    /// <summary>A scenario that says nothing but its years.</summary>
    public static Scenario Scenario => Filled.Value;

    public static StaffChoice Staff => Scenario.Staff;

    public static SpaceChoice Space => Scenario.Space;

    public static AccessChoice Access => Scenario.Access;

    public static QueueChoice Queue => Scenario.Queue;

    public static MoneyChoice Money => Scenario.Money;

    private static MapNode Read() =>
        (MapNode)SettingNode.Parse(EmbeddedFiles.Text(File), File, new("assumptions in YAML", "aannamen in YAML"));
}
