using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Records.Store;

/// <summary>What stands beside the parts of imported records, in <c>report.json</c>.</summary>
internal sealed record RecordStoreHeading(
    int Parts,
    string AreasId,
    string AreasDigest,
    string ProductsDigest,
    RecordReport Report
)
{
    public const string FileName = "report.json";

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Options));

    public static RecordStoreHeading Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<RecordStoreHeading>(File.ReadAllText(path), Options)
                ?? throw new JsonException("null");
        }
        catch (Exception fault) when (fault is JsonException or FileNotFoundException)
        {
            throw new SourceFormatException(
                path,
                null,
                null,
                new("a damaged report", "een beschadigd verslag"),
                new("the report of an import", "het verslag van een import"),
                new("import the records again", "importeer de records opnieuw"),
                fault
            );
        }
    }
}
