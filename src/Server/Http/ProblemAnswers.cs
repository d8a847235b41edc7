using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Store;
using Populatie.Server.Problems;
using Populatie.Server.SignIn;

namespace Populatie.Server.Http;

/// <summary>
/// Every answer that is not what was asked for, as problem+json (RFC 9457) in the language of the request: one place that
/// knows which fault is which status.
/// </summary>
internal static class ProblemAnswers
{
    private const string ContentType = "application/problem+json";

    /// <summary>Turns faults, and statuses without a text, into problems.</summary>
    public static async Task Answer(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is listening any more.
            return;
        }
#pragma warning disable CA1031 // The last line of defence: a bug must not show its stack to a user.
        catch (Exception fault) when (!context.Response.HasStarted)
#pragma warning restore CA1031
        {
            var (status, text) = Of(fault, context.TraceIdentifier);
            text = WithoutPlaces(text, context.RequestServices.GetService<Workspace>()?.Root);
            if (status == StatusCodes.Status500InternalServerError)
            {
                Faults.Keep(fault, context.TraceIdentifier);
            }
            context.Response.Clear();
            Conventions.Stamp(context.Response);
            if (fault is ApiFault { RetryAfter: { } seconds })
            {
                context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            }
            if (fault is SignInFault stranger)
            {
                context.Response.Headers.WWWAuthenticate = stranger.Challenge;
            }
            await Write(context, status, text).ConfigureAwait(false);
            return;
        }
        if (
            context.Response is
            { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null } response
        )
        {
            await Write(context, response.StatusCode, Plain(response.StatusCode, context.Request))
                .ConfigureAwait(false);
        }
    }

    private static (int Status, Bilingual Text) Of(Exception fault, string trace) =>
        fault switch
        {
            ApiFault api => (api.Status, api.Text),
            BadHttpRequestException bad => (bad.StatusCode, Bad(bad)),
            UsageException usage => (StatusCodes.Status404NotFound, usage.Text),
            ResourceException machine => (StatusCodes.Status503ServiceUnavailable, machine.Text),
            PopulatieException input => (StatusCodes.Status422UnprocessableEntity, input.Text),
            _ => (
                StatusCodes.Status500InternalServerError,
                new(
                    $"something went wrong that is not your fault; mention {trace} to who keeps this server",
                    $"er ging iets mis dat niet aan u ligt; noem {trace} aan wie deze server beheert"
                )
            ),
        };

    /// <summary>Where the workspace lies is for who keeps the server: its files are told from there on.</summary>
    private static Bilingual WithoutPlaces(Bilingual text, string? root)
    {
        if (root is null || !Path.IsPathRooted(root))
        {
            return text;
        }
        var folder = Path.TrimEndingDirectorySeparator(root);
        var start = folder + Path.DirectorySeparatorChar;
        return new(
            text.English.Replace(start, "", StringComparison.Ordinal)
                .Replace(folder, "the workspace", StringComparison.Ordinal),
            text.Dutch.Replace(start, "", StringComparison.Ordinal)
                .Replace(folder, "de werkmap", StringComparison.Ordinal)
        );
    }

    private static Bilingual Bad(BadHttpRequestException fault) =>
        fault.StatusCode switch
        {
            StatusCodes.Status413PayloadTooLarge => new(
                $"what is sent may take {Limits.MostBodyBytes >> 10} kB at most",
                $"wat wordt gestuurd mag hoogstens {Limits.MostBodyBytes >> 10} kB groot zijn"
            ),
            StatusCodes.Status408RequestTimeout => new(
                "what was sent came too slowly; send it again",
                "wat werd gestuurd kwam te traag; stuur het opnieuw"
            ),
            _ => Bilingual.Same(fault.Message),
        };

    private static Bilingual Plain(int status, HttpRequest request) =>
        status switch
        {
            StatusCodes.Status404NotFound => new(
                $"there is nothing at {request.Path}; docs/server.md lists what there is",
                $"er is niets op {request.Path}; docs/server.md noemt wat er is"
            ),
            StatusCodes.Status405MethodNotAllowed => new(
                $"{request.Method} is not possible here; docs/server.md tells what is",
                $"{request.Method} kan hier niet; docs/server.md vertelt wat wel kan"
            ),
            StatusCodes.Status415UnsupportedMediaType => new(
                "this kind of content cannot be read here",
                "dit soort inhoud kan hier niet worden gelezen"
            ),
            _ => Bilingual.Same(ReasonPhrases.GetReasonPhrase(status)),
        };

    private static async Task Write(HttpContext context, int status, Bilingual text)
    {
        var language = Languages.Of(context.Request);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(
            new Problem(
                "about:blank",
                ReasonPhrases.GetReasonPhrase(status),
                status,
                text.In(language),
                context.Request.Path
            ),
            ProblemJson.Default.Problem
        );
        context.Response.StatusCode = status;
        context.Response.ContentType = ContentType;
        context.Response.ContentLength = bytes.Length;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentLanguage = language == Language.Dutch ? "nl" : "en";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
