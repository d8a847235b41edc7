using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Populatie.Server.Description;

/// <summary>The shapes of contracts, in the words that OpenAPI 3.0 knows: every contract is described once, and referred to.</summary>
internal static class Schema
{
    /// <summary>A reference to a shape, which is added to those that are there, with all that it holds.</summary>
    public static JsonObject Of(JsonTypeInfo type, JsonObject schemas)
    {
        if (type.Type.IsArray)
        {
            var element = type.Options.GetTypeInfo(type.Type.GetElementType()!);
            return new JsonObject { ["type"] = "array", ["items"] = Of(element, schemas) };
        }
        var exporting = new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, schema) => Told(context, schema, schemas),
        };
        if (!schemas.ContainsKey(type.Type.Name))
        {
            schemas[type.Type.Name] = type.GetJsonSchemaAsNode(exporting);
        }
        return Reference(type.Type);
    }

    private static JsonNode Told(JsonSchemaExporterContext context, JsonNode schema, JsonObject schemas)
    {
        var isContract =
            context.TypeInfo.Kind == JsonTypeInfoKind.Object
            && context.TypeInfo.Type.Namespace?.StartsWith(nameof(Populatie), StringComparison.Ordinal) == true;
        if (!isContract || context.Path.IsEmpty)
        {
            return Lenient(context, Plain(schema, HoldsNulls(context.PropertyInfo)));
        }
        // The exporter refers to a shape by where it first met it: that place is of no document of ours.
        var type = context.TypeInfo.Type;
        if (schema is JsonObject told && !told.ContainsKey("$ref") && !schemas.ContainsKey(type.Name))
        {
            var plain = Plain(told.DeepClone(), holdsNulls: false).AsObject();
            plain.Remove("nullable");
            schemas[type.Name] = Lenient(context, plain);
        }
        return context.PropertyInfo is { IsGetNullable: true }
            ? new JsonObject { ["allOf"] = new JsonArray(Reference(type)), ["nullable"] = true }
            : Reference(type);
    }

    /// <summary>Where nulls are left out, nothing that may be null has to be there.</summary>
    private static JsonNode Lenient(JsonSchemaExporterContext context, JsonNode schema)
    {
        var isLeftOut = context.TypeInfo.Options.DefaultIgnoreCondition == JsonIgnoreCondition.WhenWritingNull;
        if (isLeftOut && schema["required"] is JsonArray required)
        {
            var properties = schema["properties"]!;
            var must = required.Select(r => r!.GetValue<string>()).Where(r => properties[r]?["nullable"] is null);
            schema["required"] = new JsonArray([.. must.Select(r => JsonValue.Create(r))]);
        }
        return schema;
    }

    private static JsonObject Reference(Type type) => new() { ["$ref"] = $"#/components/schemas/{type.Name}" };

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
            if (names.Contains("null", StringComparer.Ordinal))
            {
                told["nullable"] = true;
            }
        }
        if (told["enum"] is JsonArray choices && told["type"] is null)
        {
            told["type"] = "string";
            if (choices.Any(c => c is null))
            {
                told["nullable"] = true;
            }
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
