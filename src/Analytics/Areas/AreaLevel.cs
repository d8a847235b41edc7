namespace Populatie.Analytics.Areas;

/// <summary>The levels at which figures are shown. Buurt ⊂ Wijk ⊂ Gemeente; the others are groupings of buurten.</summary>
public enum AreaLevel : byte
{
    Gemeente,
    Wijk,
    Buurt,
    Buurtteam,
    ProviderArea,
}

/// <summary>Names of the levels as commands, files and HTTP spell them.</summary>
public static class AreaLevels
{
    public static string ToName(this AreaLevel level) =>
        level switch
        {
            AreaLevel.Gemeente => "gemeente",
            AreaLevel.Wijk => "wijk",
            AreaLevel.Buurt => "buurt",
            AreaLevel.Buurtteam => "buurtteam",
            AreaLevel.ProviderArea => "provider-area",
            _ => throw new ArgumentOutOfRangeException(nameof(level), level, "unknown level"),
        };

    public static bool TryParse(string text, out AreaLevel level)
    {
        foreach (var candidate in Enum.GetValues<AreaLevel>())
        {
            if (string.Equals(candidate.ToName(), text, StringComparison.OrdinalIgnoreCase))
            {
                level = candidate;
                return true;
            }
        }
        level = default;
        return false;
    }
}
