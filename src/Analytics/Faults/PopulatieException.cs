namespace Populatie.Analytics.Faults;

/// <summary>
/// A fault of the caller or of the caller's surroundings, told in one line. Anything else that escapes is a bug of ours.
/// Expected trouble inside good input (a bad row, an unlocated record) is not an exception: it is counted in a report.
/// </summary>
public abstract class PopulatieException(Bilingual message, Exception? inner = null)
    : Exception(OneLine.Of(message.English), inner)
{
    public Bilingual Text { get; } = new(OneLine.Of(message.English), OneLine.Of(message.Dutch));
}

/// <summary>An input that cannot be used. Told as: file:line:column: found …, expected …; how to mend it.</summary>
public sealed class SourceFormatException(
    string file,
    long? line,
    long? column,
    Bilingual found,
    Bilingual expected,
    Bilingual mend,
    Exception? inner = null
) : PopulatieException(Compose(file, line, column, found, expected, mend), inner)
{
    public string File { get; } = file;

    /// <summary>1-based line, when the fault has one.</summary>
    public long? Line { get; } = line;

    /// <summary>1-based column of the text or the number of the field, when the fault has one.</summary>
    public long? Column { get; } = column;

    private static Bilingual Compose(
        string file,
        long? line,
        long? column,
        Bilingual found,
        Bilingual expected,
        Bilingual mend
    )
    {
        var place = (line, column) switch
        {
            (null, _) => file,
            ({ } l, null) => FormattableString.Invariant($"{file}:{l}"),
            ({ } l, { } c) => FormattableString.Invariant($"{file}:{l}:{c}"),
        };
        return new(
            $"{place}: found {found.English}, expected {expected.English}; {mend.English}",
            $"{place}: gevonden {found.Dutch}, verwacht {expected.Dutch}; {mend.Dutch}"
        );
    }
}

/// <summary>A command that was called in a way that cannot work.</summary>
public sealed class UsageException(Bilingual message) : PopulatieException(message);

/// <summary>Disk, memory, port or database: the machine cannot give what is needed.</summary>
public sealed class ResourceException(Bilingual message, Exception? inner = null) : PopulatieException(message, inner);
