using System.Reflection;
using Populatie.Analytics.Sources.Embedded;

namespace Populatie.Simulation.Scenarios;

/// <summary>The scenarios that come with the program: the files of the folder <c>scenarios/</c>, kept inside it.</summary>
public static class ShippedScenarios
{
    public const string Base = "basis-2040";

    private const string Folder = "scenarios/";
    private const string Extension = ".yaml";
    private static readonly Assembly Program = typeof(ShippedScenarios).Assembly;

    /// <summary>Names without extension, in ordinal order.</summary>
    public static IReadOnlyList<string> Names { get; } = EmbeddedFiles.Names(Folder, Extension, Program);

    /// <summary>The shipped scenario of that name; null when there is none. What asks for it does not matter.</summary>
    public static ScenarioSource? Find(string name, ScenarioSource askedBy) =>
        Names.Contains(name, StringComparer.Ordinal)
            ? new(Folder + name + Extension, Read(name), IsShipped: true)
            : null;

    /// <exception cref="ArgumentException">No such scenario.</exception>
    public static string Read(string name) => EmbeddedFiles.Text(Folder + name + Extension, Program);
}
