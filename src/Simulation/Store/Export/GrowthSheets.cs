using System.Globalization;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;
using Populatie.Simulation.Growth;

namespace Populatie.Simulation.Store.Export;

/// <summary>A growth table as a workbook: every figure typed, and a last sheet that says where each comes from.</summary>
public sealed class GrowthSheets(GrowthAnswer answer, Language language)
{
    private const int Wide = 60;
    private const int Middle = 24;
    private const double CentsPerEuro = 100;

    public Workbook ToWorkbook()
    {
        var run = answer.Run;
        return new([
            SideBySide(),
            Rates(),
            .. run is null ? Array.Empty<Sheet>() : [Run(run), Beside(), Moves()],
            Sources(),
        ]);
    }

    private string Say(string english, string dutch) => new Bilingual(english, dutch).In(language);

    private string Name(Basis basis) => basis.ToWords().In(language);

    private SheetColumn Column(string english, string dutch, CellKind kind, int width = 14) =>
        new(Say(english, dutch), kind, width);

    private string RatesName => Say("Rates", "Groei");

    private string RunName => Say("Beside the run", "Naast de projectie");

    private string BesideName => Say("Wmo Wlz Zvw", "Wmo Wlz Zvw");

    private string MovesName => Say("Care that moves", "Zorg die verschuift");

    /// <summary>A row for each year: every vintage, and the own growth of the run with its bounds.</summary>
    private Sheet SideBySide()
    {
        var columns = answer.Rates.Select(r => (r.Vintage, r.Line)).Distinct().ToList();
        var acts = answer.Years.Select(y => y.Act).Distinct().ToList();
        var own = Say("own growth", "eigen groei");
        return new(
            Say("Side by side", "Naast elkaar"),
            [
                Column("year", "jaar", CellKind.Year),
                .. columns.Select(c => new SheetColumn($"{c.Vintage} {c.Line}", CellKind.Percent, Middle)),
                .. acts.SelectMany(a =>
                    new[] { "", " 5%", " 95%" }.Select(part => new SheetColumn(
                        $"{own} {a}{part}",
                        CellKind.Percent,
                        Middle
                    ))
                ),
            ],
            Enumerable
                .Range(answer.From, answer.To - answer.From + 1)
                .Select(year =>
                    (IReadOnlyList<object?>)
                        [
                            year,
                            .. columns.Select(c =>
                                (object?)
                                    answer.Rates.FirstOrDefault(r => (r.Vintage, r.Line) == c && r.Year == year)?.Growth
                            ),
                            .. acts.SelectMany(a => OwnOf(a, year)),
                        ]
                )
        );
    }

    private IEnumerable<object?> OwnOf(Act act, int year)
    {
        var own = answer.Years.FirstOrDefault(y => y.Act == act && y.Year == year)?.Own;
        return [own?.Middle, own?.Low, own?.High];
    }

    private Sheet Rates() =>
        new(
            RatesName,
            [
                Column("vintage", "reeks", CellKind.Text, Middle),
                Column("line", "post", CellKind.Text),
                Column("year", "jaar", CellKind.Year),
                Column("real growth", "reële groei", CellKind.Percent),
                Column("basis", "grondslag", CellKind.Text),
                Column("source", "bron", CellKind.Text, Wide),
            ],
            answer.Rates.Select(r =>
                (IReadOnlyList<object?>)[r.Vintage, r.Line, r.Year, r.Growth, Name(r.Basis), r.Source]
            )
        );

