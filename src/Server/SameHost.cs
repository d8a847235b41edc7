using Microsoft.AspNetCore.Http;
using Populatie.Server.Problems;

namespace Populatie.Server;

/// <summary>
/// Answers only who asks for this server by a name that is its own: a page elsewhere can make its own name point at this
/// machine, and would then read along. What changes something must moreover come from a page of this server, or from no page.
/// </summary>
internal sealed class SameHost(ServeOptions options)
{
    private readonly HashSet<string> names = new(options.Names, StringComparer.OrdinalIgnoreCase);

    /// <summary>The name that was found right last; a reader uses one.</summary>
    private string lastKnown = "";

    public Task Check(HttpContext context, RequestDelegate next)
    {
        var headers = context.Request.Headers;
        var host = headers.Host.Count == 1 ? headers.Host[0] ?? "" : "";
        if (!string.Equals(host, Volatile.Read(ref lastKnown), StringComparison.Ordinal))
        {
            if (!names.Contains(new HostString(host).Host))
            {
                throw new ApiFault(
                    StatusCodes.Status421MisdirectedRequest,
                    new(
                        $"this server is not called that; ask for {string.Join(", ", names)}",
                        $"zo heet deze server niet; vraag {string.Join(", ", names)}"
                    )
                );
            }
            Volatile.Write(ref lastKnown, host);
        }
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            foreach (var origin in headers.Origin)
            {
                CheckOrigin(origin ?? "", host);
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
