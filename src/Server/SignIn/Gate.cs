using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Populatie.Analytics.Faults;
using Populatie.Server.Problems;

namespace Populatie.Server.SignIn;

/// <summary>Lets through who may ask what they ask; 401 to who has not signed in, 403 to who may not.</summary>
internal sealed class Gate(SignInSettings settings, IOptionsMonitor<JwtBearerOptions> bearer)
{
    private readonly IConfigurationManager<OpenIdConnectConfiguration>? provider = bearer
        .Get(JwtBearerDefaults.AuthenticationScheme)
        .ConfigurationManager;

    public async Task Admit(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is { } endpoint)
        {
            var access = AccessMarks.Of(endpoint);
            if (access != Access.Open && !(access == Access.Keeper && IsOfThisMachine(context)))
            {
                var caller = await CallerOf(context).ConfigureAwait(false);
                if (!caller.May(access))
                {
                    throw Refused(access);
                }
                context.Features.Set(caller);
            }
        }
        await next(context).ConfigureAwait(false);
    }

    private async Task<Caller> CallerOf(HttpContext context)
    {
        var read = await Authenticate(context).ConfigureAwait(false);
        if (read.Principal is { } principal)
        {
            return CallerClaims.Read(principal, settings) ?? throw NoRole();
        }
        throw new SignInFault(read.Failure is null ? null : Told(read.Failure));
    }

    private async Task<AuthenticateResult> Authenticate(HttpContext context)
    {
        try
        {
            if (provider is not null)
            {
                // Asked for once in a while, and then kept; without it no token can be told good from bad.
                await provider.GetConfigurationAsync(context.RequestAborted).ConfigureAwait(false);
            }
            return await context.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme).ConfigureAwait(false);
        }
        catch (InvalidOperationException)
        {
            throw new ApiFault(
                StatusCodes.Status503ServiceUnavailable,
                new(
                    "the identity provider cannot be asked for its keys; ask again in a while",
                    "de aanbieder van identiteiten geeft haar sleutels niet; vraag het over een tijdje opnieuw"
                )
            )
            {
                RetryAfter = 30,
            };
        }
    }

    /// <summary>What is wrong with a token, as far as its owner can mend it.</summary>
    private static Bilingual Told(Exception failure) =>
        failure switch
        {
            SecurityTokenExpiredException => new("the token has expired", "het token is verlopen"),
            SecurityTokenNotYetValidException => new("the token is not valid yet", "het token is nog niet geldig"),
            SecurityTokenInvalidAudienceException => new(
                "the token is for another audience",
                "het token is voor een ander bestemd"
            ),
            SecurityTokenInvalidIssuerException => new(
                "the token is from another issuer",
                "het token is van een andere uitgever"
            ),
            _ => new("the token is not valid", "het token is niet geldig"),
        };

    private ApiFault NoRole() =>
        new(
            StatusCodes.Status403Forbidden,
            new(
                $"your account has no role here: it needs {settings.Reader} with wijken, {settings.City} or {settings.Editor}",
                $"uw account heeft hier geen rol: nodig is {settings.Reader} met wijken, {settings.City} of {settings.Editor}"
            )
        );

    private ApiFault Refused(Access access)
    {
        var role = access == Access.Editor ? settings.Editor : settings.City;
        return new(
            StatusCodes.Status403Forbidden,
            new($"this takes the role {role}", $"hiervoor is de rol {role} nodig")
        );
    }

    /// <summary>A proxy on this machine speaks for others, and says so.</summary>
    private static bool IsOfThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && !context.Request.Headers.ContainsKey("Forwarded")
        && !context.Request.Headers.ContainsKey("X-Forwarded-For")
        && !context.Request.Headers.ContainsKey("X-Real-IP");
}
