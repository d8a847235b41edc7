namespace Populatie.Server.Contracts;

/// <summary>Who asks, as the server sees them.</summary>
/// <param name="SignIn">Whether people sign in here at all.</param>
/// <param name="Name">As the token gives it; empty where it gives none, or where nobody signs in.</param>
/// <param name="Role">reader, city or editor, whatever the provider calls it.</param>
/// <param name="Wijken">Codes of the wijken of a reader; empty for who sees all.</param>
internal sealed record CallerDetails(bool SignIn, string Name, string Role, string[] Wijken);