    private Sheet Run(RunView run)
    {
        var prices = Say($"prices of {run.LastObserved}", $"prijzen van {run.LastObserved}");
        SheetColumn Euro(string english, string dutch) =>
            new($"{Say(english, dutch)}, {prices}", CellKind.Euro, Middle);
        return new(
            RunName,
            [
                Column("act", "wet", CellKind.Text),
                Column("year", "jaar", CellKind.Year),
                new($"{answer.Vintage.Code}", CellKind.Percent, Middle),
                Column("basis of the vintage", "grondslag van de reeks", CellKind.Text, Middle),
                Column("own growth", "eigen groei", CellKind.Percent),
                Column("own growth, 5%", "eigen groei, 5%", CellKind.Percent),
                Column("own growth, 95%", "eigen groei, 95%", CellKind.Percent),
                Euro("money", "geld"),
                Euro("own cost", "eigen kosten"),
                Euro("own cost, 5%", "eigen kosten, 5%"),
                Euro("own cost, 95%", "eigen kosten, 95%"),
                Column("volume bought", "volume te koop", CellKind.Euro, Middle),
                Column("own volume", "eigen volume", CellKind.Euro, Middle),
                Column("cannot buy", "niet te koop", CellKind.Euro, Middle),
                Column("cannot buy, 5%", "niet te koop, 5%", CellKind.Euro, Middle),
                Column("cannot buy, 95%", "niet te koop, 95%", CellKind.Euro, Middle),
                Column("cannot buy, share", "niet te koop, deel", CellKind.Percent, Middle),
                Column("cannot buy, hours", "niet te koop, uren", CellKind.Whole, Middle),
                Euro("moves in, on top", "verschuift, erbovenop"),
                Euro("moves in, 5%", "verschuift, 5%"),
                Euro("moves in, 95%", "verschuift, 95%"),
            ],
            answer.Years.Select(Row)
        );
    }

    private IReadOnlyList<object?> Row(GrowthYear y) =>
        [
            y.Act.ToString(),
            y.Year,
            y.Vintage?.Value,
            y.Vintage is null ? null : Name(y.VintageBasis),
            y.Own.Middle,
            y.Own.Low,
            y.Own.High,
            Euros(y.Money),
            Euros(y.Cost.Middle),
            Euros(y.Cost.Low),
            Euros(y.Cost.High),
            Euros(y.Buys?.Middle),
            Euros(y.Volume.Middle),
            Euros(y.Unbought?.Middle),
            Euros(y.Unbought?.Low),
            Euros(y.Unbought?.High),
            y.UnboughtShare?.Middle,
            y.UnboughtHours?.Middle,
            Euros(y.Moved?.Middle),
            Euros(y.Moved?.Low),
            Euros(y.Moved?.High),
        ];

    private static object? Euros(double? cents) => cents / CentsPerEuro;

    private Sheet Beside()
    {
        var lines = answer.Indices.Select(i => i.Line).Distinct(StringComparer.Ordinal).ToList();
        return new(
            BesideName,
            [
                Column("year", "jaar", CellKind.Year),
                .. lines.Select(l => new SheetColumn($"{l}, {Say("index", "index")}", CellKind.Decimal)),
            ],
            answer
                .Indices.GroupBy(i => i.Year)
                .Select(year => (IReadOnlyList<object?>)[year.Key, .. year.Select(i => (object?)i.Index)])
        );
    }

    private Sheet Moves() =>
        new(
            MovesName,
            [
                Column("of", "van", CellKind.Text, Middle),
                Column("from", "vanaf", CellKind.Year),
                Column("full after years", "vol na jaren", CellKind.Whole),
                Column("requests on top", "aanvragen erbij", CellKind.Percent),
                Column("low", "laag", CellKind.Percent),
                Column("high", "hoog", CellKind.Percent),
                Column("source", "bron", CellKind.Text, Wide),
            ],
            answer.Moves.Select(l =>
                (IReadOnlyList<object?>)
                    [l.Subject, l.Start, l.RampYears, l.Effect.Value, l.Effect.Low, l.Effect.High, l.Effect.Source]
            )
        );

    private Sheet Sources() =>
        new(
            Say("Sources", "Bronnen"),
            [
                Column("sheet", "blad", CellKind.Text, Middle),
                Column("figure", "cijfer", CellKind.Text, Wide),
                Column("basis", "grondslag", CellKind.Text),
                Column("source", "bron", CellKind.Text, Wide),
                Column("confidence", "zekerheid", CellKind.Decimal),
            ],
            [.. VintageSources(), .. answer.Run is { } run ? RunSources(run) : []]
        );

