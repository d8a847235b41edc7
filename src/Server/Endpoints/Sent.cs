using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Populatie.Server.Contracts;
using Populatie.Server.Problems;

namespace Populatie.Server.Endpoints;

/// <summary>What comes with a request.</summary>
internal static class Sent
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    private static readonly string[] YamlTypes = ["application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml"];

    /// <summary>A scenario: YAML by itself, or within JSON.</summary>
    /// <exception cref="ApiFault">It is neither, or no text.</exception>
    public static async Task<string> ScenarioIn(HttpRequest request)
    {
        // A form or plain text could be sent by any page that someone happens to visit.
        var type = TypeOf(request);
        if (IsJson(type))
        {
            var body = await JsonIn(request, ContractJson.Default.ScenarioBody).ConfigureAwait(false);
            return body?.Yaml
                ?? throw ApiFault.Bad(
                    "there is no scenario in it; write {\"yaml\": \"…\"}",
                    "er staat geen scenario in; schrijf {\"yaml\": \"…\"}"
                );
        }
        if (!YamlTypes.Contains(type, StringComparer.OrdinalIgnoreCase))
        {
            throw new ApiFault(
                StatusCodes.Status415UnsupportedMediaType,
                new(
                    "a scenario is sent as application/yaml, or as application/json with {\"yaml\": \"…\"}",
                    "een scenario wordt gestuurd als application/yaml, of als application/json met {\"yaml\": \"…\"}"
                )
            );
        }
        var bytes = await BytesIn(request).ConfigureAwait(false);
        try
        {
            return Utf8.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw ApiFault.Bad("the text is not in UTF-8", "de tekst is niet in UTF-8");
        }
    }

    /// <summary>A JSON object; null where nothing was sent.</summary>
    /// <exception cref="ApiFault">It is no JSON, or not of this shape.</exception>
    public static async Task<T?> JsonIn<T>(HttpRequest request, JsonTypeInfo<T> type)
        where T : class
    {
        var bytes = await BytesIn(request).ConfigureAwait(false);
        if (bytes.Length == 0)
        {
            return null;
        }
        if (!IsJson(TypeOf(request)))
        {
            throw new ApiFault(
                StatusCodes.Status415UnsupportedMediaType,
                new("send it as application/json", "stuur het als application/json")
            );
        }
        try
        {
            return JsonSerializer.Deserialize(bytes, type);
        }
        catch (JsonException fault)
        {
            throw ApiFault.Bad(
                $"this JSON cannot be read: line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}, at {fault.Path ?? "$"}",
                $"deze JSON is niet te lezen: regel {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}, bij {fault.Path ?? "$"}"
            );
        }
    }

    private static async Task<byte[]> BytesIn(HttpRequest request)
    {
        using var into = new MemoryStream();
        await request.Body.CopyToAsync(into, request.HttpContext.RequestAborted).ConfigureAwait(false);
        return into.ToArray();
    }

    private static bool IsJson(string type) => type.Equals("application/json", StringComparison.OrdinalIgnoreCase);

    private static string TypeOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? type.MediaType.Value ?? "" : "";
}
