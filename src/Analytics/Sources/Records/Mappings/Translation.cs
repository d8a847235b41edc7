using System.Collections.Concurrent;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Sources.Records.Mappings;

/// <summary>
/// One delivery, file by file, as rows of the native layout. Rows that need not wait for others pass one at a time,
/// whatever the size of the files. Enumerate once, from one thread; <see cref="Origins"/> may be followed from another.
/// </summary>
internal sealed class Translation(
    RecordMapping mapping,
    IReadOnlyList<RecordFile> files,
    ProductAxis products,
    byte[] key,
    Action<long>? progress,
    CancellationToken cancellation
)
{
    private const int RowsPerLook = 1 << 12;
    private readonly RowTranslator translator = new(mapping, products, key, [.. files.Select(f => f.Name)]);
    private readonly List<SourceReport> reports = [];
    private long bytes;

    /// <summary>Where each row that was written comes from, in the order of writing.</summary>
    public ConcurrentQueue<RowOrigin> Origins { get; } = new();

    /// <summary>What was set aside, odd or combined in translating. Known at the end.</summary>
    public RowTallies Tallies => translator.Tallies;

    /// <summary>What was read of each file. Known at the end.</summary>
    public IReadOnlyList<SourceReport> Reports => reports;

    public long RowsRead => reports.Sum(r => r.Rows);

    /// <summary>The rows that become records, or are judged by the reader of the native layout.</summary>
    public IEnumerable<DraftRow> Rows()
    {
        var held = mapping.Holds
            ? new HeldRows(mapping, new(key, "rows that belong together"u8), Tell, TellUnassigned)
            : null;
        for (var file = 0; file < files.Count; file++)
        {
            foreach (var row in RowsOf(file))
            {
                if (held is null)
                {
                    Origins.Enqueue(row.Origin);
                    yield return row;
                }
                else
                {
                    held.Add(row);
                }
            }
        }
        foreach (var row in held?.Combine() ?? [])
        {
            Origins.Enqueue(row.Origin);
            yield return row;
        }
    }

    private IEnumerable<DraftRow> RowsOf(int file)
    {
        using var stream = new GuardedStream(files[file], mapping.IsXml);
        using var xml = mapping.IsXml ? new XmlSource(files[file].Name, stream, mapping) : null;
        var source = (ISourceRows?)xml ?? new DelimitedSource(files[file], stream, mapping);
        translator.BeginFile();
        var row = 0L;
        while (source.Next())
        {
            row++;
            if (row % RowsPerLook == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Invoke(bytes + stream.Bytes);
            }
            if (translator.Translate(source, new RowOrigin(file, source.Kind, row, source.Line)) is { } draft)
            {
                yield return draft;
            }
        }
        if (row == 0)
        {
            throw mapping.IsXml
                ? MappingFaults.NoRows(files[file].Name, mapping.Kinds.Select(k => k.Element))
                : MappingFaults.NoRows(files[file].Name);
        }
        bytes += stream.Bytes;
        progress?.Invoke(bytes);
        reports.Add(new(files[file].Name, source.Dialect, row, stream.Bytes, stream.Digest, [.. source.Ignored]));
    }

    private void Tell(Combined kind, DraftRow row) => Tallies.Add(kind, PlaceOf(row, ""));

    private void TellUnassigned(DraftRow row) =>
        Tallies.Add(
            Odd.NoAssignment,
            PlaceOf(row, row.Origin.Kind.Number is [.., var slot] ? row.Origin.Kind.Fields[slot] : "")
        );

    private RowPlace PlaceOf(DraftRow row, string column) =>
        new(files[row.Origin.File].Name, row.Origin.Row, row.Origin.Line, column, "");
}
