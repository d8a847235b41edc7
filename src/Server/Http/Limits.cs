using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Populatie.Server.Problems;

namespace Populatie.Server.Http;

/// <summary>What a client may ask of this server at most: none of it is needed for the page, all of it keeps others out.</summary>
internal static class Limits
{
    /// <summary>A scenario is some kilobytes.</summary>
    public const long MostBodyBytes = 256 << 10;
    private const int MostHeaderBytes = 16 << 10;
    private const int MostHeaders = 64;
    private const int MostTargetBytes = 4 << 10;

    /// <summary>
    /// What is larger than that by less than so many times is still read, and refused with a reason. Beyond it the line is cut
    /// before any of our code sees what was asked: a status, and no more.
    /// </summary>
    private const int Leeway = 4;

    /// <summary>Slower than this, in bytes a second, a request or an answer is not waited for.</summary>
    private const double SlowestRate = 240;
    private static readonly TimeSpan IdleFor = TimeSpan.FromMinutes(2);

    public static void Set(KestrelServerOptions kestrel, ServeOptions options)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxRequestBodySize = MostBodyBytes;
        limits.MaxRequestHeadersTotalSize = Leeway * MostHeaderBytes;
        limits.MaxRequestHeaderCount = Leeway * MostHeaders;
        limits.MaxRequestLineSize = Leeway * MostTargetBytes;
        limits.MaxConcurrentConnections = options.MostConnections;
        limits.RequestHeadersTimeout = options.Patience;
        limits.MinRequestBodyDataRate = new(SlowestRate, options.Patience);
        limits.MinResponseDataRate = new(SlowestRate, options.Patience);
        limits.KeepAliveTimeout = IdleFor;
        if (IPAddress.TryParse(options.Url.DnsSafeHost, out var address))
        {
            kestrel.Listen(address, options.Url.Port);
        }
        else
        {
            kestrel.ListenLocalhost(options.Url.Port);
        }
    }

    /// <summary>Refuses what is asked at too great length.</summary>
    public static Task Check(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IHttpRequestFeature>()?.RawTarget.Length > MostTargetBytes)
        {
            throw new ApiFault(
                StatusCodes.Status414UriTooLong,
                new(
                    $"an address may be {MostTargetBytes >> 10} kB long at most; ask for less at once",
                    $"een adres mag hoogstens {MostTargetBytes >> 10} kB lang zijn; vraag minder tegelijk"
                )
            );
        }
        var (count, bytes) = (0, 0L);
        foreach (var (name, values) in context.Request.Headers)
        {
            foreach (var value in values)
            {
                count++;
                bytes += name.Length + (value?.Length ?? 0);
            }
        }
        return count <= MostHeaders && bytes <= MostHeaderBytes
            ? next(context)
            : throw new ApiFault(
                StatusCodes.Status431RequestHeaderFieldsTooLarge,
                new(
                    $"headers may be {MostHeaders} and {MostHeaderBytes >> 10} kB together at most",
                    $"headers mogen hoogstens met {MostHeaders} zijn en samen {MostHeaderBytes >> 10} kB"
                )
            );
    }
}
