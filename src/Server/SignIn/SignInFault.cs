using Microsoft.AspNetCore.Http;
using Populatie.Analytics.Faults;
using Populatie.Server.Problems;

namespace Populatie.Server.SignIn;

/// <summary>401: nobody signed in, or with a token that does not do.</summary>
/// <param name="wrong">What is wrong with the token; null when there is none.</param>
internal sealed class SignInFault(Bilingual? wrong) : ApiFault(StatusCodes.Status401Unauthorized, Of(wrong))
{
    private const string Realm = "Bearer realm=\"populatie\"";

    /// <summary>For WWW-Authenticate (RFC 6750).</summary>
    public string Challenge { get; } =
        wrong is { } told ? $"{Realm}, error=\"invalid_token\", error_description=\"{told.English}\"" : Realm;

    private static Bilingual Of(Bilingual? wrong) =>
        wrong is { } told
            ? new($"{told.English}; sign in again", $"{told.Dutch}; log opnieuw in")
            : new(
                "sign in first: send Authorization: Bearer TOKEN, with a token of your organisation",
                "log eerst in: stuur Authorization: Bearer TOKEN, met een token van uw organisatie"
            );
}
