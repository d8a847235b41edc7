using System.Globalization;
using Populatie.Analytics.Areas;
using Populatie.Cli.Shell;
using Populatie.Simulation.Analysis.Comparison;
using Populatie.Simulation.Figures;

namespace Populatie.Cli.Commands.Answers;

/// <summary>A comparison as a page: the answer in a sentence, the figures, a picture, what the columns mean.</summary>
internal sealed class ComparePage
{
    private const int MostBars = 40;
    private readonly Session session;
    private readonly RunComparison comparison;
    private readonly string a;
    private readonly string b;

    public ComparePage(Session session, RunComparison comparison)
    {
        (this.session, this.comparison) = (session, comparison);
        var same = string.Equals(comparison.ScenarioA, comparison.ScenarioB, StringComparison.Ordinal);
        (a, b) = same ? (comparison.A, comparison.B) : (comparison.ScenarioA, comparison.ScenarioB);
    }

    public void Print()
    {
        session.Output.WriteLine(Sentence());
        session.Output.WriteLine();
        PrintTable();
        PrintPicture();
        session.Output.WriteLine();
        Explain();
    }

    /// <summary>Of who waits, else of what it costs, else of what was asked for; in the last year, of all care.</summary>
    private string Sentence()
    {
        var last = comparison.Rows.Where(r => r.Year == comparison.Rows.Max(o => o.Year)).ToList();
        var waiting = last.Find(r => Is(r, Measures.Waiting) && r.Equal < 1);
        var cost = last.Find(r => Is(r, Measures.CostReal));
        var first = waiting ?? cost ?? last[0];
        var text = Sentence(first);
        return first == waiting && cost is not null && cost.Equal < 1 ? $"{text} {AndCost(cost)}" : text;
    }

    private string Sentence(ComparisonRow row)
    {
        var words = MeasureWords.Of(Measures.Find(row.Measure)!);
        var where = row.Level == AreaLevel.Gemeente ? "" : session.Say($" in {row.AreaName}", $" in {row.AreaName}");
        var of = IsAll(row) ? "" : session.Say($" for {row.Product}", $" voor {row.Product}");
        var year = row.Year.ToString(CultureInfo.InvariantCulture);
        var subject = session.Say(words.Subject);
        var is_ = words.PluralInDutch ? "zijn" : "is";
        if (row.Equal >= 1)
        {
            return session.Say(
                $"In every future {subject}{of}{where} in {year} is the same with {b} as with {a}.",
                $"In alle toekomsten {is_} {subject}{of}{where} in {year} met {b} even groot als met {a}."
            );
        }
        var lower = row.Lower >= row.Higher;
        var than = session.Say(lower ? words.Lower : words.Higher);
        return session.Say(
            $"{Futures(lower ? row.Lower : row.Higher)} {subject}{of}{where} in {year} is {than} with {b} than with {a}.",
            $"{Futures(lower ? row.Lower : row.Higher)} {is_} {subject}{of}{where} in {year} {than} met {b} dan met {a}."
        );
    }

    private string AndCost(ComparisonRow row)
    {
        var lower = row.Lower >= row.Higher;
        var futures = Futures(lower ? row.Lower : row.Higher);
        var than = session.Say(
            lower ? MeasureWords.Of(Measures.CostReal).Lower : MeasureWords.Of(Measures.CostReal).Higher
        );
        return session.Say($"{futures} it costs {(lower ? "less" : "more")}.", $"{futures} zijn de kosten {than}.");
    }

    /// <summary>"In 92 of 100 futures"; never 0 or 100 where it is not all of them.</summary>
    private string Futures(double share)
    {
        var of = comparison.Replicates;
        var count = (int)Math.Round(share * of);
        if (count == of)
        {
            return session.Say($"In all {session.Count(of)} futures", $"In alle {session.Count(of)} toekomsten");
        }
        if (of <= 100)
        {
            return session.Say($"In {count} of {of} futures", $"In {count} van de {of} toekomsten");
        }
        var hundred = (int)Math.Round(100 * share);
        return hundred >= 100
            ? session.Say("In more than 99 of 100 futures", "In meer dan 99 van de 100 toekomsten")
            : session.Say($"In {hundred} of 100 futures", $"In {hundred} van de 100 toekomsten");
    }

    private void PrintTable()
    {
        var (areas, products) = (Many(r => r.Area), Many(r => r.Product));
        session.Output.WriteLine($"A: {a}   B: {b}");
        session.Output.WriteLine();
        var table = new TablePrinter([
            .. areas ? [new TablePrinter.Column(session.Say("Area", "Gebied"))] : Array.Empty<TablePrinter.Column>(),
            .. products ? [new TablePrinter.Column("Product")] : Array.Empty<TablePrinter.Column>(),
            new(session.Say("Measure", "Maat")),
            new(session.Say("Year", "Jaar"), Right: true),
            new("A", Right: true),
            new("B", Right: true),
            new("B − A (95%)", Right: true),
            new(session.Say("90% of the futures", "90% van de toekomsten"), Right: true),
            new(session.Say("B better in", "B beter in"), Right: true),
            new(session.Say("worth", "waard"), Right: true),
        ]);
        foreach (var row in comparison.Rows)
        {
            table.Add([
                .. areas ? [row.AreaName] : Array.Empty<string>(),
                .. products ? [row.Product] : Array.Empty<string>(),
                .. Cells(row),
            ]);
        }
        table.Print(session.Output);
    }

