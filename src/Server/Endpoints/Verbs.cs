using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Populatie.Server.Endpoints;

/// <summary>What can be read can be asked for by GET and by HEAD.</summary>
internal static class Verbs
{
    private static readonly string[] Reading = ["GET", "HEAD"];

    public static RouteHandlerBuilder MapRead(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapMethods(pattern, Reading, handler);
}
