using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Populatie.Server.Contracts;
using Populatie.Server.Delivery;
using Populatie.Server.Description;
using Populatie.Server.SignIn;

namespace Populatie.Server.Endpoints;

/// <summary><c>/v1/me</c>: who asks, so that a page can say so.</summary>
internal static class CallerEndpoints
{
    private static readonly Caller Anyone = new("", Sight.All, MayEdit: true);

    public static void MapCaller(this IEndpointRouteBuilder routes) =>
        routes
            .MapRead("/v1/me", Me)
            .For(Access.Reader)
            .Is(
                new("getMe", Topic.Server, new("Who asks, and what they may", "Wie vraagt, en wat die mag"))
                {
                    Answers = [Content.Json(ContractJson.Default.CallerDetails)],
                }
            );

    private static BodyResult Me(HttpContext context)
    {
        var known = context.Features.Get<Caller>();
        var (name, sight, mayEdit) = known ?? Anyone;
        var role =
            mayEdit ? "editor"
            : sight.SeesAll ? "city"
            : "reader";
        return new(
            Body.Of(
                JsonSerializer.SerializeToUtf8Bytes(
                    new(known is not null, name, role, [.. sight.Wijken]),
                    ContractJson.Default.CallerDetails
                ),
                Content.JsonType
            ),
            Freshness.AskAgain
        );
    }
}
