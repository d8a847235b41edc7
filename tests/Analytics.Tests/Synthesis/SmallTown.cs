using System.Globalization;
using System.Text;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Products;
using Populatie.Analytics.Sources.Synthesis;
using Populatie.Analytics.Synthesis;

namespace Populatie.Analytics.Tests.Synthesis;

/// <summary>A town of six buurten in two wijken, small enough to count by hand, and rows read back the naive way.</summary>
internal static class SmallTown
{
    public const int FirstYear = 2015;
    public const int LastYear = 2019;

    public static readonly AreaIndex Areas = new(
        Enumerable
            .Range(0, 6)
            .Select(b => new Buurt(
                string.Create(CultureInfo.InvariantCulture, $"BU00010{(b / 3) + 1}0{b % 3}"),
                $"buurt {b}",
                string.Create(CultureInfo.InvariantCulture, $"WK00010{(b / 3) + 1}"),
                "GM0001"
            ))
    );

    /// <summary>Some 12 women and men of each age up to 79 in every buurt, fewer later; the town grows a little.</summary>
    public static readonly PopulationSeries Population = new(
        [.. Areas.Buurten.Select(b => b.Code)],
        Enumerable
            .Range(FirstYear, LastYear - FirstYear + 2)
            .Select(year => new PopulationTable(
                year,
                6,
                [
                    .. Enumerable
                        .Range(0, 6 * PopulationTable.CellsPerBuurt)
                        .Select(cell =>
                            Math.Max(0, 12 - (cell % 2) + (year - FirstYear) - Math.Max(0, (cell % 106) - 79))
                        ),
                ],
                Basis.Assumed
            ))
    );

    public static GeneratorInputs Inputs(TruthSettings? truth = null) =>
        new()
        {
            Areas = Areas,
            Population = Population,
            Lifetimes = Lifetimes.FromProbabilities((_, age) => age < 60 ? 0.002 : 0.002 * (age - 59)),
            Products = ProductCatalogue.Embedded,
            Truth = truth ?? TruthFile.Embedded,
        };

    public static GeneratorSettings Settings(ulong seed = 7, int threads = 1) =>
        new()
        {
            Seed = seed,
            Threads = threads,
            FirstYear = FirstYear,
            LastYear = LastYear,
        };

    private static readonly Lazy<Generation> Made = new(() => RecordGenerator.Generate(Settings(), Inputs()));
    private static readonly Lazy<IReadOnlyList<Row>> MadeRows = new(() => [.. Rows(Made.Value)]);

    /// <summary>The town in free mode with seed 7, made once.</summary>
    public static Generation Usual => Made.Value;

    public static IReadOnlyList<Row> UsualRows => MadeRows.Value;

    public static string Text(Generation generation)
    {
        var text = new StringBuilder(Encoding.ASCII.GetString(Generation.Heading.Span));
        foreach (var chunk in generation.Chunks())
        {
            text.Append(Encoding.ASCII.GetString(chunk.Bytes.Span));
            chunk.Dispose();
        }
        return text.ToString();
    }

    public static IEnumerable<Row> Rows(Generation generation) =>
        Text(generation).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => new Row(line));

    internal sealed record Row(string Text)
    {
        private readonly string[] fields = Text.Split(',');

        public string Person => fields[0];
        public int BirthYear => int.Parse(fields[2], CultureInfo.InvariantCulture);
        public string Sex => fields[3];
        public string Buurt => fields[7];
        public string Product => fields[8];
        public string Delivery => fields[9];
        public int? Requested => Day(13);
        public int? Started => Day(14);
        public int? Ended => Day(15);
        public string Hours => fields[16];
        public string Cost => fields[17];
        public string Outcome => fields[18];
        public Outcome OutcomeToken =>
            Outcome.Length == 0 ? Analytics.Records.Outcome.Unknown : RecordTokens.Outcomes[Outcome];
        public int Minutes => Hours.Length == 0 ? 0 : (int)(60 * decimal.Parse(Hours, CultureInfo.InvariantCulture));

        private int? Day(int field) =>
            fields[field].Length == 0
                ? null
                : DateOnly.ParseExact(fields[field], "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber;
    }
}
