using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Counting;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Products;
using Populatie.Analytics.Sources.Synthesis;
using Populatie.Analytics.Synthesis;

namespace Populatie.Simulation.Tests.Analysis.Backtest;

/// <summary>What goes on in a generated town, unseen by the fit.</summary>
public enum TownTruth
{
    /// <summary>Rates stay as they are.</summary>
    Stable,

    /// <summary>All rates rise by 1.5% of the first year's, every year.</summary>
    Trend,

    /// <summary>The year after the origin brings a quarter more use, at once.</summary>
    Shock,

    /// <summary>In the years of the window a quarter more ask than there is room for; they never start.</summary>
    Censored,

    /// <summary>One wijk gets a tenth more dwellings every year after the origin.</summary>
    Boom,
}

/// <summary>
/// A town of eight wijken and sixteen buurten of 1,200 people, in records of the generator's free mode, counted without a file.
/// People grow old as those of the country do; nothing is lost on the way to the cube.
/// </summary>
internal static class GeneratedTown
{
    public const int FirstYear = 2017;
    public const int Origin = 2022;
    public const int LastYear = 2025;
    private const int Wijken = 8;
    private const int PeoplePerBuurt = 1200;
    private const double TrendPerYear = 0.015;
    private const double ShareMore = 0.25;
    private const double BoomPerYear = 0.1;

    private static readonly string[] Products = ["wmo-huishouden", "wmo-begeleiding", "jeugd-ambulant", "jeugd-ggz"];

    private static readonly AreaIndex Areas = new(
        Enumerable
            .Range(0, 2 * Wijken)
            .Select(b =>
            {
                var wijk = FormattableString.Invariant($"0001{(b / 2) + 1:00}");
                return new Buurt(
                    FormattableString.Invariant($"BU{wijk}{b % 2:00}"),
                    FormattableString.Invariant($"buurt {b}"),
                    $"WK{wijk}",
                    "GM0001"
                );
            })
    );

    private static readonly Lazy<PopulationSeries> Steady = new(() => People(boom: false));
    private static readonly Lazy<PopulationSeries> Booming = new(() => People(boom: true));

    public static (Cube Cube, PopulationSeries Population) Make(TownTruth truth, ulong seed)
    {
        var population = truth == TownTruth.Boom ? Booming.Value : Steady.Value;
        var trend = truth == TownTruth.Trend ? TrendPerYear : 0;
        var first = Generate(seed, FirstYear, population, Truth(1, trend, drops: null));
        var batches = first.Batches();
        if (truth == TownTruth.Shock)
        {
            var more = Generate(seed ^ Other, Origin + 1, population, Truth(ShareMore, 0, drops: null));
            batches = batches.Concat(more.Batches().Select(b => AskedFrom(Origin + 1, b)));
        }
        if (truth == TownTruth.Censored)
        {
            var more = Generate(seed ^ Other, Origin - 2, population, Truth(ShareMore, 0, drops: 1));
            batches = batches.Concat(more.Batches().Select(b => OnlyAskedFrom(Origin - 2, b)));
        }
        var cube = CubeBuilder
            .Build(
                Areas,
                ProductCatalogue.Embedded,
                first.Truth.Bands,
                batches,
                new CubeSettings
                {
                    Base = PeriodLevel.Year,
                    FirstDay = new DateOnly(FirstYear, 1, 1),
                    LastDay = new DateOnly(LastYear, 12, 31),
                },
                CubeSource.Nameless
            )
            .Cube;
        return (cube, population);
    }

    /// <summary>Sets the second generation of a town apart from the first of any other.</summary>
    private const ulong Other = 1UL << 40;

    /// <summary>Who was in care when a generation begins has asked on its first day: nothing before it tells.</summary>
    private static UseBatch AskedFrom(int year, UseBatch batch)
    {
        var day = new DateOnly(year, 1, 1).DayNumber;
        for (var row = 0; row < batch.Count; row++)
        {
            if (batch.Requested[row] != UseBatch.UnknownDay)
            {
                batch.Requested[row] = Math.Max(day, batch.Requested[row]);
            }
        }
        return batch;
    }

    /// <summary>Leaves out who was in care when a generation begins: all others only ask.</summary>
    private static UseBatch OnlyAskedFrom(int year, UseBatch batch)
    {
        var (day, kept) = (new DateOnly(year, 1, 1).DayNumber, 0);
        for (var row = 0; row < batch.Count; row++)
        {
            if (batch.Requested[row] >= day)
            {
                batch.CopyRows(row, batch, kept++, 1);
            }
        }
        batch.Count = kept;
        return batch;
    }

    private static Generation Generate(ulong seed, int firstYear, PopulationSeries population, TruthSettings truth) =>
        RecordGenerator.Generate(
            new()
            {
                Mode = GeneratorMode.Free,
                Seed = seed,
                FirstYear = firstYear,
                LastYear = LastYear,
            },
            new()
            {
                Areas = Areas,
                Population = population,
                Lifetimes = Lifetimes.FromProbabilities(
                    (sex, age) => NationalTables.Embedded.DeathProbability(sex, age, Origin)
                ),
                Products = ProductCatalogue.Embedded,
                Truth = truth,
            }
        );

    /// <summary>Four products of the shipped truth without steps; their rates times a factor.</summary>
    private static TruthSettings Truth(double factor, double trend, double? drops)
    {
        var shipped = TruthFile.Embedded.WithoutLoss();
        return shipped with
        {
            Products =
            [
                .. shipped
                    .Products.Where(p => Products.Contains(p.Code, StringComparer.Ordinal))
                    .Select(p =>
                        p with
                        {
                            RequestRate = [.. p.RequestRate.Select(r => r * factor)],
                            Trend = Certain(trend),
                            DropsWhileWaiting = drops is { } d ? Certain(d) : p.DropsWhileWaiting,
                            Ends = p.Ends with { StepUp = 0, StepDown = 0 },
                            UpTo = [],
                            DownTo = [],
                        }
                    ),
            ],
        };
    }

    private static Assumption Certain(double value) => new(value, value, value, "this test", 1);

    private static PopulationSeries People(bool boom)
    {
        var tables = new List<PopulationTable>();
        for (var year = FirstYear; year <= LastYear + 1; year++)
        {
            var shape = NationalShape.In(year, NationalTables.Embedded);
            var scale = PeoplePerBuurt / NationalShape.In(Origin, NationalTables.Embedded).Sum();
            var persons = new int[2 * Wijken * PopulationTable.CellsPerBuurt];
            for (var b = 0; b < 2 * Wijken; b++)
            {
                var grown = boom && b < 2 ? 1 + (BoomPerYear * Math.Max(0, year - Origin - 1)) : 1;
                var left = 0.0;
                for (var cell = 0; cell < shape.Length; cell++)
                {
                    left += shape[cell] * scale * grown;
                    var whole = (int)Math.Floor(left + 0.5);
                    persons[(b * shape.Length) + cell] = whole;
                    left -= whole;
                }
            }
            tables.Add(new(year, 2 * Wijken, persons, Basis.Synthetic));
        }
        ImmutableArray<string> codes = [.. Areas.Buurten.Select(b => b.Code)];
        return new(codes, tables);
    }
}
