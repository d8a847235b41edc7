using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Sources.Maps;

/// <summary>Opens a file of areas; its first bytes tell the format, whatever its name.</summary>
internal static class MapFile
{
    private static readonly byte[] SqliteMagic = "SQLite format 3\0"u8.ToArray();

    /// <param name="layer">The layer to read from a GeoPackage; null for the one of buurten.</param>
    /// <exception cref="SourceFormatException">The file is absent, empty, or in neither format.</exception>
    public static MapLayer Read(string path, string? layer)
    {
        if (!File.Exists(path))
        {
            throw new SourceFormatException(
                path,
                null,
                null,
                new("no such file", "geen bestand met die naam"),
                new("a GeoJSON or GeoPackage with buurten", "een GeoJSON of GeoPackage met buurten"),
                new("check the path", "controleer het pad")
            );
        }
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        Span<byte> head = stackalloc byte[SqliteMagic.Length];
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (read == head.Length && head.SequenceEqual(SqliteMagic))
        {
            return new GeoPackageSource(path, layer).Read();
        }
        stream.Position = 0;
        return new GeoJsonSource(stream, path).Read();
    }
}
