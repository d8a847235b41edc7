namespace Populatie.Simulation.Scenarios.Notation;

/// <summary>How a key and a value that fits it are written: for advice and for the template.</summary>
internal static class KeyText
{
    public static string Line(KeyShape key) => $"{key.Name}: {key.Example ?? ExampleOf(key.Value)}";

    private static string ExampleOf(ValueShape shape) =>
        shape switch
        {
            TextShape text => text.Example,
            WholeShape whole => FormattableString.Invariant($"{whole.Low}"),
            QuantityShape quantity => quantity.Unit.Example,
            FigureShape { Unit: { } unit } => unit.Example,
            WordShape words => words.Words[0].Name,
            EitherShape either => ExampleOf(either.First),
            ListShape list => $"[{ExampleOf(list.Each)}]",
            SectionShape section => $"{{{string.Join(", ", section.Keys.Where(k => k.Required).Select(Line))}}}",
            _ => "…",
        };
}
