using Populatie.Analytics.Need;

namespace Populatie.Simulation.Sources;

/// <summary>The text of what a scenario assumes where it is silent.</summary>
internal static class ShippedAssumptions
{
    public const string Name = "geodata/simulation/defaults.yaml";

    public static string Read()
    {
        using var stream =
            typeof(Fit).Assembly.GetManifestResourceStream(Name)
            ?? throw new InvalidOperationException($"{Name} is not embedded");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
