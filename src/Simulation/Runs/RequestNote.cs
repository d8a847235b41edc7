using Populatie.Analytics.Need;

namespace Populatie.Simulation.Runs;

/// <summary>What the request rates of a run rest on, as its card says.</summary>
/// <param name="Evidence">Requests, of people who still wait too: what capacity let start does not enter.</param>
/// <param name="StartsWithoutRequest">In [0, 1]: spells of which no record names the request, so that the start stood in.</param>
/// <param name="Corrected">Whether those starts were corrected for waits that grew or shrank.</param>
public sealed record RequestNote(string Evidence, double StartsWithoutRequest, bool Corrected)
{
    internal static RequestNote? Of(Fit fit) =>
        fit.RequestDays is { } days
            ? new("requests, those still waiting included", days.WithoutRequestShare, days.IsCorrected)
            : null;
}
