using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Populatie.Server.SignIn;

namespace Populatie.Server.Tests.SignIn;

/// <summary>An identity provider of the tests: makes a key of its own each time, and tokens with it.</summary>
internal sealed class Issuer : IDisposable
{
    public const string Name = "https://login.example.nl";
    public const string Audience = "populatie";
    private const string KeyId = "test";

    private readonly RSA rsa = RSA.Create(2048);

    private RsaSecurityKey Key => new(rsa) { KeyId = KeyId };

    /// <summary>The public half, as providers publish it.</summary>
    public string PublicKeys()
    {
        var half = rsa.ExportParameters(includePrivateParameters: false);
        var (n, e) = (Base64UrlEncoder.Encode(half.Modulus), Base64UrlEncoder.Encode(half.Exponent));
        return $$"""{"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "{{KeyId}}", "n": "{{n}}", "e": "{{e}}"}]}""";
    }

    public SignInSettings Settings(DirectoryInfo folder)
    {
        var file = Path.Combine(folder.FullName, "keys.json");
        File.WriteAllText(file, PublicKeys());
        return new(Name, Audience) { Keys = file };
    }

    public string Token(string[] roles, params string[] wijken) => Token(_ => { }, roles, wijken);

    /// <param name="change">What is unusual about this one.</param>
    public string Token(Action<SecurityTokenDescriptor> change, string[] roles, params string[] wijken)
    {
        var token = new SecurityTokenDescriptor
        {
            Issuer = Name,
            Audience = Audience,
            NotBefore = DateTime.UtcNow.AddHours(-2),
            IssuedAt = DateTime.UtcNow.AddHours(-2),
            Expires = DateTime.UtcNow.AddHours(1),
            SigningCredentials = new(Key, SecurityAlgorithms.RsaSha256),
            Claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["roles"] = roles, ["wijken"] = wijken },
        };
        change(token);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);
    }

    public void Dispose() => rsa.Dispose();
}
