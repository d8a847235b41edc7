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
    private const int MostConnections = 4096;
    private static readonly TimeSpan HeadersWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan IdleFor = TimeSpan.FromMinutes(2);

    public static void Set(KestrelServerOptions kestrel, Uri url)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MostBodyBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
        kestrel.Limits.MaxRequestHeaderCount = MostHeaders;
        kestrel.Limits.MaxRequestLineSize = MostLineBytes;
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        kestrel.Limits.RequestHeadersTimeout = HeadersWithin;
        kestrel.Limits.KeepAliveTimeout = IdleFor;
        if (IPAddress.TryParse(url.DnsSafeHost, out var address))
        {
            kestrel.Listen(address, url.Port);
        }
        else
        {
            kestrel.ListenLocalhost(url.Port);
        }
    }
}
