using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace Populatie.Server.Tests.SignIn;

[Collection(ServerCollection.Name)]
public sealed class TokenTests(RunningServer server)
{
    [Fact]
    public async Task A_token_that_does_not_do_opens_nothing()
    {
        await using var guarded = await SignedInServer.Start(server);
        using var forger = new Issuer();
        var issuer = guarded.Issuer;
        string[] roles = ["editor"];
        (string What, string Token)[] tokens =
        [
            ("expired", issuer.Token(t => t.Expires = DateTime.UtcNow.AddMinutes(-5), roles)),
            ("not valid yet", issuer.Token(t => t.NotBefore = DateTime.UtcNow.AddMinutes(30), roles)),
            ("another audience", issuer.Token(t => t.Audience = "other", roles)),
            ("another issuer", issuer.Token(t => t.Issuer = "https://evil.example", roles)),
            ("not valid", issuer.Token(t => t.Expires = null, roles)),
            ("not valid", forger.Token(roles)),
            ("not valid", issuer.Token(t => t.SigningCredentials = null, roles)),
            ("not valid", SignedWithPublicKey(issuer)),
            ("not valid", Tampered(issuer.Token(["reader"], SignedInServer.Wijk))),
            ("not valid", "nonsense"),
            ("not valid", new string('a', 8000)),
        ];
        foreach (var (what, token) in tokens)
        {
            var answer = await guarded.With(token).GetAsync("/v1/runs");
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, what);
            var challenge = answer.Headers.WwwAuthenticate.Single();
            challenge.Scheme.ShouldBe("Bearer");
            challenge.Parameter!.ShouldContain("invalid_token");
            challenge.Parameter!.ShouldContain(what);
        }
        (await guarded.With(issuer.Token(roles)).GetAsync("/v1/runs")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var basic = guarded.With(null);
        basic.DefaultRequestHeaders.Authorization = new("Basic", "YTpi");
        (await basic.GetAsync("/v1/runs")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Roles_and_wijken_are_found_under_the_names_that_the_issuer_gives_them()
    {
        await using var guarded = await SignedInServer.Start(
            server,
            s => s with { RoleClaim = "realm_access.roles", WijkenClaim = "areas", Reader = "wijklezer" }
        );
        var token = guarded.Issuer.Token(
            t =>
                t.Claims = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["realm_access"] = new Dictionary<string, object>(StringComparer.Ordinal)
                    {
                        ["roles"] = new[] { "other", "wijklezer" },
                    },
                    ["areas"] = $"WK034409 {SignedInServer.Wijk}",
                },
            []
        );
        var told = await guarded.With(token).GetStringAsync("/v1/runs/latest/series/clients/WK034409?product=Wmo");
        told.ShouldNotContain("not_allowed");
        told = await guarded.With(token).GetStringAsync("/v1/runs/latest/series/clients/WK034401?product=Wmo");
        told.ShouldContain("not_allowed");
    }

    [Fact]
    public async Task A_provider_is_asked_for_its_keys_and_one_that_is_down_is_told_of()
    {
        using var issuer = new Issuer();
        var isDown = true;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var provider = builder.Build();
        provider.MapGet(
            "/.well-known/openid-configuration",
            (HttpContext context) =>
                isDown
                    ? Results.StatusCode(503)
                    : Results.Text(
                        $$"""{"issuer": "{{Issuer.Name}}", "jwks_uri": "http://{{context.Request.Host}}/keys"}""",
                        "application/json"
                    )
        );
        provider.MapGet("/keys", () => Results.Text(issuer.PublicKeys(), "application/json"));
        await provider.StartAsync();
        await using var guarded = await SignedInServer.Start(
            server,
            s => s with { Keys = null, Authority = new(provider.Urls.Single()) }
        );
        var client = guarded.With(issuer.Token(["city"]));

        var refused = await client.GetAsync("/v1/runs");
        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        isDown = false;
        (await client.GetAsync("/v1/runs")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await guarded.As("city").GetAsync("/v1/runs")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    /// <summary>The public key used as if it were a shared secret: the oldest trick.</summary>
    private static string SignedWithPublicKey(Issuer issuer)
    {
        var secret = SHA512.HashData(Encoding.UTF8.GetBytes(issuer.PublicKeys()));
        return issuer.Token(
            t =>
                t.SigningCredentials = new(
                    new SymmetricSecurityKey(secret) { KeyId = "test" },
                    SecurityAlgorithms.HmacSha256
                ),
            ["editor"]
        );
    }

    /// <summary>Another role, under the old signature.</summary>
    private static string Tampered(string token)
    {
        var parts = token.Split('.');
        var claims = Base64UrlEncoder.Decode(parts[1]).Replace("reader", "editor", StringComparison.Ordinal);
        return $"{parts[0]}.{Base64UrlEncoder.Encode(claims)}.{parts[2]}";
    }
}
