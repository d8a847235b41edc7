using System.Collections.Immutable;
using Populatie.Analytics.Faults;

namespace Populatie.Simulation.Scenarios.Notation;

/// <summary>What may stand behind a key. The reader, the JSON Schema, the template and the guide all follow these shapes.</summary>
internal abstract record ValueShape;

/// <summary>Words that mean nothing to the engine: a name, an id, a code.</summary>
internal sealed record TextShape(string Example) : ValueShape;

/// <summary>A whole number, in words of years where <paramref name="Counted"/> says so.</summary>
internal sealed record WholeShape(int Low, int High, Unit? Counted = null) : ValueShape;

/// <summary>A figure with its unit, a range and a source: becomes an assumption.</summary>
/// <param name="Low">Least value, in the engine's unit; the range must hold too.</param>
/// <param name="High">Most.</param>
/// <param name="Spread">Half the width of the range of a figure that states none, in the engine's unit.</param>
internal sealed record QuantityShape(
    Unit Unit,
    double Low = double.NegativeInfinity,
    double High = double.PositiveInfinity,
    double Spread = 0
) : ValueShape;

/// <summary>A figure with its unit and nothing more; null: any unit.</summary>
internal sealed record FigureShape(Unit? Unit) : ValueShape;

/// <summary>A figure whose unit depends on another key: the size of a lever.</summary>
internal sealed record AnyQuantityShape : ValueShape;

/// <summary>One of a few words.</summary>
internal abstract record WordShape : ValueShape
{
    public abstract ImmutableArray<Word> Words { get; }

    public IEnumerable<string> Spellings => Words.SelectMany(w => w.Also.Prepend(w.Name));

    public bool Knows(string text) => NameOf(text) is not null;

    /// <summary>The word in our own spelling; null when the text is none of its spellings.</summary>
    public string? NameOf(string text) =>
        Words.FirstOrDefault(w => w.Also.Prepend(w.Name).Any(s => IsSame(s, text.Trim())))?.Name;

    protected static bool IsSame(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A word of the language and its other spellings.</summary>
internal sealed record Word(string Name, Bilingual Meaning, ImmutableArray<string> Also);

/// <summary>Words that stand for values.</summary>
internal sealed record WordShape<T>(ImmutableArray<(Word Word, T Value)> Choices) : WordShape
{
    public override ImmutableArray<Word> Words { get; } = [.. Choices.Select(c => c.Word)];

    public bool TryFind(string text, out T value)
    {
        var name = NameOf(text);
        foreach (var (word, meant) in Choices)
        {
            if (string.Equals(word.Name, name, StringComparison.Ordinal))
            {
                value = meant;
                return true;
            }
        }
        value = default!;
        return false;
    }
}

/// <summary>Keys with values.</summary>
internal sealed record SectionShape(ImmutableArray<KeyShape> Keys) : ValueShape
{
    public KeyShape? Find(string key) => Keys.FirstOrDefault(k => string.Equals(k.Name, key, StringComparison.Ordinal));
}

/// <summary>Sections under names that the author chooses; <paramref name="Off"/> in place of a section removes it.</summary>
internal sealed record NamedShape(SectionShape Each, string Off) : ValueShape;

internal sealed record ListShape(ValueShape Each) : ValueShape;

/// <summary>Either of two: the first when a single word or figure stands there, or when it fits.</summary>
internal sealed record EitherShape(ValueShape First, ValueShape Second) : ValueShape;

/// <summary>A key, what it means to a reader, and what may stand behind it.</summary>
/// <param name="Required">Whether a scenario that extends none must have it.</param>
/// <param name="Example">For the template, where the shape gives none.</param>
internal sealed record KeyShape(
    string Name,
    ValueShape Value,
    Bilingual Meaning,
    bool Required = false,
    string? Example = null
);
