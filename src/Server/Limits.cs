using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Populatie.Server;

/// <summary>What a client may ask of this server at most: none of it is needed for the page, all of it keeps others out.</summary>
internal static class Limits
{
    /// <summary>A scenario is some kilobytes.</summary>
    public const long MostBodyBytes = 256 << 10;
    private const int MostHeaderBytes = 16 << 10;
    private const int MostHeaders = 64;
    private const int MostLineBytes = 4 << 10;

    /// <summary>Slower than this, in bytes a second, a request or an answer is not waited for.</summary>
    private const double SlowestRate = 240;
    private static readonly TimeSpan IdleFor = TimeSpan.FromMinutes(2);

    public static void Set(KestrelServerOptions kestrel, ServeOptions options)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxRequestBodySize = MostBodyBytes;
        limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
        limits.MaxRequestHeaderCount = MostHeaders;
        limits.MaxRequestLineSize = MostLineBytes;
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
}
