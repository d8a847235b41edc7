using System.Diagnostics;
using Populatie.Analytics.Faults;

namespace Populatie.Fuzz.Trials;

/// <summary>What one execution did.</summary>
/// <param name="Behaviour">Shape of the result, or of the fault.</param>
/// <param name="Finding">What was wrong with it; null when nothing was.</param>
internal readonly record struct Outcome(long Behaviour, Finding? Finding);

/// <param name="Kind">Equal for executions that fail in the same way.</param>
internal sealed record Finding(string Kind, string Detail);

/// <summary>
/// Calls a target on one input and judges: a result, or a fault of the kind that is told to users, with a text of one line
/// in both languages that names the file and a line within it; memory in proportion to the input.
/// </summary>
internal static class Trial
{
    /// <summary>Longest text of a fault, in characters.</summary>
    public const int LongestText = 1500;

    public static Outcome Judge(Target target, byte[] input)
    {
        var outcome = Once(target, input);
        // The first call of all pays for tables that are read once.
        return string.Equals(outcome.Finding?.Kind, "memory", StringComparison.Ordinal) ? Once(target, input) : outcome;
    }

    private static Outcome Once(Target target, byte[] input)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        long behaviour;
        Finding? finding = null;
        try
        {
            behaviour = target.Read(input);
        }
        catch (SourceFormatException fault)
        {
            behaviour = ShapeOf(fault);
            finding = Judge(target, input, fault);
        }
        catch (UsageException fault) when (target.IsOption)
        {
            behaviour = Unquoted(3, fault.Text.English.AsSpan(0, Math.Min(fault.Text.English.Length, 40)));
            finding = Judge(fault, "");
        }
#pragma warning disable CA1031 // Whatever else comes out is what is looked for.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            behaviour = fault.GetType().Name.Length;
            finding = new(KindOf(fault), fault.ToString());
        }
        var (most, perByte) = target.Allocation;
        var used = GC.GetAllocatedBytesForCurrentThread() - before;
        if (finding is null && used > most + (perByte * input.Length))
        {
            finding = new("memory", $"{used} bytes allocated for an input of {input.Length} bytes");
        }
        return new(behaviour, finding);
    }

    private static Finding? Judge(Target target, byte[] input, SourceFormatException fault)
    {
        if (Judge(fault, target.FaultName) is { } wrong)
        {
            return wrong;
        }
        var lines = target.CountsLines ? LinesOf(input) : long.MaxValue;
        return fault.Line is < 1 || fault.Line > lines || fault.Column is < 1
            ? new(
                $"a place outside the file ({TemplateOf(fault.Text.English)})",
                $"{fault.Line}:{fault.Column} of {lines} lines: {fault.Text.English}"
            )
            : null;
    }

    private static Finding? Judge(PopulatieException fault, string begin)
    {
        foreach (var text in new[] { fault.Text.English, fault.Text.Dutch })
        {
            var wrong =
                string.IsNullOrWhiteSpace(text) ? "empty text"
                : text.AsSpan().ContainsAny(Breaks) || HasControl(text)
                    ? "text of more than one line, or with control characters"
                : text.Length > LongestText ? "text too long"
                : !text.StartsWith(begin, StringComparison.Ordinal) ? "text that does not name the file"
                : null;
            if (wrong is not null)
            {
                return new($"{wrong} ({TemplateOf(fault.Text.English)})", $"{wrong}: {text}");
            }
        }
        return null;
    }

    private static readonly System.Buffers.SearchValues<char> Breaks = System.Buffers.SearchValues.Create(
        "\r\n\u0085\u2028\u2029"
    );

    private static bool HasControl(string text)
    {
        foreach (var letter in text)
        {
            if (char.IsControl(letter))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>More than any reader counts: every byte that one of them takes for the end of a line.</summary>
    private static long LinesOf(ReadOnlySpan<byte> input) =>
        2L + input.Count((byte)'\n') + input.Count((byte)'\r') + input.Count((byte)0x85) + input.Count((byte)0xE2);

    /// <summary>A fault without what it quotes: quoted texts and numbers left out.</summary>
    private static string TemplateOf(string text)
    {
        var template = new System.Text.StringBuilder();
        var quoted = false;
        foreach (var letter in text.AsSpan(0, Math.Min(text.Length, 200)))
        {
            quoted ^= letter == '\'';
            if (!quoted && !char.IsDigit(letter))
            {
                template.Append(letter is '\r' or '\n' ? ' ' : letter);
            }
        }
        return template.ToString(0, Math.Min(template.Length, 80));
    }

    /// <summary>What a fault expected and how to mend it, and the first words of what it found; without texts quoted.</summary>
    private static long ShapeOf(SourceFormatException fault)
    {
        unchecked
        {
            var hash = (fault.Line is null ? 1L : 2L) * (fault.Column is null ? 3L : 5L);
            var text = fault.Text.English.AsSpan();
            var found = text[Math.Min(text.Length, Target.File.Length)..];
            var expected = Math.Max(0, found.IndexOf(", expected ", StringComparison.Ordinal));
            hash = Unquoted(hash, found[..Math.Min(expected, FirstWords)]);
            return Unquoted(hash, found[expected..Math.Min(found.Length, expected + 100)]);
        }
    }

    private const int FirstWords = 24;

    private static long Unquoted(long hash, ReadOnlySpan<char> text)
    {
        var quoted = false;
        foreach (var letter in text)
        {
            quoted ^= letter == '\'';
            if (!quoted && !char.IsDigit(letter))
            {
                hash = unchecked((hash * 31) + letter);
            }
        }
        return hash;
    }

    /// <summary>Type and place of an exception: the innermost method of ours.</summary>
    private static string KindOf(Exception fault)
    {
        var frames = new StackTrace(fault).GetFrames();
        var ours = Array.Find(
            frames,
            f =>
                f.GetMethod()?.DeclaringType?.FullName is { } name
                && name.StartsWith("Populatie.", StringComparison.Ordinal)
        );
        var method = ours?.GetMethod();
        var law = fault is OracleException ? $" ({fault.Message})" : "";
        return $"{fault.GetType().Name} in {method?.DeclaringType?.Name}.{method?.Name}{law}";
    }
}
