using System.Buffers;
using System.Text;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Geometry;

namespace Populatie.Analytics.Sources.Points;

/// <summary>
/// Streams points from a CSV to the codes of the buurten that own them, row by row in the order of the input. Memory does
/// not grow with the file: blocks of a few megabytes are read, worked on side by side, and written in order.
/// </summary>
public static class PointStream
{
    internal const int LongestLine = 1 << 20;
    internal const int LongestCode = 16;
    private const int BlockSize = 1 << 22;
    private const string Header = "code\n";

    /// <param name="input">Read once, from where it stands.</param>
    /// <param name="file">Name of the input, for messages.</param>
    /// <param name="output">Receives the column <c>code</c>. Rows before a fault may have been written to it.</param>
    /// <param name="threads">Blocks worked on at once; never changes the output.</param>
    /// <param name="progress">Is told the number of rows written so far.</param>
    /// <returns>Rows read, and rows outside every buurt are among them with an empty code.</returns>
    /// <exception cref="SourceFormatException">A row cannot be read, or the header lacks a column.</exception>
    public static long Locate(
        Stream input,
        string file,
        (string X, string Y) names,
        AreaSet areas,
        Stream output,
        int threads,
        Action<long>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var locator = BuurtLocator.Build(areas.Coverage);
        return Locate(input, file, names, areas.Index, locator, output, threads, progress, cancellation);
    }

    /// <summary>The same with an index of the boundaries that is there already.</summary>
    internal static long Locate(
        Stream input,
        string file,
        (string X, string Y) names,
        AreaIndex areas,
        BuurtLocator locator,
        Stream output,
        int threads,
        Action<long>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var codes = areas
            .Buurten.Select(b => Encoding.ASCII.GetBytes(b.Code + "\n"))
            .Prepend("\n"u8.ToArray())
            .ToArray();
        var reader = new LineBlocks(input, file);
        var columns = PointColumns.Read(file, reader.ReadHeader(), names.X, names.Y);
        var blocks = Enumerable.Range(0, Math.Max(1, threads)).Select(_ => new PointBlock(columns)).ToArray();
        try
        {
            output.Write(Encoding.ASCII.GetBytes(Header));
            var (lines, rows, emptyAt) = (1L, 0L, 0L);
            for (var count = Fill(); count > 0; count = Fill())
            {
                cancellation.ThrowIfCancellationRequested();
                Parallel.For(
                    0,
                    count,
                    new ParallelOptions { MaxDegreeOfParallelism = blocks.Length },
                    i => blocks[i].Work(locator, codes)
                );
                foreach (var block in blocks.AsSpan(0, count))
                {
                    if (emptyAt > 0 && (block.Rows > 0 || block.Fault is not null))
                    {
                        throw EmptyLine(file, emptyAt);
                    }
                    output.Write(block.Output, 0, block.OutputLength);
                    if (block.Fault is { } fault)
                    {
                        throw fault(lines);
                    }
                    emptyAt = emptyAt == 0 && block.EmptyFrom > 0 ? lines + block.EmptyFrom : emptyAt;
                    lines += block.Lines;
                    rows += block.Rows;
                }
                progress?.Invoke(rows);
            }
            return rows;
        }
        finally
        {
            foreach (var block in blocks)
            {
                ArrayPool<byte>.Shared.Return(block.Text);
            }
        }

        int Fill()
        {
            var count = 0;
            while (count < blocks.Length && reader.Read(blocks[count], BlockSize))
            {
                count++;
            }
            return count;
        }
    }

    internal static SourceFormatException TooLong(string file, long line) =>
        new(
            file,
            line,
            LongestLine + 1,
            new("a line of more than 1 MB", "een regel van meer dan 1 MB"),
            new("one row of a table on each line", "één rij van een tabel op elke regel"),
            new("check that this is the CSV that you meant", "controleer of dit de bedoelde CSV is")
        );

    internal static SourceFormatException EmptyLine(string file, long line) =>
        new(
            file,
            line,
            1,
            new("an empty line", "een lege regel"),
            new("a row, so that each point keeps its line", "een rij, zodat elk punt zijn regel houdt"),
            new("remove the empty line", "verwijder de lege regel")
        );

    internal static SourceFormatException NotUtf8(string file, long line, int column) =>
        new(
            file,
            line,
            column,
            new("bytes that are not UTF-8", "bytes die geen UTF-8 zijn"),
            new("UTF-8", "UTF-8"),
            new("save the file as UTF-8", "sla het bestand op als UTF-8")
        );
}
