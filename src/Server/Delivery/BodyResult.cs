using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Populatie.Server.SignIn;

namespace Populatie.Server.Delivery;

/// <summary>Answers with a body: 304 to who has it already, headers alone to HEAD, compressed to who accepts that.</summary>
internal sealed class BodyResult(Body body, Freshness freshness) : IResult
{
    private static readonly StringValues VaryByEncoding = HeaderNames.AcceptEncoding;

    private static readonly StringValues VaryByReader = $"{HeaderNames.AcceptEncoding}, {HeaderNames.Authorization}";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var form = AcceptedForm.Of(body, request.Headers.AcceptEncoding);
        var isPrivate = httpContext.Features.Get<Caller>() is not null;
        var (vary, by) = (response.Headers.Vary, isPrivate ? VaryByReader : VaryByEncoding);
        response.Headers.Vary = vary.Count == 0 ? by : StringValues.Concat(vary, by);
        response.Headers.CacheControl = isPrivate ? Freshness.Private.Header : freshness.Header;
        var held = Held(request.Headers.IfNoneMatch);
        if (held is not null)
        {
            response.Headers.ETag = held;
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        response.Headers.ETag = form.Tag;
        response.ContentType = body.ContentType;
        response.ContentLength = form.Bytes.Length;
        if (form.Encoding.Length > 0)
        {
            response.Headers.ContentEncoding = form.Encoding;
        }
        return HttpMethods.IsHead(request.Method)
            ? Task.CompletedTask
            : response.BodyWriter.WriteAsync(form.Bytes, httpContext.RequestAborted).AsTask();
    }

    /// <summary>The tag under which the client has this body, in whatever form; null when it has not.</summary>
    private string? Held(StringValues tags)
    {
        foreach (var line in tags)
        {
            if (line is null)
            {
                continue;
            }
            foreach (var form in (Body.Form?[])[body.Plain, body.Gzip, body.Brotli])
            {
                // Tags are in quotes and hold no quotes: one cannot be part of another.
                if (form is not null && line.Contains(form.Tag, StringComparison.Ordinal))
                {
                    return form.Tag;
                }
            }
            if (string.Equals(line.Trim(), "*", StringComparison.Ordinal))
            {
                return body.Plain.Tag;
            }
        }
        return null;
    }
}

/// <summary>How long a client may use an answer without asking again.</summary>
internal readonly record struct Freshness(StringValues Header)
{
    /// <summary>What stands at this address never changes: its address names its content.</summary>
    public static readonly Freshness Forever = new("public, max-age=31536000, immutable");

    /// <summary>To be asked for again each time; costs a 304.</summary>
    public static readonly Freshness AskAgain = new("no-cache");

    /// <summary>For who signed in: no cache on the way keeps it, and the next who signs in here is asked who they are.</summary>
    public static readonly Freshness Private = new("private, no-cache");
}
