using System.Collections.Immutable;
using System.Globalization;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;
using Populatie.Analytics.Records.Joining;
using Populatie.Analytics.Records.Store;
using Populatie.Analytics.Sources.Records;
using Populatie.Analytics.Sources.Records.Mappings;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Imports;

/// <summary>
/// From files of records to records in columns with a place each: what <c>records check</c>, <c>records import</c> and
/// <c>aggregate FILE…</c> have in common. Thread-safe.
/// </summary>
public static class RecordImport
{
    /// <summary>Reads files and says what is in them; keeps nothing.</summary>
    /// <param name="progress">Gets the bytes of text read so far, over all files.</param>
    /// <param name="take">Gets the records with the name of their file, in the order of the files.</param>
    /// <exception cref="SourceFormatException">A file as a whole cannot be used.</exception>
    public static RecordReport Check(
        IReadOnlyList<RecordFile> files,
        RecordPlaces places,
        ProductAxis products,
        RecordSettings settings,
        Action<long>? progress = null,
        CancellationToken cancellation = default,
        Action<string, UseBatch>? take = null
    ) =>
        Read(
            files,
            places,
            products,
            settings,
            new byte[32],
            (file, batch) => take?.Invoke(file, batch),
            progress,
            cancellation
        );

    /// <summary>Reads files and keeps their records in the workspace, unless the same were kept before.</summary>
    /// <exception cref="SourceFormatException">
    /// A file cannot be used, or more rows were set aside than <see cref="RecordSettings.MaxRejected"/>: nothing is kept.
    /// </exception>
    public static RecordStore Run(
        Workspace workspace,
        IReadOnlyList<RecordFile> files,
        RecordPlaces places,
        ProductAxis products,
        RecordSettings settings,
        Action<long>? progress = null,
        CancellationToken cancellation = default
    )
    {
        using var draft = new RecordDraft(workspace);
        var key = PersonKey.Of(workspace);
        var report = Read(
            files,
            places,
            products,
            settings,
            key,
            (_, batch) => draft.Append(batch),
            progress,
            cancellation
        );
        ThrowAboveLimit(report, settings.MaxRejected);
        var productsDigest = DigestOf(products);
        var id = IdOf(report, places, productsDigest, settings);
        var title = string.Join(' ', files.Select(f => f.Name));
        draft.Publish(id, title, places, productsDigest, report);
        return RecordStore.Open(workspace, id);
    }

