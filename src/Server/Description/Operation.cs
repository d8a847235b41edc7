using Microsoft.AspNetCore.Builder;
using Populatie.Analytics.Faults;

namespace Populatie.Server.Description;

/// <summary>What an endpoint does, takes and answers, as <c>/openapi.json</c> tells it.</summary>
/// <param name="Id">Name for programs, in camelCase; no two have the same.</param>
/// <param name="Summary">One line for people.</param>
internal sealed record Operation(string Id, Topic Topic, Bilingual Summary)
{
    /// <summary>What one line cannot tell; null when it can.</summary>
    public string? Detail { get; init; }

    /// <summary>Of query and header; and those of the path that mean something else than <see cref="Parameters.OfPath"/>.</summary>
    public Parameter[] Parameters { get; init; } = [];

    /// <summary>Forms in which a body may be sent; empty when none is.</summary>
    public Content[] Sends { get; init; } = [];

    /// <summary>Status of an answer that is as it should be.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Forms of that answer; empty when it has no body.</summary>
    public Content[] Answers { get; init; } = [];

    /// <summary>Headers of that answer, and what they hold.</summary>
    public (string Name, string Meaning)[] Headers { get; init; } = [];

    /// <summary>Another status without a body, and what it means.</summary>
    public (int Status, string Meaning)? Or { get; init; }

    /// <summary>Statuses of problems beyond those that follow from parameters and body.</summary>
    public int[] Faults { get; init; } = [];

    /// <summary>Whether it takes a token; told by who may ask it, not where it is described.</summary>
    public bool IsGuarded { get; init; }

    /// <summary>Whether the answer has a strong ETag, so that who has it can be told 304.</summary>
    public bool IsTagged { get; init; } = true;
}

/// <summary>Lays a description beside its endpoint.</summary>
internal static class Descriptions
{
    public static TBuilder Is<TBuilder>(this TBuilder endpoint, Operation operation)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(e => e.Metadata.Add(operation));
        return endpoint;
    }
}