    private string[] Cells(ComparisonRow row)
    {
        var measure = Measures.Find(row.Measure)!;
        var like = Math.Max(Math.Abs(row.MeanLow95), Math.Abs(row.MeanHigh95));
        string Level(double value) => MeasureWords.Show(session, measure, value, row.MeanA);
        string Change(double value) => MeasureWords.ShowChange(session, measure, value, like);
        return
        [
            MeasureWords.LabelOf(session, measure),
            row.Year.ToString(CultureInfo.InvariantCulture),
            Level(row.MeanA),
            Level(row.MeanB),
            $"{Change(row.Mean)} ({Change(row.MeanLow95)} … {Change(row.MeanHigh95)})",
            $"{Change(row.P5)} … {Change(row.P95)}",
            row.Better is { } better
                ? session.Percent(better, 0)
                : session.Say($"higher: {session.Percent(row.Higher, 0)}", $"hoger: {session.Percent(row.Higher, 0)}"),
            row.VarianceFactor is { } factor ? $"{session.Decimal(factor, factor < 10 ? 1 : 0)} ×" : "–",
        ];
    }

    /// <summary>
    /// One measure in its own unit; several as a share of A, so that they fit one scale: those of waiting apart, because a
    /// list may double while all else stays within some percents.
    /// </summary>
    private void PrintPicture()
    {
        if (!Many(r => r.Measure))
        {
            var measure = Measures.Find(comparison.Rows[0].Measure)!;
            var widest = comparison.Rows.Max(r => Math.Max(Math.Abs(r.P5), Math.Abs(r.P95)));
            Draw(
                $"B − A: {MeasureWords.LabelOf(session, measure)}",
                comparison.Rows,
                v => MeasureWords.ShowChange(session, measure, v, widest),
                _ => 1
            );
            return;
        }
        foreach (var group in comparison.Rows.Where(r => r.MeanA != 0).GroupBy(IsOfWaiting).OrderBy(g => g.Key))
        {
            Draw(session.Say("B − A, in % of A", "B − A, in % van A"), group, Signed, r => Math.Abs(r.MeanA));
        }
    }

    private void Draw(
        string title,
        IEnumerable<ComparisonRow> rows,
        Func<double, string> show,
        Func<ComparisonRow, double> unit
    )
    {
        var bars = new IntervalBars(title, show);
        foreach (var row in rows.Take(MostBars))
        {
            bars.Add(LabelOf(row), row.P5 / unit(row), row.Mean / unit(row), row.P95 / unit(row));
        }
        session.Output.WriteLine();
        bars.Print(
            session.Output,
            session.Say(
                "● mean   ░ 90% of the futures   │ no difference",
                "● gemiddelde   ░ 90% van de toekomsten   │ geen verschil"
            )
        );
    }

    private static bool IsOfWaiting(ComparisonRow row) =>
        Measures.Find(row.Measure) is { } m
        && (m == Measures.Waiting || m == Measures.WaitingOverNorm || m == Measures.Unmet);

    private string LabelOf(ComparisonRow row)
    {
        var parts = new List<string>();
        if (Many(r => r.Area))
        {
            parts.Add(row.AreaName);
        }
        if (Many(r => r.Product))
        {
            parts.Add(row.Product);
        }
        if (Many(r => r.Measure))
        {
            parts.Add(session.Say(MeasureWords.Of(Measures.Find(row.Measure)!).Label));
        }
        parts.Add(row.Year.ToString(CultureInfo.InvariantCulture));
        return string.Join(' ', parts);
    }

    private void Explain()
    {
        var futures = session.Count(comparison.Replicates);
        session.Output.WriteLine(
            session.Say(
                $"""
                A, B, B − A  means of the same {futures} futures (seed {comparison.Seed}); between brackets the 95% interval of the mean difference
                90%          of the futures themselves: what B may come to against A
                better       in what part of the futures B is better: less waiting, unmet need, cost; for other measures: higher
                worth        independent runs would need so many times as many futures to know the difference as well
                Basis: estimated.
                """,
                $"""
                A, B, B − A  gemiddelden van dezelfde {futures} toekomsten (seed {comparison.Seed}); tussen haakjes het 95%-interval van het gemiddelde verschil
                90%          van de toekomsten zelf: waar B op kan uitkomen ten opzichte van A
                beter        in welk deel van de toekomsten B beter is: minder wachten, onvervulde behoefte, kosten; bij andere maten: hoger
                waard        losse projecties zouden zoveel maal zoveel toekomsten nodig hebben om het verschil even goed te kennen
                Grondslag: geschat.
                """
            )
        );
    }

    private string Signed(double share)
    {
        if (share == 0)
        {
            return "0";
        }
        var text = session.Percent(Math.Abs(share), Math.Abs(share) < 0.1 ? 1 : 0);
        return share < 0 ? "−" + text
            : share > 0 ? "+" + text
            : text;
    }

    private bool Many(Func<ComparisonRow, string> of) =>
        comparison.Rows.Select(of).Distinct(StringComparer.Ordinal).Skip(1).Any();

    private static bool Is(ComparisonRow row, Measure measure) =>
        IsAll(row) && string.Equals(row.Measure, measure.Name, StringComparison.Ordinal);

    private static bool IsAll(ComparisonRow row) => string.Equals(row.Product, "all", StringComparison.Ordinal);
}
