using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Populatie.Analytics.Faults;

namespace Populatie.Server.Description;

/// <summary>One operation as OpenAPI writes it.</summary>
internal static class OperationWriter
{
    private const int LeastFault = 400;

    /// <param name="inPath">Names of the parameters of its path.</param>
    /// <param name="isRead">Asked for by GET.</param>
    /// <param name="components">Grow by what it uses.</param>
    public static JsonObject Write(
        Operation operation,
        string[] inPath,
        bool isRead,
        Components components,
        Language language
    )
    {
        var told = new JsonObject
        {
            ["operationId"] = operation.Id,
            ["tags"] = new JsonArray(operation.Topic.Name),
            ["summary"] = operation.Summary.In(language),
        };
        if (operation.Detail is { } detail)
        {
            told["description"] = detail;
        }
        var parameters = ParametersOf(operation, inPath);
        if (parameters.Count > 0)
        {
            told["parameters"] = new JsonArray([.. parameters.Select(p => p.ToJson())]);
        }
        if (operation.Sends.Length > 0)
        {
            told["requestBody"] = new JsonObject { ["content"] = Bodies(operation.Sends, components) };
        }
        if (operation.IsGuarded)
        {
            told["security"] = new JsonArray(new JsonObject { [Components.SignIn] = new JsonArray() });
        }
        told["responses"] = Answers(operation, parameters, isRead && operation.IsTagged, components);
        return told;
    }

    private static List<Parameter> ParametersOf(Operation operation, string[] inPath) =>
        [
            .. inPath.Select(name =>
                (
                    operation.Parameters.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.Ordinal))
                    ?? Parameters.OfPath(name)
                ).InPath()
            ),
            .. operation.Parameters.Where(p => !inPath.Contains(p.Name, StringComparer.Ordinal)),
        ];

    private static JsonObject Answers(
        Operation operation,
        List<Parameter> parameters,
        bool isTagged,
        Components components
    )
    {
        var headers = KnownHeaders.Of(isTagged);
        foreach (var (name, meaning) in operation.Headers)
        {
            headers[name] = KnownHeaders.Text(meaning);
        }
        var good = new JsonObject
        {
            ["description"] = ReasonPhrases.GetReasonPhrase(operation.Status),
            ["headers"] = headers,
        };
        if (operation.Answers.Length > 0)
        {
            good["content"] = Bodies(operation.Answers, components);
        }
        var told = new JsonObject { [Spelled(operation.Status)] = good };
        if (operation.Or is { } or)
        {
            told[Spelled(or.Status)] = new JsonObject
            {
                ["description"] = or.Meaning,
                ["headers"] = KnownHeaders.Of(isTagged: false),
            };
        }
        if (isTagged)
        {
            told["304"] = new JsonObject
            {
                ["description"] = "Not changed since the answer with the ETag in If-None-Match",
                ["headers"] = KnownHeaders.Of(isTagged: true),
            };
        }
        foreach (var status in Faults(operation, parameters))
        {
            told[Spelled(status)] = FaultAnswers.Reference(status, components);
        }
        told["default"] = FaultAnswers.Reference(null, components);
        return told;
    }

    private static IEnumerable<int> Faults(Operation operation, List<Parameter> parameters)
    {
        var faults = new SortedSet<int>(operation.Faults);
        if (operation.IsGuarded)
        {
            faults.UnionWith([401, 403]);
        }
        if (parameters.Exists(p => p.In is "path"))
        {
            faults.Add(404);
        }
        if (parameters.Exists(p => p.In is "query"))
        {
            faults.Add(LeastFault);
        }
        if (operation.Sends.Length > 0)
        {
            faults.UnionWith([LeastFault, 413, 415, 422]);
        }
        return faults;
    }

    private static JsonObject Bodies(Content[] forms, Components components)
    {
        var told = new JsonObject();
        foreach (var form in forms)
        {
            var media = new JsonObject
            {
                ["schema"] = form.Type is { } type ? Schema.Of(type, components.Schemas) : Words(form.MediaType),
            };
            if (form.Example is { } example)
            {
                media["example"] = example.DeepClone();
            }
            told[form.MediaType] = media;
        }
        return told;
    }

    private static JsonObject Words(string mediaType) =>
        mediaType switch
        {
            "application/vnd.mapbox-vector-tile" => new() { ["type"] = "string", ["format"] = "binary" },
            ApiDocument.MediaType => new() { ["type"] = "object" },
            _ => new() { ["type"] = "string" },
        };

    private static string Spelled(int status) => status.ToString(CultureInfo.InvariantCulture);
}
