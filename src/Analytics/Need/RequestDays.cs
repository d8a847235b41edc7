namespace Populatie.Analytics.Need;

/// <summary>On which days the requests behind a fit rest: on that of the request, or, where no record names it, of the start.</summary>
/// <param name="Begun">Shape [P]: spells begun in the window.</param>
/// <param name="WithoutRequest">Shape [P]: those of them of which no record names the day of the request.</param>
/// <param name="Raised">
/// Shape [P]: what all requests of the window were multiplied by, because starts that stand in for requests come too few while
/// waits grow, and too many while they shrink; 1 where none stands in.
/// </param>
public sealed record RequestDays(double[] Begun, double[] WithoutRequest, double[] Raised)
{
    /// <summary>In [0, 1]: of all spells begun in the window, those of which no record names the day of the request.</summary>
    public double WithoutRequestShare => Begun.Sum() is > 0 and var all ? WithoutRequest.Sum() / all : 0;

    /// <summary>Whether any product's requests were corrected.</summary>
    public bool IsCorrected => Raised.Any(r => r != 1);
}
