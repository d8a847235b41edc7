using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Populatie.Server.Features;
using Populatie.Server.Problems;

namespace Populatie.Server.Ogc;

/// <summary>Reads what a query says, as strictly as the standard wants. What is not described was refused before.</summary>
internal static partial class OgcQuery
{
    /// <summary>What is said under a name; null when nothing is.</summary>
    /// <exception cref="ApiFault">400: it is said more than once.</exception>
    public static string? One(IQueryCollection query, string name)
    {
        var values = query[name];
        return values.Count <= 1
            ? values.ToString() is { Length: > 0 } value
                ? value
                : null
            : throw ApiFault.Bad($"{name} is given more than once", $"{name} is meer dan eens gegeven");
    }

    /// <exception cref="ApiFault">400: it is no number, or out of range.</exception>
    public static int? NumberIn(IQueryCollection query, string name, int least, int most)
    {
        if (One(query, name) is not { } text)
        {
            return null;
        }
        return
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
            ? number
            : throw ApiFault.Bad(
                $"{name} is a whole number from {least} to {most}",
                $"{name} is een geheel getal van {least} tot en met {most}"
            );
    }

    /// <summary>CRS84 when nothing is said.</summary>
    /// <exception cref="ApiFault">400: there is no such reference system here.</exception>
    public static CoordinateSystem SystemIn(IQueryCollection query, string name)
    {
        if (One(query, name) is not { } text)
        {
            return CoordinateSystem.Crs84;
        }
        var known = string.Join(", ", CoordinateSystem.All.Select(s => s.Uri));
        return CoordinateSystem.Find(text)
            ?? throw ApiFault.Bad($"{name} is one of {known}", $"{name} is een van {known}");
    }

    /// <summary>Areas are of no moment: any time will do, but it must be one.</summary>
    /// <exception cref="ApiFault">400: it is neither a moment nor an interval.</exception>
    public static void CheckTime(IQueryCollection query)
    {
        if (One(query, "datetime") is not { } text)
        {
            return;
        }
        var ends = text.Split('/');
        var isTime = ends.Length switch
        {
            1 => IsMoment(text),
            2 => (IsOpen(ends[0]) || IsMoment(ends[0])) && (IsOpen(ends[1]) || IsMoment(ends[1])),
            _ => false,
        };
        if (!isTime)
        {
            throw ApiFault.Bad(
                "datetime is a moment or an interval, like 2026-01-01T00:00:00Z or 2026-01-01T00:00:00Z/..",
                "datetime is een moment of een periode, zoals 2026-01-01T00:00:00Z of 2026-01-01T00:00:00Z/.."
            );
        }
    }

    private static bool IsOpen(string end) => end is "" or "..";

    private static bool IsMoment(string text) =>
        Moment().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _);

    [GeneratedRegex(
        @"^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d))?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Moment();
}
