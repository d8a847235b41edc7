using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Win32.SafeHandles;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Tallies.Store;

/// <summary>
/// Rows of a tally on disk: blocks of 32 bytes a row, then a footer in JSON with the report and the length and checksum of
/// each block, then the footer's length and a magic word. The order of blocks means nothing.
/// </summary>
internal sealed class CachedRows : IDisposable
{
    private const ulong Magic = 0x31_57_4F_52_50_4F_50_0A;
    private const int TailBytes = 16;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    private readonly SafeFileHandle file;
    private readonly Footer footer;
    private readonly long[] places;

    private CachedRows(SafeFileHandle file, Footer footer)
    {
        (this.file, this.footer) = (file, footer);
        places = new long[footer.Rows.Length];
        for (var block = 1; block < places.Length; block++)
        {
            places[block] = places[block - 1] + ((long)footer.Rows[block - 1] * Marshal.SizeOf<TallyRow>());
        }
    }

    public RecordReport Report => footer.Report;

    public int Blocks => places.Length;

    /// <summary>Opens rows, or gives null when there are none or they are not whole.</summary>
    public static CachedRows? Open(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }
        var opened = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.SequentialScan);
        try
        {
            var length = RandomAccess.GetLength(opened);
            Span<long> tail = stackalloc long[2];
            if (length > TailBytes && Fill(opened, MemoryMarshal.AsBytes(tail), length - TailBytes))
            {
                var bytes = new byte[Math.Clamp(tail[0], 0, length - TailBytes)];
                if ((ulong)tail[1] == Magic && Fill(opened, bytes, length - TailBytes - bytes.Length))
                {
                    return new(opened, JsonSerializer.Deserialize<Footer>(bytes, Options)!);
                }
            }
        }
        catch (JsonException)
        {
            // As if it were not there.
        }
        opened.Dispose();
        return null;
    }

    /// <summary>Reads a block. Thread-safe.</summary>
    /// <param name="room">Grows when it must.</param>
    /// <returns>Its rows; empty when the block is damaged.</returns>
    public ReadOnlySpan<TallyRow> Read(int block, ref TallyRow[] room)
    {
        var count = footer.Rows[block];
        if (room.Length < count)
        {
            room = GC.AllocateUninitializedArray<TallyRow>(count + (count / 4));
        }
        var rows = room.AsSpan(0, count);
        return Fill(file, MemoryMarshal.AsBytes(rows), places[block]) && BlockSum.Of(rows) == footer.Sums[block]
            ? rows
            : [];
    }

    public void Dispose() => file.Dispose();

    /// <summary>Writes the footer behind blocks that are on disk already.</summary>
    public static void Close(SafeFileHandle target, RecordReport report, List<(int Rows, ulong Sum)> blocks)
    {
        var closing = new Footer(report, [.. blocks.Select(b => b.Rows)], [.. blocks.Select(b => b.Sum)]);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(closing, Options);
        var end = blocks.Sum(b => (long)b.Rows * Marshal.SizeOf<TallyRow>());
        RandomAccess.Write(target, bytes, end);
        RandomAccess.Write(target, MemoryMarshal.AsBytes<ulong>([(ulong)bytes.Length, Magic]), end + bytes.Length);
        RandomAccess.FlushToDisk(target);
    }

    private static bool Fill(SafeFileHandle file, Span<byte> target, long place)
    {
        while (target.Length > 0)
        {
            var count = RandomAccess.Read(file, target, place);
            if (count == 0)
            {
                return false;
            }
            target = target[count..];
            place += count;
        }
        return true;
    }

    private sealed record Footer(RecordReport Report, ImmutableArray<int> Rows, ImmutableArray<ulong> Sums);
}
