using Populatie.Analytics.Faults;
using Populatie.Cli.Shell;
using Populatie.Simulation.Figures;

namespace Populatie.Cli.Commands.Answers;

/// <summary>How a measure is spoken of: its name in a table, its place in a sentence, its figures.</summary>
/// <param name="Label">In a table; money in millions of euros.</param>
/// <param name="Subject">In a sentence: "the waiting list".</param>
/// <param name="PluralInDutch">Whether the Dutch subject is plural; the English ones are singular.</param>
/// <param name="Lower">What it is when there is less of it: "shorter".</param>
/// <param name="Higher">What it is when there is more of it: "longer".</param>
internal sealed record MeasureWords(
    Bilingual Label,
    Bilingual Subject,
    bool PluralInDutch,
    Bilingual Lower,
    Bilingual Higher
)
{
    private static readonly Bilingual Low = new("lower", "lager");
    private static readonly Bilingual High = new("higher", "hoger");
    private static readonly Bilingual Small = new("smaller", "kleiner");
    private static readonly Bilingual Large = new("larger", "groter");

    private static readonly Dictionary<Measure, MeasureWords> Known = new()
    {
        [Measures.Population] = Number("residents", "inwoners"),
        [Measures.Requests] = Number("requests", "aanvragen"),
        [Measures.Clients] = Number("clients", "cliënten"),
        [Measures.InCare] = Number("in care", "in zorg", "spells in care", "lopende trajecten"),
        [Measures.Hours] = Number("hours of care", "uren zorg"),
        [Measures.Fte] = Number("FTE needed", "benodigde FTE"),
        [Measures.FteAvailable] = Number("FTE available", "beschikbare FTE"),
        [Measures.Waiting] = new(
            new("waiting", "wachtend"),
            new("the waiting list", "de wachtlijst"),
            PluralInDutch: false,
            new("shorter", "korter"),
            new("longer", "langer")
        ),
        [Measures.WaitingOverNorm] = Number(
            "waiting over the norm",
            "wachtend boven de norm",
            "people who wait longer than the norm",
            "mensen dat langer wacht dan de norm"
        ),
        [Measures.Unmet] = new(
            new("unmet need", "onvervulde behoefte"),
            new("unmet need", "de onvervulde behoefte"),
            PluralInDutch: false,
            Small,
            Large
        ),
        [Measures.CostVolume] = Money(
            new("cost, constant prices", "kosten, vaste prijzen"),
            new("cost at constant prices", "de kosten tegen vaste prijzen")
        ),
        [Measures.CostReal] = Money(new("cost, real", "kosten, reëel"), new("cost", "de kosten")),
        [Measures.CostNominal] = Money(
            new("cost, nominal", "kosten, nominaal"),
            new("nominal cost", "de nominale kosten")
        ),
        [Measures.GapReal] = Gap("care not bought, real", "zorg zonder geld, reëel"),
        [Measures.GapNominal] = Gap("care not bought, nominal", "zorg zonder geld, nominaal"),
        [Measures.PaymentReal] = Money(
            new("payment, real", "betalingen, reëel"),
            new("what the municipality pays", "de betalingen door de gemeente")
        ),
    };

    /// <summary>Words for any measure; those that nobody speaks of go by their own name.</summary>
    public static MeasureWords Of(Measure measure) =>
        Known.GetValueOrDefault(measure)
        ?? new(Bilingual.Same(measure.Name), Bilingual.Same(measure.Name), PluralInDutch: false, Low, High);

    public static bool IsMoney(Measure measure) => string.Equals(measure.Unit, "eur_cents", StringComparison.Ordinal);

    /// <summary>What stands behind the label: the unit, where the label does not hold it.</summary>
    public static string LabelOf(Session session, Measure measure)
    {
        var label = session.Say(Of(measure).Label);
        return IsMoney(measure) ? $"{label}, € mln" : label;
    }

    /// <summary>A value of a measure as this reader writes it; money in millions.</summary>
    /// <param name="like">Of the size that decides on the digits: a small difference of large amounts needs more of them.</param>
    public static string Show(Session session, Measure measure, double value, double like) =>
        IsMoney(measure)
            ? session.Decimal(value / 1e8, Digits(like / 1e8, 1, 3))
            : session.Decimal(value, Digits(like, 0, 2));

    /// <summary>The same with its sign, also when it is more.</summary>
    public static string ShowChange(Session session, Measure measure, double value, double like)
    {
        var text = Show(session, measure, Math.Abs(value), like);
        var isZero = text.All(c => !char.IsAsciiDigit(c) || c == '0');
        return isZero ? text
            : value < 0 ? "−" + text
            : "+" + text;
    }

    private static int Digits(double value, int least, int most)
    {
        var (size, digits) = (Math.Abs(value), least);
        if (size <= 0)
        {
            return least;
        }
        while (digits < most && size < 10)
        {
            (size, digits) = (size * 10, digits + 1);
        }
        return digits;
    }

    private static MeasureWords Number(string english, string dutch, string? spoken = null, string? gesproken = null) =>
        new(
            new(english, dutch),
            new($"the number of {spoken ?? english}", $"het aantal {gesproken ?? dutch}"),
            PluralInDutch: false,
            Low,
            High
        );

    private static MeasureWords Money(Bilingual label, Bilingual subject) =>
        new(label, subject, PluralInDutch: true, Low, High);

    private static MeasureWords Gap(string english, string dutch) =>
        new(
            new(english, dutch),
            new("the care that the money cannot buy", "de zorg die het geld niet koopt"),
            PluralInDutch: false,
            Small,
            Large
        );
}
