using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Populatie.Server.SignIn;

/// <summary>Puts the gate into a server that asks who comes; a server that does not is left as it is.</summary>
internal static class SignInSetup
{
    /// <summary>Clocks of two machines may differ so much.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>For an answer of the provider.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Signatures with a key of two halves: what checks a token cannot make one.</summary>
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256,
        SecurityAlgorithms.RsaSha384,
        SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256,
        SecurityAlgorithms.RsaSsaPssSha384,
        SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256,
        SecurityAlgorithms.EcdsaSha384,
        SecurityAlgorithms.EcdsaSha512,
    ];

    public static void AddSignIn(this IServiceCollection services, SignInSettings? settings)
    {
        if (settings is null)
        {
            return;
        }
        var keys = settings.Keys is { } file ? SigningKeys.Read(file) : [];
        services
            .AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
            .AddJwtBearer(bearer =>
            {
                bearer.MapInboundClaims = false;
                bearer.SaveToken = false;
                bearer.Authority = settings.Authority?.OriginalString;
                bearer.BackchannelTimeout = Patience;
                bearer.RequireHttpsMetadata = settings.Authority?.IsLoopback != true;
                bearer.TokenValidationParameters = new()
                {
                    ValidIssuer = settings.Issuer,
                    ValidAudience = settings.Audience,
                    ValidAlgorithms = Algorithms,
                    IssuerSigningKeys = keys,
                    ClockSkew = Skew,
                    RequireExpirationTime = true,
                    RequireSignedTokens = true,
                };
            });
        services.AddSingleton(settings).AddSingleton<Gate>();
    }

    public static void UseSignIn(this WebApplication app)
    {
        if (app.Services.GetService<Gate>() is { } gate)
        {
            app.Use(gate.Admit);
        }
    }
}
