using Populatie.Analytics.Faults;

namespace Populatie.Server.Problems;

/// <summary>A request that cannot be met, and what to ask instead.</summary>
internal class ApiFault(int status, Bilingual text) : Exception(text.English)
{
    public int Status { get; } = status;

    public Bilingual Text { get; } = text;

    /// <summary>Seconds after which it may be met; null when waiting does not help.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>404: there is no such thing; the text names what there is.</summary>
    public static ApiFault NotFound(string english, string dutch) => new(404, new(english, dutch));

    /// <summary>400: this cannot be asked.</summary>
    public static ApiFault Bad(string english, string dutch) => new(400, new(english, dutch));
}
