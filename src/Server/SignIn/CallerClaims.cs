using System.Security.Claims;
using System.Text.Json;

namespace Populatie.Server.SignIn;

/// <summary>From the claims of a token to who signed in.</summary>
internal static class CallerClaims
{
    /// <summary>Where tokens have a name for people, best first.</summary>
    private static readonly string[] NameClaims = ["name", "preferred_username", "email"];

    /// <summary>Longest name that is passed on.</summary>
    private const int LongestName = 80;

    /// <returns>Null when the token names no role of ours, or a reader without wijken.</returns>
    public static Caller? Read(ClaimsPrincipal principal, SignInSettings settings)
    {
        var name = NameOf(principal);
        var roles = ValuesOf(principal, settings.RoleClaim).ToHashSet(StringComparer.Ordinal);
        if (roles.Contains(settings.Editor))
        {
            return new(name, Sight.All, MayEdit: true);
        }
        if (roles.Contains(settings.City))
        {
            return new(name, Sight.All, MayEdit: false);
        }
        if (!roles.Contains(settings.Reader))
        {
            return null;
        }
        var wijken = ValuesOf(principal, settings.WijkenClaim)
            .SelectMany(v => v.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
            .ToList();
        return wijken.Count == 0 ? null : new(name, Sight.Of(wijken), MayEdit: false);
    }

    private static string NameOf(ClaimsPrincipal principal)
    {
        var name = NameClaims
            .Select(c => principal.FindFirst(c)?.Value)
            .FirstOrDefault(v => !string.IsNullOrWhiteSpace(v));
        return name is null ? ""
            : name.Length <= LongestName ? name
            : name[..LongestName];
    }

    /// <summary>All values of a claim; a dot leads into a claim that is an object, as in <c>realm_access.roles</c>.</summary>
    private static IEnumerable<string> ValuesOf(ClaimsPrincipal principal, string name)
    {
        var plain = principal.FindAll(name).Select(c => c.Value).ToList();
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return plain.Count > 0 || dot < 0
            ? plain
            : principal.FindAll(name[..dot]).SelectMany(c => Within(c.Value, name[(dot + 1)..]));
    }

    private static List<string> Within(string json, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return [];
            }
            return document.RootElement.TryGetProperty(name, out var value)
                ? value.ValueKind switch
                {
                    JsonValueKind.String => [value.GetString()!],
                    JsonValueKind.Array =>
                    [
                        .. value
                            .EnumerateArray()
                            .Where(v => v.ValueKind == JsonValueKind.String)
                            .Select(v => v.GetString()!),
                    ],
                    _ => [],
                }
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
