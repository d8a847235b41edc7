using System.Text.Json.Nodes;

namespace Populatie.Server.Description;

/// <summary>What several operations refer to: grows while they are written.</summary>
internal sealed class Components
{
    /// <summary>Name of the way in which people sign in.</summary>
    public const string SignIn = "token";

    public JsonObject Responses { get; } = [];

    public JsonObject Schemas { get; } = [];

    /// <param name="doSignIn">Whether people sign in.</param>
    public JsonObject ToJson(bool doSignIn)
    {
        var told = new JsonObject
        {
            ["headers"] = KnownHeaders.All(),
            ["responses"] = Responses,
            ["schemas"] = Schemas,
        };
        if (doSignIn)
        {
            told["securitySchemes"] = new JsonObject
            {
                [SignIn] = new JsonObject
                {
                    ["type"] = "http",
                    ["scheme"] = "bearer",
                    ["bearerFormat"] = "JWT",
                    ["description"] = "A token of the organisation's identity provider",
                },
            };
        }
        return told;
    }
}
