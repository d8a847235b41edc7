using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Populatie.Server.Problems;

namespace Populatie.Server.Http;

/// <summary>What the Dutch API Design Rules ask of every answer.</summary>
internal static class Conventions
{
    /// <summary>Of the API: major.minor.patch; the major is in every address.</summary>
    public const string Version = "1.0.0";

    /// <summary>How many headers there are that no answer goes without.</summary>
    public const int Headers = 2;

    private static readonly StringValues VersionHeader = Version;
    private static readonly StringValues NoSniff = "nosniff";

    public static Task Keep(HttpContext context, RequestDelegate next)
    {
        Stamp(context.Response);
        var path = context.Request.Path.Value;
        if (path is { Length: > 1 } && path[^1] == '/')
        {
            throw ApiFault.NotFound(
                $"addresses do not end in a slash; ask for {path.TrimEnd('/')}",
                $"adressen eindigen niet op een schuine streep; vraag {path.TrimEnd('/')}"
            );
        }
        return next(context);
    }

    /// <summary>Headers that no answer goes without.</summary>
    public static void Stamp(HttpResponse response)
    {
        response.Headers["API-Version"] = VersionHeader;
        response.Headers.XContentTypeOptions = NoSniff;
    }
}
