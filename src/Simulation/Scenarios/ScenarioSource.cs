namespace Populatie.Simulation.Scenarios;

/// <summary>The text of a scenario and what messages call it.</summary>
/// <param name="File">A path, or the name of a shipped scenario.</param>
/// <param name="IsShipped">Whether it came with the program.</param>
public sealed record ScenarioSource(string File, string Text, bool IsShipped = false);

/// <summary>Finds the scenario that another one extends, by its name; null when there is none.</summary>
public delegate ScenarioSource? FindScenario(string name, ScenarioSource askedBy);
