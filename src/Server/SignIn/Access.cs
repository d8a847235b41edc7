using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Populatie.Server.SignIn;

/// <summary>Who may ask something, where people sign in. What an endpoint does not say is for who sees the whole city.</summary>
internal enum Access
{
    /// <summary>Who reads about the whole city.</summary>
    City,

    /// <summary>Whoever reads about anything: the answer itself keeps to what they may see.</summary>
    Reader,

    /// <summary>Who may change something.</summary>
    Editor,

    /// <summary>This machine, and whoever has a role.</summary>
    Keeper,

    /// <summary>Everyone.</summary>
    Open,
}

/// <summary>An endpoint's <see cref="Access"/>, as routing carries it.</summary>
internal sealed record AccessMark(Access Access);

/// <summary>Marks endpoints with who may ask them, and reads that back.</summary>
internal static class AccessMarks
{
    public static T For<T>(this T endpoint, Access access)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new AccessMark(access));

    public static Access Of(Endpoint endpoint) => endpoint.Metadata.GetMetadata<AccessMark>()?.Access ?? Access.City;
}
