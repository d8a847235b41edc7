using System.Text.Json;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Sources.Maps;

/// <summary>Reads the tokens of a JSON file one by one, holding only a window of it; tells faults with line and column.</summary>
internal sealed class JsonTokens(Stream stream, string file)
{
    private const int FirstWindow = 1 << 16;

    /// <summary>A single token longer than this is no coordinate and no name.</summary>
    private const int LargestWindow = 1 << 24;
    private byte[] window = new byte[FirstWindow];
    private int start;
    private int end;
    private bool last;
    private bool begun;
    private JsonReaderState state;
    private byte[] value = [];
    private int valueLength;
    private bool escaped;

    public JsonTokenType Type { get; private set; }

    /// <summary>The number of bytes consumed.</summary>
    public long Position { get; private set; }

    /// <summary>Line of the last token, counted from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>Steps to the next token; false at the end of the file.</summary>
    public bool Read()
    {
        while (true)
        {
            if (!begun)
            {
                begun = true;
                Fill();
                if (end >= 3 && window.AsSpan(0, 3).SequenceEqual((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
                {
                    start = 3;
                }
            }
            if (last && start == end && Position == 0)
            {
                return false;
            }
            var reader = new Utf8JsonReader(window.AsSpan(start..end), last, state);
            bool got;
            try
            {
                got = reader.Read();
            }
            catch (JsonException fault)
            {
                throw Broken(fault);
            }
            Line += window.AsSpan(start, (int)reader.BytesConsumed).Count((byte)'\n');
            Position += reader.BytesConsumed;
            state = reader.CurrentState;
            start += (int)reader.BytesConsumed;
            if (got)
            {
                Keep(ref reader);
                return true;
            }
            if (last)
            {
                return false;
            }
            Fill();
        }
    }

    /// <summary>Steps to the next token, which must exist.</summary>
    public JsonTokenType Next() =>
        Read() ? Type : throw At(new("the end of the file", "het einde van het bestand"), Rest, Whole);

    /// <summary>Steps over the value that begins at the next token.</summary>
    public void SkipValue()
    {
        Next();
        SkipRest();
    }

    /// <summary>Steps to the end of the array or object whose first token was just read; nothing for a plain value.</summary>
    public void SkipRest()
    {
        var depth = 0;
        while (true)
        {
            depth += Type switch
            {
                JsonTokenType.StartArray or JsonTokenType.StartObject => 1,
                JsonTokenType.EndArray or JsonTokenType.EndObject => -1,
                _ => 0,
            };
            if (depth <= 0)
            {
                return;
            }
            Next();
        }
    }

    public bool Is(ReadOnlySpan<byte> name) => !escaped && value.AsSpan(0, valueLength).SequenceEqual(name);

    public double Number() =>
        System.Buffers.Text.Utf8Parser.TryParse(value.AsSpan(0, valueLength), out double number, out var used)
        && used == valueLength
        && double.IsFinite(number)
            ? number
            : throw At(Bilingual.Same($"'{Text()}'"), new("a number", "een getal"), Whole);

    /// <summary>The token as a text; numbers and truth values as the file spells them, null as the empty text.</summary>
    public string Text()
    {
        if (Type is JsonTokenType.Null)
        {
            return "";
        }
        var raw = value.AsSpan(0, valueLength);
        try
        {
            return escaped
                ? JsonSerializer.Deserialize<string>($"\"{System.Text.Encoding.UTF8.GetString(raw)}\"")!
                : System.Text.Encoding.UTF8.GetString(raw);
        }
        catch (JsonException fault)
        {
            throw Broken(fault);
        }
    }

    /// <summary>A fault at the token that was read last.</summary>
    public SourceFormatException At(Bilingual found, Bilingual expected, Bilingual mend) =>
        new(file, Line, null, found, expected, mend);

    internal static Bilingual Whole { get; } =
        new(
            "check that the file is whole; get it again from where it came",
            "controleer of het bestand heel is; haal het opnieuw op"
        );

    internal static Bilingual Rest { get; } = new("the rest of the GeoJSON", "de rest van de GeoJSON");

    private SourceFormatException Broken(JsonException fault)
    {
        // The reader counts lines over the whole file, but bytes from the start of its line.
        var line = (fault.LineNumber ?? 0) + 1;
        var column = (fault.BytePositionInLine ?? 0) + 1;
        return new(
            file,
            line,
            column,
            EndsEarly()
                ? new("the end of the file", "het einde van het bestand")
                : new("text that is not JSON", "tekst die geen JSON is"),
            Rest,
            Whole,
            fault
        );
    }

    /// <summary>Whether what is left is the beginning of good JSON: then the fault is only that the file stops.</summary>
    private bool EndsEarly()
    {
        if (!last)
        {
            return false;
        }
        var again = new Utf8JsonReader(window.AsSpan(start..end), isFinalBlock: false, state);
        try
        {
            return !again.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void Keep(ref Utf8JsonReader reader)
    {
        Type = reader.TokenType;
        escaped = reader.ValueIsEscaped;
        var bytes = reader.ValueSpan;
        if (value.Length < bytes.Length)
        {
            value = new byte[Math.Max(256, bytes.Length * 2)];
        }
        bytes.CopyTo(value);
        valueLength = bytes.Length;
    }

    private void Fill()
    {
        window.AsSpan(start..end).CopyTo(window);
        (start, end) = (0, end - start);
        if (end == window.Length)
        {
            if (window.Length >= LargestWindow)
            {
                throw At(
                    new("a value of more than 16 MB", "een waarde van meer dan 16 MB"),
                    new("coordinates and names", "coördinaten en namen"),
                    Whole
                );
            }
            Array.Resize(ref window, window.Length * 2);
        }
        // All that fits: a token that is read on has to be looked at again from its start.
        var free = window.Length - end;
        var read = stream.ReadAtLeast(window.AsSpan(end), free, throwOnEndOfStream: false);
        last = read < free;
        end += read;
    }
}