    private IEnumerable<IReadOnlyList<object?>> VintageSources()
    {
        var published = Say("published", "gepubliceerd");
        var assumed = Say("assumed", "aangenomen");
        foreach (var vintage in answer.Vintages)
        {
            var name = vintage.Title.In(language);
            foreach (var (line, _) in vintage.Published)
            {
                yield return [RatesName, $"{name}: {line}", published, vintage.Source, vintage.Confidence];
            }
            foreach (var (line, own) in vintage.Assumed)
            {
                var years = Say("other years", "andere jaren");
                yield return [RatesName, $"{name}: {line}, {years}", assumed, own.Source, own.Confidence];
            }
            if (vintage.Components.IsEmpty && !vintage.Published.IsEmpty)
            {
                var split = Say("its parts", "de delen ervan");
                yield return
                [
                    RatesName,
                    $"{name}: {split}",
                    Say("not published", "niet gepubliceerd"),
                    Say("searched, not found", "gezocht, niet gevonden"),
                    null,
                ];
            }
        }
    }

    private IEnumerable<IReadOnlyList<object?>> RunSources(RunView run)
    {
        var estimated = Say("estimated", "geschat");
        yield return
        [
            RunName,
            Say("own growth, own cost, volume, hours", "eigen groei, eigen kosten, volume, uren"),
            estimated,
            Told(run),
            null,
        ];
        yield return
        [
            RunName,
            Say($"cost of {GrowthFigures.BaseYearOf(run)}", $"kosten van {GrowthFigures.BaseYearOf(run)}"),
            Name(run.ObservedBasis),
            Say($"cube {run.Card.Digests["cube"]}", $"kubus {run.Card.Digests["cube"]}"),
            null,
        ];
        yield return
        [
            RunName,
            Say("money, volume bought, cannot buy", "geld, volume te koop, niet te koop"),
            Say("derived", "afgeleid"),
            Say(
                $"cost of {GrowthFigures.BaseYearOf(run)} × {answer.Vintage.Code}; money ÷ own unit price; own volume − bought",
                $"kosten van {GrowthFigures.BaseYearOf(run)} × {answer.Vintage.Code}; geld ÷ eigen prijs per eenheid; eigen volume − te koop"
            ),
            null,
        ];
        var prices = run.Card.Scenario.Prices;
        foreach (
            var (name, price) in new[]
            {
                (
                    Say("price of care against other prices", "prijs van zorg ten opzichte van andere prijzen"),
                    prices.Relative
                ),
                (Say("general prices", "algemene prijzen"), prices.Deflator),
            }
        )
        {
            yield return [RunName, name, Say("assumed", "aangenomen"), price.Source, price.Confidence];
        }
        yield return
        [
            BesideName,
            Say("levels", "niveaus"),
            Say("derived", "afgeleid"),
            answer.Vintage.Source,
            answer.Vintage.Confidence,
        ];
        if (answer.With is { } with)
        {
            yield return
            [
                RunName,
                Say("moves in, on top", "verschuift, erbovenop"),
                estimated,
                $"{Told(with)} − {run.Card.Id}",
                null,
            ];
        }
        foreach (var lever in answer.Moves)
        {
            yield return
            [
                MovesName,
                lever.Subject,
                Say("assumed", "aangenomen"),
                lever.Effect.Source,
                lever.Effect.Confidence,
            ];
        }
    }

    private string Told(RunView run)
    {
        var (replicates, seed) = (
            run.Card.Replicates.ToString(CultureInfo.InvariantCulture),
            run.Card.Seed.ToString(CultureInfo.InvariantCulture)
        );
        return Say(
            $"run {run.Card.Id} of {run.Card.Scenario.Name}, {replicates} futures, seed {seed}",
            $"projectie {run.Card.Id} van {run.Card.Scenario.Name}, {replicates} toekomsten, seed {seed}"
        );
    }
}