    /// <summary>Digest of a catalogue: product ordinals mean nothing with any other.</summary>
    public static string DigestOf(ProductAxis products)
    {
        using var digest = new Digest();
        foreach (var product in products.Products)
        {
            // Prices and stays may be restated without touching records; codes, ages and flags may not.
            digest.Add(
                product.Code,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{product.Act} {product.Track} {product.Category} {product.FirstAge} {product.LastAge} {product.InCbsWmo} {product.InCbsJeugd} {product.LumpSum}"
                )
            );
        }
        return digest.ToId();
    }

    /// <summary>Reads files and says what became of every row.</summary>
    /// <param name="take">Gets the records in order; a batch is used again afterwards.</param>
    /// <param name="takeAtOnce">Gets them before that, by worker, in any order and several at the same time.</param>
    internal static RecordReport Read(
        IReadOnlyList<RecordFile> files,
        RecordPlaces places,
        ProductAxis products,
        RecordSettings settings,
        byte[] key,
        Action<string, UseBatch> take,
        Action<long>? progress,
        CancellationToken cancellation,
        Action<int, UseBatch>? takeAtOnce = null
    )
    {
        var join = new LocationJoin(places.Index, places.Locate, settings.Postcodes, settings.FormerCodes);
        var checks = new ProductChecks(products);
        var total = new RowTallies();
        var joined = JoinReport.Empty;
        var (firstDay, lastDay, synthetic, records) = (int.MaxValue, int.MinValue, false, 0L);
        var sources = new List<SourceReport>();
        var name = string.Join(' ', files.Select(f => f.Name));
        void Take(RecordBatch batch)
        {
            joined = joined.Plus(batch.Join);
            records += batch.Uses.Count;
            synthetic |= batch.Synthetic;
            (firstDay, lastDay) = (Math.Min(firstDay, batch.FirstDay), Math.Max(lastDay, batch.LastDay));
            take(name, batch.Uses);
        }

        if (settings.Mapping is { } mapping)
        {
            var mapped = new MappedReader(mapping, files, products, join, settings, key);
            mapped.Read(
                batch =>
                {
                    Take(batch);
                    // Translated rows come from one thread.
                    takeAtOnce?.Invoke(0, batch.Uses);
                },
                progress,
                cancellation
            );
            total.Append(mapped.Tallies, 0);
            sources.AddRange(mapped.Reports);
        }
        foreach (var file in settings.Mapping is null ? files : [])
        {
            var reader = new RecordReader(file, checks, join, settings, key);
            var before = sources.Sum(s => s.Bytes);
            name = file.Name;
            reader.Read(
                Take,
                takeAtOnce is null ? null : (worker, batch) => takeAtOnce(worker, batch.Uses),
                bytes => progress?.Invoke(before + bytes),
                cancellation
            );
            total.Append(reader.Tallies, 0);
            sources.Add(reader.Report!);
        }
        return new()
        {
            Files = [.. sources],
            RowsRead = sources.Sum(s => s.Rows),
            Records = records,
            SetAside = total.SetAsideTallies(),
            Odd = total.OddTallies(),
            Combined = total.CombinedTallies(),
            Mapping = settings.Mapping is { } used ? $"{used.Name} {used.Digest}" : null,
            WithAssignments = settings.Mapping?.Kinds.Any(k => k.Role == RowRole.Delivery) ?? false,
            Join = joined,
            FirstDay = records == 0 ? null : DateOnly.FromDayNumber(firstDay),
            LastDay = records == 0 ? null : DateOnly.FromDayNumber(lastDay),
            Basis = synthetic ? Basis.Synthetic : Basis.Observed,
        };
    }

    private static string IdOf(RecordReport report, RecordPlaces places, string productsDigest, RecordSettings settings)
    {
        using var digest = new Digest();
        digest.Add("format", "records 2").Add("areas", places.AreasDigest).Add("products", productsDigest);
        foreach (var source in report.Files)
        {
            digest.Add("file", source.Digest);
        }
        if (settings.Mapping is { } mapping)
        {
            digest.Add("mapping", mapping.Digest);
        }
        foreach (var (postcode, leaf) in settings.Postcodes?.OrderBy(p => p.Key).ToImmutableArray() ?? [])
        {
            digest.Add("postcode", (long)postcode).Add("leaf", leaf);
        }
        foreach (var (code, leaf) in settings.FormerCodes?.OrderBy(f => f.Key, StringComparer.Ordinal).ToList() ?? [])
        {
            digest.Add("former", code).Add("leaf", leaf);
        }
        return digest.ToId();
    }

    private static void ThrowAboveLimit(RecordReport report, double most)
    {
        if (report.SetAsideCount <= most * report.RowsRead && report.Records > 0)
        {
            return;
        }
        var worst = report.SetAside.MaxBy(t => t.Count)!;
        var first = worst.First[0];
        var share = 100.0 * report.SetAsideCount / report.RowsRead;
        var (english, dutch) = RowReasons.Name(worst.Kind);
        throw new SourceFormatException(
            first.File,
            first.Line,
            null,
            Bilingual.WithNumbers(
                $"{report.SetAsideCount:N0} of {report.RowsRead:N0} rows that cannot be read ({share:0.##}%; most often: {english}, here first)",
                $"{report.SetAsideCount:N0} van {report.RowsRead:N0} regels die niet te lezen zijn ({share:0.##}%; meestal: {dutch}, hier voor het eerst)"
            ),
            Bilingual.WithNumbers($"at most {100 * most:0.########}%", $"hoogstens {100 * most:0.########}%"),
            new(
                "see all of them with: populatie records check; or allow more with --max-rejected",
                "bekijk ze met: populatie records check; of sta er meer toe met --max-rejected"
            )
        );
    }
}
