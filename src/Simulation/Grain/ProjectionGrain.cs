using Populatie.Analytics.Faults;

namespace Populatie.Simulation.Grain;

/// <summary>The smallest unit that a projection reckons with.</summary>
public enum ProjectionGrain
{
    Buurt,
    Wijk,
}

/// <summary>Grains as commands spell them.</summary>
public static class ProjectionGrains
{
    /// <exception cref="UsageException">There is no such grain.</exception>
    public static ProjectionGrain Parse(string text) =>
        text switch
        {
            "buurt" => ProjectionGrain.Buurt,
            "wijk" => ProjectionGrain.Wijk,
            _ => throw new UsageException(
                new(
                    $"--grain {text} is not known; choose buurt or wijk",
                    $"--grain {text} is onbekend; kies buurt of wijk"
                )
            ),
        };
}
