using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace Populatie.Server.Description;

/// <summary>The shapes of contracts, in the words that OpenAPI 3.0 knows.</summary>
internal static class Schema
{
    private static readonly JsonSchemaExporterOptions Exporting = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = (context, schema) => Plain(schema, HoldsNulls(context.PropertyInfo)),
    };

    /// <summary>A reference to a shape, which is added to those that are there.</summary>
    public static JsonNode Of(JsonTypeInfo type, JsonObject schemas)
    {
        if (type.Type.IsArray)
        {
            var element = type.Options.GetTypeInfo(type.Type.GetElementType()!);
            return new JsonObject { ["type"] = "array", ["items"] = Of(element, schemas) };
        }
        var name = type.Type.Name;
        schemas.TryAdd(name, type.GetJsonSchemaAsNode(Exporting));
        return new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
    }

    /// <summary>OpenAPI 3.0 has one type per value, which may be nullable, and no shape that is just true.</summary>
    private static JsonNode Plain(JsonNode schema, bool holdsNulls)
    {
        if (schema is not JsonObject told)
        {
            return new JsonObject();
        }
        if (told["type"] is JsonArray types)
        {
            var names = types.Select(t => t!.GetValue<string>()).ToList();
            told["type"] = names.Find(n => n is not "null");
            told["nullable"] = names.Contains("null");
        }
        if (told["enum"] is JsonArray choices && told["type"] is null)
        {
            told["type"] = "string";
            told["nullable"] = choices.Any(c => c is null);
        }
        if (holdsNulls && told["items"] is JsonObject items)
        {
            items["nullable"] = true;
        }
        return told;
    }

    /// <summary>Whether a property is an array with gaps: of references, the exporter does not ask.</summary>
    private static bool HoldsNulls(JsonPropertyInfo? property) =>
        property?.AttributeProvider is PropertyInfo { PropertyType.IsArray: true } member
        && new NullabilityInfoContext().Create(member).ElementType?.ReadState == NullabilityState.Nullable;
}
