using Populatie.Analytics.Faults;

namespace Populatie.Simulation.Scenarios.Notation;

/// <summary>Keys of the sorts that come back: shares, rates, switches, weeks.</summary>
internal static class Keys
{
    public static SectionShape ByAct(ValueShape each) =>
        new([new("wmo", each, Bilingual.Same("Wmo")), new("jeugd", each, Bilingual.Same("Jeugd"))]);

    public static KeyShape Reference(string name, string english, string dutch) =>
        new(
            name,
            new TextShape("latest"),
            new(
                $"{english}: an id, the beginning of one, a path, or latest",
                $"{dutch}: een id, het begin ervan, een pad, of latest"
            )
        );

    public static KeyShape Whole(
        string name,
        int low,
        int high,
        string english,
        string dutch,
        bool required,
        string example
    ) => new(name, new WholeShape(low, high), new(english, dutch), required, example);

    public static KeyShape Switch(string name, string english, string dutch) =>
        new(name, ScenarioWords.Switches, new(english, dutch));

    public static KeyShape Share(string name, string english, string dutch, double low = 0, double high = 1) =>
        new(name, new QuantityShape(Unit.Percent, low, high), new(english, dutch));

    public static KeyShape Rate(
        string name,
        string english,
        string dutch,
        double low = -1,
        double high = 10,
        double spread = 0
    ) => new(name, new QuantityShape(Unit.Percent, low, high, spread), new(english, dutch));

    public static KeyShape FittedRate(string name, string english, string dutch, double low, double high = 10) =>
        new(
            name,
            new EitherShape(ScenarioWords.Fitted, new QuantityShape(Unit.Percent, low, high)),
            new(english, dutch)
        );

    public static KeyShape Weeks(string name, string english, string dutch) =>
        new(name, new QuantityShape(Unit.Weeks, 0, 520), new(english, dutch), Example: "8 weeks");
}
