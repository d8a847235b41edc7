namespace Populatie.Analytics.Need.Unmet;

/// <summary>Names of the measures of unmet need; unit: persons.</summary>
public static class UnmetMeasures
{
    public const string Unmet = "unmet";
    public const string Waiting = "unmet_waiting";
    public const string Held = "unmet_held";
    public const string Hidden = "unmet_hidden";
    public const string Foregone = "unmet_foregone";

    /// <summary>The sum first, then the parts in the order of precedence.</summary>
    public static readonly IReadOnlyList<string> All = [Unmet, Waiting, Held, Foregone, Hidden];
}
