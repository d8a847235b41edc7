using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Populatie.Server.Delivery;
using Populatie.Server.Description;
using Populatie.Server.Http;
using Populatie.Server.Library;
using Populatie.Server.Problems;
using Populatie.Server.SignIn;

namespace Populatie.Server.Endpoints;

/// <summary><c>/openapi.json</c>: what there is to ask, made from what lies beside each endpoint.</summary>
internal static class DescriptionEndpoints
{
    public static void MapDescription(this IEndpointRouteBuilder routes) =>
        routes
            .MapRead("/openapi.json", Document)
            .For(Access.Open)
            .Is(
                new("getApiDescription", Topic.Server, new("This description", "Deze beschrijving"))
                {
                    Detail = "OpenAPI 3.0. Summaries are in the language of Accept-Language, nl or en.",
                    Answers = [Content.Text(ApiDocument.MediaType)],
                }
            );

    private static BodyResult Document(
        HttpRequest request,
        EndpointDataSource endpoints,
        ServeOptions options,
        BodyCache cache
    )
    {
        var language = Languages.Answered(request);
        return new(
            cache.Of(
                ("openapi", language),
                key =>
                    Body.Of(
                        ApiDocument.Of(endpoints.Endpoints, key.language, options.SignIn is not null),
                        ApiDocument.MediaType
                    )
            ),
            Freshness.AskAgain
        );
    }
}
