using System.Globalization;
using Populatie.Analytics.Faults;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Scenarios.Notation;

namespace Populatie.Simulation.Runs;

/// <summary>
/// How well a mean is to be known: the standard error of the mean over the futures of one measure of the whole run, in one
/// year. Written as measure, product where it is not all, year, and how much: <c>cost 2035 1%</c>, <c>waiting Wmo 2030 50</c>,
/// <c>cost 2035 EUR 2 mln</c>.
/// </summary>
/// <param name="Tolerance">A share of the mean, or in the unit of the measure.</param>
public sealed record PrecisionTarget(Measure Measure, string Product, int Year, double Tolerance, bool IsShare)
{
    private const string All = "all";

    /// <summary>What people say, and what it is called.</summary>
    private static readonly Dictionary<string, Measure> Spoken = new(StringComparer.OrdinalIgnoreCase)
    {
        ["cost"] = Measures.CostReal,
        ["kosten"] = Measures.CostReal,
        ["wachtend"] = Measures.Waiting,
        ["onvervuld"] = Measures.Unmet,
        ["aanvragen"] = Measures.Requests,
        ["clienten"] = Measures.Clients,
        ["cliënten"] = Measures.Clients,
        ["uren"] = Measures.Hours,
        ["gap"] = Measures.GapReal,
        ["fte"] = Measures.Fte,
    };

    /// <summary>Measures whose values are kept per future, as they are spelt here.</summary>
    public static IEnumerable<string> Names =>
        Measures.Always.Concat(Measures.TopDown).Concat(Measures.Contracts).Where(m => m.Headline).Select(m => m.Name);

    /// <exception cref="UsageException">It cannot be read; one line says what was found and how to write it.</exception>
    public static PrecisionTarget Parse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var at = Array.FindIndex(words, IsYear);
        if (at is < 1 or > 2 || at == words.Length - 1)
        {
            throw Refused(text, new("write a measure, a year and how well", "schrijf een maat, een jaar en hoe goed"));
        }
        var measure =
            Spoken.GetValueOrDefault(words[0])
            ?? Measures.Find(words[0].ToLowerInvariant())
            ?? throw Refused(text, Known(words[0]));
        if (!measure.Headline)
        {
            throw Refused(text, Known(words[0]));
        }
        var (tolerance, isShare) = Size(text, string.Join(' ', words[(at + 1)..]), measure);
        var year = int.Parse(words[at], CultureInfo.InvariantCulture);
        return new(measure, at == 2 ? words[1] : All, year, tolerance, isShare);
    }

    /// <exception cref="UsageException">A run of the scenario does not have the measure, the year or the total.</exception>
    public void Check(ProjectionInputs inputs)
    {
        var scenario = inputs.Scenario;
        if (!Measures.Of(scenario).Contains(Measure))
        {
            var known = string.Join(", ", Measures.Of(scenario).Where(m => m.Headline).Select(m => m.Name));
            throw new UsageException(
                new(
                    $"--precision: a run of {scenario.Name} has no {Measure.Name}; it has {known}",
                    $"--precision: een projectie van {scenario.Name} heeft geen {Measure.Name}; wel {known}"
                )
            );
        }
        if (Year < scenario.FirstYear || Year > scenario.Horizon)
        {
            throw new UsageException(
                new(
                    $"--precision: {Year} is not projected by {scenario.Name}; choose {scenario.FirstYear} to {scenario.Horizon}",
                    $"--precision: {scenario.Name} projecteert {Year} niet; kies {scenario.FirstYear} tot en met {scenario.Horizon}"
                )
            );
        }
        var products = inputs.Fit.Products;
        var isTotal = products.TryFind(Product, out var ordinal) && products.IsTotal(ordinal);
        if (!isTotal || (Measure == Measures.Population && !string.Equals(Product, All, StringComparison.Ordinal)))
        {
            var totals = string.Join(", ", products.Codes[products.ProductCount..]);
            throw new UsageException(
                new(
                    $"--precision: {Measure.Name} of {Product} is not kept per future; choose one of {totals}, or leave it out",
                    $"--precision: {Measure.Name} van {Product} wordt niet per toekomst bewaard; kies een van {totals}, of laat het weg"
                )
            );
        }
    }

    private static (double Tolerance, bool IsShare) Size(string text, string size, Measure measure)
    {
        var isMoney = string.Equals(measure.Unit, "eur_cents", StringComparison.Ordinal);
        var isShare = size.Contains('%', StringComparison.Ordinal);
        var unit =
            isShare ? Unit.Percent
            : isMoney ? Unit.Euro
            : Unit.Number;
        if (QuantityText.Parse(size, unit, out var quantity, out _) != QuantityFault.None || quantity.Value <= 0)
        {
            throw Refused(
                text,
                isMoney
                    ? new(
                        $"'{size}' is no share or amount: 1% or EUR 2 mln",
                        $"'{size}' is geen deel of bedrag: 1% of EUR 2 mln"
                    )
                    : new($"'{size}' is no share or number: 5% or 50", $"'{size}' is geen deel of aantal: 5% of 50")
            );
        }
        return (isShare || !isMoney ? quantity.Value : 100 * quantity.Value, isShare);
    }

    private static Bilingual Known(string name) =>
        new(
            $"there is no measure {name} that is kept per future; there are cost, {string.Join(", ", Names)}",
            $"er is geen maat {name} die per toekomst wordt bewaard; wel kosten, {string.Join(", ", Names)}"
        );

    private static bool IsYear(string word) =>
        word.Length == 4
        && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
        && year > 1900;

    private static UsageException Refused(string text, Bilingual why) =>
        new(
            new(
                $"--precision \"{text}\": {why.English}; for example \"cost 2035 1%\" or \"waiting Wmo 2030 50\"",
                $"--precision \"{text}\": {why.Dutch}; bijvoorbeeld \"cost 2035 1%\" of \"waiting Wmo 2030 50\""
            )
        );
}
