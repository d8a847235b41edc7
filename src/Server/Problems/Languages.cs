using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Populatie.Analytics.Faults;

namespace Populatie.Server.Problems;

/// <summary>The language of an answer: Dutch for who prefers it, else English.</summary>
internal static class Languages
{
    public static Language Of(HttpRequest request)
    {
        var best = request
            .GetTypedHeaders()
            .AcceptLanguage.Where(l => Is(l.Value.Value, "nl") || Is(l.Value.Value, "en"))
            .OrderByDescending(l => l.Quality ?? 1)
            .Select(l => l.Value.Value)
            .FirstOrDefault();
        return Is(best, "nl") ? Language.Dutch : Language.English;
    }

    /// <summary>The same, and the answer says that it depends on it.</summary>
    public static Language Answered(HttpRequest request)
    {
        request.HttpContext.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        return Of(request);
    }

    private static bool Is(string? tag, string language) =>
        tag?.StartsWith(language, StringComparison.OrdinalIgnoreCase) == true;
}
