using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Populatie.Server.Http;
using Populatie.Server.SignIn;

namespace Populatie.Server.Delivery;

/// <summary>Answers with a body: 304 to who has it already, headers alone to HEAD, compressed to who accepts that.</summary>
internal sealed class BodyResult(Body body, Freshness freshness) : IResult
{
    /// <summary>Those that no answer goes without, and the two from here: who says more is not answered from memory.</summary>
    private const int UsualHeaders = Conventions.Headers + 2;

    private static readonly StringValues VaryByEncoding = HeaderNames.AcceptEncoding;

    private static readonly StringValues VaryByReader = $"{HeaderNames.AcceptEncoding}, {HeaderNames.Authorization}";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var isPrivate = httpContext.Features.Get<Caller>() is not null;
        var headers = httpContext.Response.Headers;
        var (vary, by) = (headers.Vary, isPrivate ? VaryByReader : VaryByEncoding);
        headers.Vary = vary.Count == 0 ? by : StringValues.Concat(vary, by);
        headers.CacheControl = isPrivate ? Freshness.Private.Header : freshness.Header;
        if (freshness.StandsAsLongAsTheServer && headers.Count == UsualHeaders)
        {
            httpContext.RequestServices.GetService<WarmAnswers>()?.Keep(httpContext, body, freshness);
        }
        return Send(httpContext, body);
    }

    /// <summary>The same from memory: no other header depends on who asks.</summary>
    public static Task Warm(HttpContext context, Body body, Freshness freshness)
    {
        var headers = context.Response.Headers;
        headers.Vary = VaryByEncoding;
        headers.CacheControl = freshness.Header;
        return Send(context, body);
    }

    private static Task Send(HttpContext context, Body body)
    {
        var (request, response) = (context.Request, context.Response);
        var (asked, headers) = (request.Headers, response.Headers);
        if (asked.IfNoneMatch is { Count: > 0 } tags && Held(body, tags) is { Count: > 0 } held)
        {
            headers.ETag = held;
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        var form = AcceptedForm.Of(body, asked.AcceptEncoding);
        headers.ETag = form.Tag;
        headers.ContentType = body.ContentType;
        headers.ContentLength = form.Bytes.Length;
        if (!form.IsPlain)
        {
            headers.ContentEncoding = form.Encoding;
        }
        if (HttpMethods.IsHead(request.Method))
        {
            return Task.CompletedTask;
        }
        // Without a token: to ask for one makes one, and a writer to a closed line ends by itself.
        var write = response.BodyWriter.WriteAsync(form.Bytes, CancellationToken.None);
        return write.IsCompletedSuccessfully ? Task.CompletedTask : write.AsTask();
    }

    /// <summary>The tag under which the client has this body, in whatever form; empty when it has not.</summary>
    private static StringValues Held(Body body, StringValues tags)
    {
        foreach (var line in tags)
        {
            if (line is null)
            {
                continue;
            }
            // Tags are in quotes and hold no quotes: one cannot be part of another.
            if (line.Contains(body.Plain.Tag[0]!, StringComparison.Ordinal))
            {
                return body.Plain.Tag;
            }
            if (line.Contains(body.BrotliTag, StringComparison.Ordinal))
            {
                return body.BrotliTag;
            }
            if (line.Contains(body.GzipTag, StringComparison.Ordinal))
            {
                return body.GzipTag;
            }
            if (line.AsSpan().Trim() is "*")
            {
                return body.Plain.Tag;
            }
        }
        return default;
    }
}

/// <summary>How long a client may use an answer without asking again.</summary>
/// <param name="Header">For the client.</param>
/// <param name="StandsAsLongAsTheServer">Whether the same address gives the same for as long as this server runs.</param>
internal readonly record struct Freshness(StringValues Header, bool StandsAsLongAsTheServer = false)
{
    /// <summary>What stands at this address never changes: its address names its content.</summary>
    public static readonly Freshness Forever = new(
        "public, max-age=31536000, immutable",
        StandsAsLongAsTheServer: true
    );

    /// <summary>To be asked for again each time; costs a 304.</summary>
    public static readonly Freshness AskAgain = new("no-cache");

    /// <summary>The same; but another answer comes only from another server: what is made of the map, which is read once.</summary>
    public static readonly Freshness OfTheMap = new("no-cache", StandsAsLongAsTheServer: true);

    /// <summary>For who signed in: no cache on the way keeps it, and the next who signs in here is asked who they are.</summary>
    public static readonly Freshness Private = new("private, no-cache");
}
