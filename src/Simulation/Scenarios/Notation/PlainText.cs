using System.Globalization;

namespace Populatie.Simulation.Scenarios.Notation;

/// <summary>What a piece of a scenario says, in one spelling: two texts that mean the same give the same line.</summary>
internal static class PlainText
{
    public static string Of(SettingNode node, ValueShape shape) =>
        shape switch
        {
            QuantityShape quantity => Figure(node, quantity),
            AnyQuantityShape => Figure(node, new(UnitIn(node))),
            EitherShape either => OfEither(node, either),
            WordShape words => Word(node, words),
            WholeShape { Counted: { } unit } => Whole(node, unit),
            ListShape list when node is ListNode items =>
                $"[{string.Join(", ", items.Items.Select(i => Of(i, list.Each)))}]",
            SectionShape section when node is MapNode map => Section(map, section),
            NamedShape named when node is MapNode map =>
                $"{{{string.Join(", ", map.Entries.Select(e => $"{e.Key}: {Of(e.Value, named.Each)}"))}}}",
            _ => node.Shown,
        };

    private static string Section(MapNode map, SectionShape section) =>
        $"{{{string.Join(", ", section.Keys.Where(k => map.Find(k.Name) is not null).Select(k => $"{k.Name}: {Of(map.Find(k.Name)!, k.Value)}"))}}}";

    private static string OfEither(SettingNode node, EitherShape either) =>
        either.First is WordShape words && words.Knows(node.Shown) ? Word(node, words) : Of(node, either.Second);

    private static string Word(SettingNode node, WordShape words) => words.NameOf(node.Shown) ?? node.Shown;

    private static string Whole(SettingNode node, Unit unit) =>
        QuantityText.Parse(node.Shown, unit, out var quantity, out _) == QuantityFault.None
            ? quantity.Value.ToString("0", CultureInfo.InvariantCulture)
            : node.Shown;

    private static string Figure(SettingNode node, QuantityShape shape)
    {
        var stated = Quantities.Read(node, "", shape);
        var unit = shape.Unit;
        var behind = new List<string>();
        if (!stated.Low.Equals(stated.Value) || !stated.High.Equals(stated.Value))
        {
            behind.Add($"{unit.Format(stated.Low)} to {unit.Format(stated.High)}");
        }
        if (!string.Equals(stated.Source, Quantities.NoSource, StringComparison.Ordinal))
        {
            behind.Add(stated.Source);
        }
        if (!stated.Confidence.Equals(Quantities.StatedConfidence))
        {
            behind.Add(string.Create(CultureInfo.InvariantCulture, $"confidence {stated.Confidence}"));
        }
        return unit.Format(stated.Value) + (behind.Count == 0 ? "" : $" ({string.Join("; ", behind)})");
    }

    /// <summary>The unit that a text itself names; a bare figure is a plain number.</summary>
    private static Unit UnitIn(SettingNode node)
    {
        var text = node is MapNode map ? map.Find("value")?.Shown ?? "" : node.Shown;
        return Unit.All.FirstOrDefault(u =>
                !u.BareIsClear && QuantityText.Parse(text, u, out _, out _) == QuantityFault.None
            ) ?? Unit.Number;
    }
}
