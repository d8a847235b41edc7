using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Sources.Products;

/// <summary>
/// Where the product axis comes from: the catalogue that ships with Populatie, or a file of the same layout. A catalogue
/// holds products of our own and, after them, every code of the iStandaard lists WMO020 and JZ020 as a product.
/// </summary>
public static class ProductCatalogue
{
    /// <summary>Name of the embedded catalogue, as messages call it.</summary>
    public const string EmbeddedName = "geodata/catalogue/products.yaml";

    private static readonly Lazy<ProductAxis> Shipped = new(() => ProductFile.ReadEmbedded(EmbeddedName));

    /// <summary>The shipped catalogue. Thread-safe; read once.</summary>
    public static ProductAxis Embedded => Shipped.Value;

    /// <summary>Another catalogue that ships with the program, by its path below <c>geodata/</c>.</summary>
    internal static ProductAxis ReadEmbedded(string path) => ProductFile.ReadEmbedded($"geodata/{path}");

    /// <summary>Reads a catalogue in YAML.</summary>
    /// <exception cref="SourceFormatException">The file is not a catalogue; names line and column.</exception>
    public static ProductAxis Read(string path) => ProductFile.Read(path);
}
