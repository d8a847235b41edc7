using Microsoft.AspNetCore.Http;
using Populatie.Analytics.Faults;
using Populatie.Server.Problems;

namespace Populatie.Server.Description;

/// <summary>
/// Refuses what an endpoint does not take: a name that is slipped would else be passed over, and the answer be to another
/// question than was asked. What it takes is what <see cref="Operation"/> tells of it.
/// </summary>
internal static class KnownQuery
{
    private const string Api = "/v1";

    /// <exception cref="ApiFault">400: the query has a part that is not described.</exception>
    public static Task Check(HttpContext context, RequestDelegate next)
    {
        var query = context.Request.Query;
        if (
            query.Count > 0
            && context.Request.Path.StartsWithSegments(Api, StringComparison.Ordinal)
            && context.GetEndpoint()?.Metadata.GetMetadata<Operation>() is { } operation
        )
        {
            foreach (var name in query.Keys)
            {
                if (!Array.Exists(operation.Parameters, p => IsOfQuery(p, context) && IsSame(p.Name, name)))
                {
                    throw Unknown(
                        name,
                        [.. operation.Parameters.Where(p => IsOfQuery(p, context)).Select(p => p.Name)]
                    );
                }
            }
        }
        return next(context);
    }

    private static bool IsOfQuery(Parameter parameter, HttpContext context) =>
        parameter.In is "query" && !context.Request.RouteValues.ContainsKey(parameter.Name);

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);

    /// <summary>What was sent is not sent back: it may be anything.</summary>
    private static ApiFault Unknown(string name, string[] known)
    {
        if (known.Length == 0)
        {
            return ApiFault.Bad(
                "this takes no query: leave out what follows ?",
                "hier hoort geen vraag bij: laat weg wat na ? komt"
            );
        }
        var names = string.Join(", ", known);
        return Spelling.Nearest(name, known) is { } meant
            ? ApiFault.Bad(
                $"a part of the query is not known here; did you mean {meant}? Known are: {names}",
                $"een deel van de vraag is hier niet bekend; bedoelt u {meant}? Wel bekend zijn: {names}"
            )
            : ApiFault.Bad(
                $"a part of the query is not known here; known are: {names}",
                $"een deel van de vraag is hier niet bekend; wel bekend zijn: {names}"
            );
    }
}
