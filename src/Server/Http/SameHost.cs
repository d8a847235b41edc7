using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Populatie.Server.Problems;

namespace Populatie.Server.Http;

/// <summary>
/// Answers only who asks for this server by a name that is its own: a page elsewhere can make its own name point at this
/// machine, and would then read along. What changes something must moreover come from a page of this server, or from no page.
/// </summary>
internal sealed class SameHost(ServeOptions options)
{
    private readonly HashSet<string> names = new(options.Names, StringComparer.OrdinalIgnoreCase);

    /// <summary>The name that was found right last; a reader uses one.</summary>
    private string lastKnown = "";

    /// <summary>Whether a Host header names this server.</summary>
    public bool Knows(StringValues header)
    {
        if (header.Count != 1 || header[0] is not { } host)
        {
            return false;
        }
        if (string.Equals(host, Volatile.Read(ref lastKnown), StringComparison.Ordinal))
        {
            return true;
        }
        if (!names.Contains(new HostString(host).Host))
        {
            return false;
        }
        Volatile.Write(ref lastKnown, host);
        return true;
    }

    public Task Check(HttpContext context, RequestDelegate next)
    {
        var headers = context.Request.Headers;
        if (!Knows(headers.Host))
        {
            throw new ApiFault(
                StatusCodes.Status421MisdirectedRequest,
                new(
                    $"this server is not called that; ask for {string.Join(", ", names)}",
                    $"zo heet deze server niet; vraag {string.Join(", ", names)}"
                )
            );
        }
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            foreach (var origin in headers.Origin)
            {
                CheckOrigin(origin ?? "", headers.Host.ToString());
            }
        }
        return next(context);
    }

    /// <summary>A proxy may ask for this server by another name than its readers do; those names are known.</summary>
    private void CheckOrigin(string origin, string host)
    {
        var isOurs =
            Uri.TryCreate(origin, UriKind.Absolute, out var page)
            && (
                string.Equals(page.Authority, host, StringComparison.OrdinalIgnoreCase)
                || (options.SignIn?.Hosts.Contains(page.Host, StringComparer.OrdinalIgnoreCase) == true)
            );
        if (!isOurs)
        {
            throw new ApiFault(
                StatusCodes.Status403Forbidden,
                new(
                    "this comes from a page that is not of this server",
                    "dit komt van een pagina die niet van deze server is"
                )
            );
        }
    }
}
