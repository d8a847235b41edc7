using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Populatie.Server.Delivery;
using Populatie.Server.Description;
using Populatie.Server.Library;
using Populatie.Server.Problems;
using Populatie.Server.SignIn;

namespace Populatie.Server.Endpoints;

/// <summary><c>/</c>: the page, and the files that it is made of. Those carry their content in their name.</summary>
internal static class PageEndpoints
{
    /// <summary>Nothing from elsewhere, and no text is ever run as code.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
        + "worker-src 'self' blob:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void MapPage(this IEndpointRouteBuilder routes)
    {
        routes
            .MapRead("/", Index)
            .For(Access.Open)
            .Is(new("getPage", Topic.Server, new("The page", "De pagina")) { Answers = [Content.Text("text/html")] });
        routes
            .MapRead("/assets/{name}", Asset)
            .For(Access.Open)
            .Is(
                new("getPageFile", Topic.Server, new("A file of the page", "Een bestand van de pagina"))
                {
                    Parameters = [Parameters.File],
                    Answers = [Content.Text("text/javascript"), Content.Text("text/css")],
                }
            );
    }

    private static BodyResult Index(HttpResponse response, PageLibrary page)
    {
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers["Referrer-Policy"] = "no-referrer";
        return new(page.Index, Freshness.AskAgain);
    }

    private static BodyResult Asset(string name, PageLibrary page) =>
        new(
            page.Asset(name)
                ?? throw ApiFault.NotFound("the page has no such file", "de pagina heeft dit bestand niet"),
            Freshness.Forever
        );
}
