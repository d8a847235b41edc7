using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;
using Populatie.Analytics.Records.Store;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Cubes;

/// <summary>From records kept in a workspace to a cube kept in it: what <c>aggregate</c> and <c>demo</c> have in common.</summary>
public static class Aggregation
{
    /// <summary>Builds the cube of imported records and saves it.</summary>
    /// <param name="progress">Gets the rows taken in so far.</param>
    /// <exception cref="SourceFormatException">The areas or the catalogue that the records were read with are gone.</exception>
    public static (string Id, CubeBuild Build) Run(
        Workspace workspace,
        RecordStore records,
        CubeSettings settings,
        Action<long>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var areas = AreasOf(workspace, records);
        var products = ProductsOf(records);
        var builder = new CubeBuilder(areas.Index, products, AgeBands.Default, settings);
        foreach (var batch in settings.Threads > 1 ? Ahead(records.Batches()) : records.Batches())
        {
            cancellation.ThrowIfCancellationRequested();
            builder.Add(batch);
            progress?.Invoke(builder.RowCount);
        }
        var inputs = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["areas"] = areas.Digest,
            ["products"] = records.ProductsDigest,
        };
        var build = builder.Build(new CubeSource(records.Basis, inputs, areas.Schematic), cancellation);
        return (CubeStore.Save(workspace, build.Cube, records.Id), build);
    }

    /// <summary>Reads one batch ahead on another thread while the last one is taken in; their order stays.</summary>
    private static IEnumerable<UseBatch> Ahead(IEnumerable<UseBatch> batches)
    {
        using var source = batches.GetEnumerator();
        var next = Task.Run(source.MoveNext);
        try
        {
            while (next.GetAwaiter().GetResult())
            {
                var batch = source.Current;
                next = Task.Run(source.MoveNext);
                yield return batch;
            }
        }
        finally
        {
            // Whoever stops half-way must not dispose a source that is still being read.
            _ = Task.WaitAny(next);
        }
    }

    /// <summary>The very areas that the records were placed on; leaf ordinals mean nothing with any other.</summary>
    private static AreaSet AreasOf(Workspace workspace, RecordStore records)
    {
        if (workspace.Has(ArtefactKind.Areas, records.AreasId))
        {
            return AreaSetStore.Load(workspace, records.AreasId);
        }
        var embedded = EmbeddedUtrecht.Areas();
        return string.Equals(embedded.Digest, records.AreasDigest, StringComparison.Ordinal)
            ? embedded
            : throw Gone(
                records,
                new($"records placed on areas {records.AreasId}", $"records geplaatst op gebieden {records.AreasId}"),
                new("those areas in this workspace", "die gebieden in deze werkmap")
            );
    }

    private static ProductAxis ProductsOf(RecordStore records)
    {
        var products = ProductCatalogue.Embedded;
        return string.Equals(RecordImport.DigestOf(products), records.ProductsDigest, StringComparison.Ordinal)
            ? products
            : throw Gone(
                records,
                new("records read with another product catalogue", "records gelezen met een andere productcatalogus"),
                new("the catalogue of this version", "de catalogus van deze versie")
            );
    }

    private static SourceFormatException Gone(RecordStore records, Bilingual found, Bilingual expected) =>
        new(
            $"records/{records.Id}",
            null,
            null,
            found,
            expected,
            new("import the records again", "importeer de records opnieuw")
        );
}
