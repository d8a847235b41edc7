using System.Runtime.ExceptionServices;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Imports;
using Populatie.Analytics.Records;
using Populatie.Analytics.Records.Store;
using Populatie.Analytics.Sources.Maps;
using Populatie.Analytics.Sources.Products;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Counting;

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
        using var spill = new StagingSpill(workspace);
        var builder = new CubeBuilder(areas.Index, products, AgeBands.Default, settings with { Spill = spill });
        TakeIn(records, builder.Intakes, () => progress?.Invoke(builder.RowCount), cancellation: cancellation);
        var inputs = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["areas"] = areas.Digest,
            ["products"] = records.ProductsDigest,
        };
        var build = builder.Build(new CubeSource(records.Basis, inputs, areas.Schematic), cancellation);
        return (CubeStore.Save(workspace, build.Cube, records.Id), build);
    }

    /// <summary>Each intake reads part after part into a batch of its own; which part falls to whom cannot show.</summary>
    /// <param name="taken">Told after each part, one at a time.</param>
    /// <param name="look">Shown each part, by several threads at once.</param>
    internal static void TakeIn(
        RecordStore records,
        IReadOnlyList<RowIntake> intakes,
        Action taken,
        Action<UseBatch>? look = null,
        CancellationToken cancellation = default
    )
    {
        var (next, door) = (-1, new Lock());
        var options = new ParallelOptions { MaxDegreeOfParallelism = intakes.Count, CancellationToken = cancellation };
        void Fill(RowIntake intake)
        {
            UseBatch? batch = null;
            for (
                var part = Interlocked.Increment(ref next);
                part < records.PartCount;
                part = Interlocked.Increment(ref next)
            )
            {
                cancellation.ThrowIfCancellationRequested();
                records.Read(part, batch ??= new UseBatch(RecordStore.RowsPerPart));
                intake.Add(batch);
                look?.Invoke(batch);
                lock (door)
                {
                    taken();
                }
            }
        }
        try
        {
            Parallel.ForEach(intakes, options, Fill);
        }
        catch (AggregateException faults)
        {
            // The first of several says enough, and keeps its place in the error code.
            ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]);
        }
    }

    /// <summary>The very areas that the records were placed on; leaf ordinals mean nothing with any other.</summary>
    internal static AreaSet AreasOf(Workspace workspace, RecordStore records)
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

    internal static ProductAxis ProductsOf(RecordStore records)
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
