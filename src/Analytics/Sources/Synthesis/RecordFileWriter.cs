using System.Buffers;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Synthesis;

namespace Populatie.Analytics.Sources.Synthesis;

/// <summary>Writes a generated city to a file or a stream, and its truth beside it.</summary>
public static class RecordFileWriter
{
    /// <summary>
    /// Writes records to a file (gzip when its name ends in <c>.gz</c>) and the truth to <c>FILE.truth.json</c>. Both under
    /// a temporary name first: the file is there whole, or not at all.
    /// </summary>
    /// <returns>Number of rows.</returns>
    /// <exception cref="ResourceException">The disk is full or the folder cannot be written.</exception>
    public static long WriteFile(
        Generation generation,
        string path,
        Action<long> report,
        CancellationToken cancellation
    )
    {
        var truthPath = $"{path}.truth.json";
        var (staged, stagedTruth) = ($"{path}.tmp-{Environment.ProcessId}", $"{truthPath}.tmp-{Environment.ProcessId}");
        try
        {
            long rows;
            using (var stream = Create(staged))
            {
                var compressed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
                rows = Write(generation, stream, compressed, report, cancellation);
                stream.Flush(flushToDisk: true);
            }
            using (var stream = Create(stagedTruth))
            {
                TruthJson.Write(generation, stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(stagedTruth, truthPath, overwrite: true);
            File.Move(staged, path, overwrite: true);
            return rows;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ResourceException(
                new(
                    $"cannot write {path}: {fault.Message}; choose another --out",
                    $"kan {path} niet schrijven: {fault.Message}; kies een andere --out"
                ),
                fault
            );
        }
        finally
        {
            RemoveQuietly(staged);
            RemoveQuietly(stagedTruth);
        }
    }

    /// <summary>Writes heading and rows to a stream.</summary>
    /// <param name="report">Is told the number of rows written so far.</param>
    /// <returns>Number of rows.</returns>
    public static long Write(
        Generation generation,
        Stream stream,
        bool compressed,
        Action<long> report,
        CancellationToken cancellation
    )
    {
        WriteHeading(stream, compressed);
        long rows = 0;
        foreach (var chunk in generation.Chunks(compressed))
        {
            using (chunk)
            {
                cancellation.ThrowIfCancellationRequested();
                stream.Write(chunk.Bytes.Span);
                rows += chunk.Rows;
            }
            report(rows);
        }
        return rows;
    }

    private static void WriteHeading(Stream stream, bool compressed)
    {
        var length = Generation.Heading.Length;
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        Generation.Heading.CopyTo(bytes);
        var heading = new RowChunk(bytes, length, 0);
        using var chunk = compressed ? heading.Compressed() : heading;
        stream.Write(chunk.Bytes.Span);
    }

    private static FileStream Create(string path) =>
        new(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1);

    private static void RemoveQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A leftover under a temporary name harms nobody; the fault that brought us here matters more.
        }
    }
}
