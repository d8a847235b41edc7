namespace Populatie.Server.SignIn;

/// <summary>Who signed in.</summary>
/// <param name="Name">As their token gives it; empty where it gives none.</param>
/// <param name="Sight">Of which areas figures are seen.</param>
/// <param name="MayEdit">Whether scenarios may be sent, and runs asked for.</param>
internal sealed record Caller(string Name, Sight Sight, bool MayEdit)
{
    public bool May(Access access) =>
        access switch
        {
            Access.City => Sight.SeesAll,
            Access.Editor => MayEdit,
            _ => true,
        };
}
