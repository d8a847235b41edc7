using System.Buffers;
using System.Text.Json;
using Populatie.Server.Contracts;
using Populatie.Server.Features;

namespace Populatie.Server.Ogc;

/// <summary>Some of the areas of a level, with where to ask for the next. Its shape; it is written as it is read.</summary>
internal sealed record FeaturePage(
    string Type,
    Link[] Links,
    int NumberMatched,
    int NumberReturned,
    AreaFeature[] Features
)
{
    public static byte[] Of(LevelFeatures level, ItemsQuery asked, Addresses at)
    {
        var found = asked.Boxes.Count == 0 ? [.. level.All] : level.In(asked.Boxes, asked.BoxSystem);
        var page = found.Skip(asked.Offset).Take(asked.Limit).ToList();
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WritePropertyName("links");
            JsonSerializer.Serialize(json, LinksOf(level, asked, found.Count, at), OgcJson.Default.LinkArray);
            json.WriteNumber("numberMatched", found.Count);
            json.WriteNumber("numberReturned", page.Count);
            json.WriteStartArray("features");
            foreach (var ordinal in page)
            {
                json.WriteStartObject();
                level.Write(json, ordinal, asked.System);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static Link[] LinksOf(LevelFeatures level, ItemsQuery asked, int count, Addresses at)
    {
        var id = Analytics.Areas.AreaLevels.ToName(level.Level);
        Link To(ItemsQuery page, string rel, string title) =>
            new(at.Items(id) + page.ToQuery(), rel, Link.GeoJson, title);
        var links = new List<Link>
        {
            To(asked, "self", "This page"),
            new(at.Collection(id), "collection", Link.Json, "The collection"),
        };
        if (asked.Offset + asked.Limit < count)
        {
            links.Add(To(asked with { Offset = asked.Offset + asked.Limit }, "next", "The next page"));
        }
        if (asked.Offset > 0)
        {
            links.Add(To(asked with { Offset = Math.Max(0, asked.Offset - asked.Limit) }, "prev", "The page before"));
        }
        return [.. links];
    }
}

/// <summary>One area. Its shape; it is written as it is read.</summary>
internal sealed record FeatureDocument(
    string Type,
    string Id,
    AreaProperties Properties,
    AreaGeometry Geometry,
    Link[] Links
)
{
    public static byte[] Of(LevelFeatures level, int ordinal, string code, CoordinateSystem system, Addresses at)
    {
        var id = Analytics.Areas.AreaLevels.ToName(level.Level);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            level.Write(json, ordinal, system);
            json.WritePropertyName("links");
            JsonSerializer.Serialize(
                json,
                [
                    new($"{at.Items(id)}/{code}", "self", Link.GeoJson, "This area"),
                    new(at.Collection(id), "collection", Link.Json, "The collection"),
                ],
                OgcJson.Default.LinkArray
            );
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
