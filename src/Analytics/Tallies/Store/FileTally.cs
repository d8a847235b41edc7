using System.Globalization;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Imports;
using Populatie.Analytics.Records;
using Populatie.Analytics.Records.Joining;
using Populatie.Analytics.Records.Store;
using Populatie.Analytics.Sources.Records;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Tallies.Store;

/// <param name="FromCache">Whether the rows came from the cache, and the files were not read.</param>
public sealed record TallyOutcome(Tally Tally, RecordReport Report, bool FromCache);

/// <summary>
/// The tally of files, with a cache of their rows in the folder <c>cache</c> of the workspace. What is cached is named by
/// the digest of all that decides it: the content of the files, areas, products, addresses, the key of persons, the year
/// of delivery. The folder may be deleted at any time. Thread-safe.
/// </summary>
public static class FileTally
{
    private const string Version = "tally rows 1";

    /// <summary>Counts the records of files.</summary>
    /// <param name="useCache">Whether to look into the cache and to leave the rows there.</param>
    /// <exception cref="SourceFormatException">A file as a whole cannot be used.</exception>
    public static TallyOutcome Run(
        Workspace workspace,
        IReadOnlyList<RecordFile> files,
        RecordPlaces places,
        ProductAxis products,
        RecordSettings reading,
        TallySettings settings,
        bool useCache = true,
        Action<long>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var key = PersonKey.Of(workspace);
        var folder = Path.Combine(workspace.Root, "cache");
        if (!useCache || !files.All(f => File.Exists(f.Name)))
        {
            var (tally, report) = RecordTally.Run(
                files,
                places,
                products,
                reading with
                {
                    Digest = false,
                },
                settings,
                key,
                () => new TallySpill(workspace),
                progress,
                cancellation
            );
            return new(tally, report, false);
        }
        Directory.CreateDirectory(folder);
        var stamps = new FileStamps(folder);
        var known = files.Select(stamps.DigestOf).ToList();
        string PathOf(IEnumerable<string> digests) =>
            Path.Combine(folder, $"{IdOf(digests, places, products, reading, key)}.rows");
        if (known.TrueForAll(d => d is not null) && CachedRows.Open(PathOf(known!)) is { } cached)
        {
            using (cached)
            {
                if (TryCount(workspace, cached, settings, cancellation) is { } tally)
                {
                    return new(tally, cached.Report, true);
                }
            }
        }
        var watches = files.Select(stamps.Watch).ToList();
        using var draft = new CacheDraft(workspace);
        using var builder = new TallyBuilder(settings, () => new TallySpill(workspace));
        var read = RecordTally.Read(
            files,
            places,
            products,
            reading,
            key,
            (worker, rows) =>
            {
                draft.Append(rows);
                builder.Add(worker, rows);
            },
            progress,
            cancellation
        );
        var counted = builder.Build(cancellation);
        draft.Publish(PathOf(read.Files.Select(f => f.Digest)), read);
        foreach (var (watch, source) in watches.Zip(read.Files))
        {
            watch?.Invoke(source.Digest);
        }
        return new(counted, read, false);
    }

    /// <summary>Counts cached rows; null when a block turns out to be damaged.</summary>
    private static Tally? TryCount(
        Workspace workspace,
        CachedRows cached,
        TallySettings settings,
        CancellationToken cancellation
    )
    {
        using var builder = new TallyBuilder(settings, () => new TallySpill(workspace));
        var (taken, damaged) = (-1, false);
        void Add(int worker)
        {
            var room = Array.Empty<TallyRow>();
            int block;
            while ((block = Interlocked.Increment(ref taken)) < cached.Blocks && !damaged)
            {
                cancellation.ThrowIfCancellationRequested();
                var rows = cached.Read(block, ref room);
                damaged |= rows.IsEmpty;
                builder.Add(worker, rows);
            }
        }

        var others = Enumerable
            .Range(1, settings.Threads - 1)
            .Select(worker => Task.Run(() => Add(worker), cancellation))
            .ToArray();
        Add(0);
        Task.WaitAll(others, CancellationToken.None);
        return damaged ? null : builder.Build(cancellation);
    }

    private static string IdOf(
        IEnumerable<string> contents,
        RecordPlaces places,
        ProductAxis products,
        RecordSettings reading,
        byte[] key
    )
    {
        using var digest = new Digest();
        digest
            .Add("format", Version)
            .Add("areas", places.AreasDigest)
            .Add("products", RecordImport.DigestOf(products))
            .Add("persons", key)
            .Add("delivered", reading.Delivered.Year.ToString(CultureInfo.InvariantCulture))
            .Add("columns", reading.SomeColumns ? "some" : "all")
            .Add("mapping", reading.Mapping?.Digest ?? "");
        foreach (var content in contents)
        {
            digest.Add("file", content);
        }
        foreach (
            var (postcode, leaf) in reading.Postcodes?.OrderBy(p => p.Key)
                ?? Enumerable.Empty<KeyValuePair<ulong, int>>()
        )
        {
            digest.Add("postcode", (long)postcode).Add("leaf", leaf);
        }
        return digest.ToId();
    }
}
