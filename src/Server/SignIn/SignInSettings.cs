using System.Collections.Immutable;

namespace Populatie.Server.SignIn;

/// <summary>Who may sign in: whose tokens are trusted, and what they call roles and wijken. Immutable.</summary>
/// <param name="Issuer">As the tokens name it.</param>
/// <param name="Audience">Name of this server with the issuer.</param>
public sealed record SignInSettings(string Issuer, string Audience)
{
    /// <summary>File with the issuer's public keys; null when they are asked for at <see cref="Authority"/>.</summary>
    public string? Keys { get; init; }

    /// <summary>OpenID Connect provider that is asked for its keys; null when they lie in a file.</summary>
    public Uri? Authority { get; init; }

    /// <summary>Claim with one role or a list of them; a dot leads into a claim that is an object.</summary>
    public string RoleClaim { get; init; } = "roles";

    /// <summary>Claim with the codes of the wijken of a reader.</summary>
    public string WijkenClaim { get; init; } = "wijken";

    /// <summary>What the issuer calls who reads about some wijken.</summary>
    public string Reader { get; init; } = "reader";

    /// <summary>What the issuer calls who reads about the whole city.</summary>
    public string City { get; init; } = "city";

    /// <summary>What the issuer calls who may also send scenarios, and ask for runs.</summary>
    public string Editor { get; init; } = "editor";

    /// <summary>Names under which the server is asked for, besides the one that it listens at.</summary>
    public ImmutableArray<string> Hosts { get; init; } = [];
}
