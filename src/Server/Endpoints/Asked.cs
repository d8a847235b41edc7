using System.Globalization;
using Microsoft.AspNetCore.Http;
using Populatie.Analytics.Faults;
using Populatie.Server.Problems;

namespace Populatie.Server.Endpoints;

/// <summary>What several endpoints read from a request, and refuse, in the same way.</summary>
internal static class Asked
{
    /// <param name="example">A year to name where the text is none.</param>
    /// <returns>Null when no year was named.</returns>
    /// <exception cref="ApiFault">The text is no number.</exception>
    public static int? Year(string? text, int example = 2035) =>
        text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year
        : throw ApiFault.Bad(
            $"a year is a number, for example {example}",
            $"een jaar is een getal, bijvoorbeeld {example}"
        );

    /// <summary>
    /// An answer about two runs. Runs that are not the same futures are there, but cannot be held against each other: 422, not 404.
    /// </summary>
    public static T OfTwo<T>(Func<T> answer)
    {
        try
        {
            return answer();
        }
        catch (UsageException refused)
        {
            throw new ApiFault(StatusCodes.Status422UnprocessableEntity, refused.Text);
        }
    }
}
