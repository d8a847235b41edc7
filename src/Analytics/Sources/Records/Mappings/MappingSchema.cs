using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Populatie.Analytics.Sources.Records.Mappings;

/// <summary>The JSON Schema of a mapping file, from the same lists of words as the reader uses.</summary>
public static class MappingSchema
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Text() => Root().ToJsonString(Indented);

    private static JsonObject Root()
    {
        var root = Section(MappingKeys.Root, RootKey, "mapping", "title", "source", "format");
        root["$schema"] = "https://json-schema.org/draft/2020-12/schema";
        root["title"] = "Populatie mapping";
        root["description"] = "How files of another layout become rows of the native one.";
        return root;
    }

    private static JsonObject RootKey(string key) =>
        key switch
        {
            "mapping" => new JsonObject { ["const"] = 1, ["description"] = "Version of this notation." },
            "title" => Section(MappingKeys.Title, _ => Of("string", "What the layout is."), "en", "nl"),
            "source" => Of("string", "Where the layout is described."),
            "format" => Choice(MappingKeys.Formats, "Text with separators, or XML."),
            "act" => Choice(["Wmo", "Jeugd"], "Act of all rows; products of another one are set aside."),
            "encoding" => Choice(MappingKeys.Encodings, "Default auto: the first byte above 127 decides."),
            "separator" => Choice(MappingKeys.Separators, "Default auto: the one that the first line has most of."),
            "heading" => Of("boolean", "Whether the first line names the columns; else 'from' is a number from 1 on."),
            "columns" => Columns(),
            "spell" => Section(MappingKeys.Spell, SpellKey, "key"),
            _ => List(Section(MappingKeys.Row, RowKey, "element", "columns"), "Kinds of rows in XML."),
        };

    private static JsonObject SpellKey(string key) =>
        key switch
        {
            "key" => List(Choice([.. MappingKeys.Native], "Native column."), "Columns that name a spell."),
            "later" => Choice(MappingKeys.Later, "What a later row of the same key does."),
            _ => Choice(MappingKeys.Overlapping, "What happens to overlapping rows of one person and product."),
        };

    private static JsonObject RowKey(string key) =>
        key switch
        {
            "element" => Of("string", "Name of the element that is a row, without prefix."),
            "around" => List(Of("string", "Name of an element."), "Elements around the rows that hold fields too."),
            "role" => Choice(MappingKeys.Roles, "Default spell."),
            "number" => Names("What joins assignments and deliveries."),
            "moment" => Names("What tells the later version of an assignment."),
            "reference" => Names("What names a line of delivery."),
            "takes_back" => Names("What names the line that this one takes back."),
            "withdrawn" => When("When an assignment is withdrawn."),
            _ => Columns(),
        };

    private static JsonObject Columns() =>
        Section([.. MappingKeys.Native], _ => Section(MappingKeys.Column, ColumnKey), "person", "product");

    private static JsonObject ColumnKey(string key) =>
        key switch
        {
            "from" => Names("Column, number or path; of several the first that has a text."),
            "as" => Choice(MappingKeys.As, "Conversion, where the native column leaves a choice."),
            "constant" => Of("string", "The same for every row."),
            "codes" => Table("string", "Code of the source to text of the native layout."),
            "otherwise" => Of("string", "What a code becomes that is not in the table."),
            "empty" => Of("string", "What an empty field becomes."),
            "formats" => OneOrMore(Choice(MappingKeys.DateFormats, "Way of writing a date."), "Tried in order."),
            "day" => Between(1, 28, "Day that stands for an unknown one."),
            "month" => Between(1, 12, "Month that stands for an unknown one."),
            "minus" => When("When an amount is negative."),
            "unit" => Section(
                MappingKeys.Unit,
                k =>
                    string.Equals(k, "from", StringComparison.Ordinal)
                        ? Of("string", "Field with the unit.")
                        : Table("integer", "Minutes per unit; other units give no hours."),
                [.. MappingKeys.Unit]
            ),
            "unless" => When("When the field means nothing."),
            "house" => Names("House number behind the postcode."),
            "times" => Names("Fields whose product the amount should be."),
            _ => Of("boolean", "Whether a file may lack the column."),
        };

    private static JsonObject When(string description)
    {
        var section = Section(
            MappingKeys.When,
            key =>
                string.Equals(key, "from", StringComparison.Ordinal)
                    ? Of("string", "Field.")
                    : OneOrMore(Of("string", "Code."), "Codes."),
            [.. MappingKeys.When]
        );
        section["description"] = description;
        return section;
    }

    private static JsonObject Names(string description) =>
        OneOrMore(new JsonObject { ["type"] = new JsonArray("string", "integer") }, description);

    private static JsonObject OneOrMore(JsonObject item, string description) =>
        new()
        {
            ["description"] = description,
            ["anyOf"] = new JsonArray(item, new JsonObject { ["type"] = "array", ["items"] = item.DeepClone() }),
        };

    private static JsonObject List(JsonObject item, string description) =>
        new()
        {
            ["type"] = "array",
            ["description"] = description,
            ["items"] = item,
        };

    private static JsonObject Table(string type, string description) =>
        new()
        {
            ["type"] = "object",
            ["description"] = description,
            ["additionalProperties"] = new JsonObject { ["type"] = type },
        };

    private static JsonObject Between(int least, int most, string description) =>
        new()
        {
            ["type"] = "integer",
            ["minimum"] = least,
            ["maximum"] = most,
            ["description"] = description,
        };

    private static JsonObject Choice(string[] words, string description) =>
        new()
        {
            ["type"] = "string",
            ["enum"] = new JsonArray([.. words.Select(w => JsonValue.Create(w))]),
            ["description"] = description,
        };

    private static JsonObject Of(string type, string description) =>
        new() { ["type"] = type, ["description"] = description };

    private static JsonObject Section(string[] keys, Func<string, JsonObject> of, params string[] required)
    {
        var properties = new JsonObject();
        foreach (var key in keys)
        {
            properties[key] = of(key);
        }
        return new()
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = properties,
            ["required"] = new JsonArray([.. required.Select(r => JsonValue.Create(r))]),
        };
    }
}
