using System.Text;
using System.Xml;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Sources.Records.Mappings;

/// <summary>
/// Rows of an XML message, streaming: elements are known by their local names, whatever namespace, prefix or version. No
/// document type, no entities of its own, nothing fetched; depth and lengths are bounded. Not thread-safe.
/// </summary>
internal sealed class XmlSource : ISourceRows, IDisposable
{
    public const int MostDepth = 64;
    private const int MostText = 256;

    private readonly string file;
    private readonly bool gzip;
    private readonly XmlReader reader;
    private readonly TextReader? decoded;
    private readonly string beginning;
    private readonly XmlSlots[] kinds;
    private readonly List<string> path = [];
    private readonly char[] text = new char[MostText];
    private XmlSlots current;
    private XmlSlots? row;
    private int rowDepth;
    private bool begun;

    public XmlSource(string file, GuardedStream stream, RecordMapping mapping)
    {
        (this.file, gzip) = (file, stream.Gzip);
        kinds = [.. mapping.Kinds.Select(k => new XmlSlots(k))];
        current = kinds[0];
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersFromEntities = 1 << 16,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
            CheckCharacters = true,
        };
        (reader, decoded, beginning) = Open(stream, settings);
    }

    public RowKind Kind => current.Kind;

    public string?[] Fields => current.Values;

    public long Line { get; private set; }

    public SetAside? Broken => null;

    public SourceDialect Dialect => new("XML", "XML", "none seen", gzip);

    public IReadOnlyList<string> Ignored => [];

    public void Dispose()
    {
        reader.Dispose();
        decoded?.Dispose();
    }

    public bool Next()
    {
        try
        {
            while (reader.Read())
            {
                if (Take())
                {
                    return true;
                }
            }
            return false;
        }
        catch (Exception fault) when (fault is XmlException or ArgumentException or NotSupportedException)
        {
            // The reader's own words quote the message: they stay inside.
            var line = fault is XmlException { LineNumber: > 0 } xml ? xml.LineNumber : Math.Max(1, LineNumber);
            var column = fault is XmlException { LinePosition: > 0 } at ? at.LinePosition : 1;
            throw begun ? MappingFaults.NotWellFormed(file, line, column, fault) : NoElement(line, column, fault);
        }
    }

    /// <summary>Why a text has not even one element.</summary>
    private SourceFormatException NoElement(long line, long column, Exception fault) =>
        beginning.Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase)
            ? MappingFaults.DocumentType(file, line, column)
        : beginning.AsSpan().TrimStart("\uFEFF\0 \t\r\n?").StartsWith("<")
            ? MappingFaults.NotWellFormed(file, line, column, fault)
        : MappingFaults.NotXml(file);

    /// <summary>Takes one node; true when it ends a row.</summary>
    private bool Take()
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                begun = true;
                var empty = reader.IsEmptyElement;
                Enter(reader.LocalName);
                return empty && Leave();
            case XmlNodeType.EndElement:
                return Leave();
            case XmlNodeType.Text or XmlNodeType.CDATA:
                if (Array.Exists(kinds, k => k.SlotAt(path) >= 0))
                {
                    var length = ReadText();
                    foreach (var kind in kinds)
                    {
                        kind.Put(kind.SlotAt(path), text.AsSpan(0, length));
                    }
                }
                return false;
            default:
                return false;
        }
    }

    private void Enter(string name)
    {
        if (path.Count == MostDepth)
        {
            throw MappingFaults.TooDeep(file, LineNumber, 1, MostDepth);
        }
        path.Add(name);
        foreach (var kind in kinds)
        {
            kind.Enter(name, forget: row is null);
            if (row is null && string.Equals(name, kind.Kind.Element, StringComparison.Ordinal))
            {
                (row, rowDepth, Line) = (kind, path.Count, LineNumber);
            }
        }
    }

    private bool Leave()
    {
        var ends = row is not null && path.Count == rowDepth;
        path.RemoveAt(path.Count - 1);
        if (ends)
        {
            (current, row) = (row!, null);
        }
        return ends;
    }

    private int ReadText()
    {
        var length = 0;
        int read;
        while (length < MostText && (read = reader.ReadValueChunk(text, length, MostText - length)) > 0)
        {
            length += read;
        }
        return length;
    }

    private int LineNumber => ((IXmlLineInfo)reader).LineNumber;

    /// <summary>The XML reader does not know Windows-1252 by itself; all other encodings are its own business.</summary>
    private static (XmlReader Reader, TextReader? Decoded, string Beginning) Open(
        GuardedStream stream,
        XmlReaderSettings settings
    )
    {
        var first = new byte[256];
        var length = stream.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        var all = new Records.PrefixedStream(first.AsMemory(0, length), stream, watched: false);
        var start = Encoding.ASCII.GetString(first, 0, length);
        if (!start.Split("?>")[0].Contains("windows-1252", StringComparison.OrdinalIgnoreCase))
        {
            return (XmlReader.Create(all, settings), null, start);
        }
        var latin = new StreamReader(all, CodePagesEncodingProvider.Instance.GetEncoding(1252)!);
        return (XmlReader.Create(latin, settings), latin, start);
    }
}
