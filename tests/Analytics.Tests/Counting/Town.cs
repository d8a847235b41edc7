using Populatie.Analytics.Areas;
using Populatie.Analytics.Counting;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Tests.Counting;

/// <summary>A record as a test writes it, with days as dates and null for what is unknown.</summary>
internal sealed record Row(
    int Person,
    int Product,
    string? Requested,
    string? Started,
    string? Ended = null,
    int Leaf = 0,
    int BirthYear = 1950,
    Sex Sex = Sex.V,
    Delivery Delivery = Delivery.Zin,
    int? Minutes = null,
    long? Cents = null,
    Outcome Outcome = Outcome.Unknown,
    int Household = 0
);

/// <summary>A town of four buurten in two wijken, with four products over three tracks and both acts.</summary>
internal static class Town
{
    public const int Buurtteam = 0;
    public const int Support = 1;
    public const int Aid = 2;
    public const int Youth = 3;

    public static AreaIndex Areas { get; } =
        new(
            [
                new("BU00010001", "Een", "WK000101", "GM0001"),
                new("BU00010002", "Twee", "WK000101", "GM0001"),
                new("BU00010003", "Drie", "WK000102", "GM0001"),
                new("BU00010004", "Vier", "WK000102", "GM0001"),
            ],
            new Dictionary<string, string> { ["WK000101"] = "Noord", ["WK000102"] = "Zuid" },
            new Dictionary<string, string> { ["GM0001"] = "Stad" },
            [
                new Grouping(
                    AreaLevel.Buurtteam,
                    [new("T1", "Oost", AreaLevel.Buurtteam), new("T2", "West", AreaLevel.Buurtteam)],
                    [0, 1, 0, 1]
                ),
            ]
        );

    public static ProductAxis Products { get; } =
        new([
            Product("buurtteam", Act.Wmo, Track.Basiszorg, 18, 105, lumpSum: true),
            Product("begeleiding", Act.Wmo, Track.AanvullendeZorg, 18, 105),
            Product("hulpmiddel", Act.Wmo, Track.AanvullendeZorg, 0, 105),
            Product("jeugd", Act.Jeugd, Track.AanvullendeZorg, 0, 17),
        ]);

    public static CubeSource Source { get; } =
        new(Basis.Observed, new Dictionary<string, string> { ["areas"] = "town" }, Schematic: true);

    public static CubeBuild Build(IEnumerable<Row> rows, CubeSettings? settings = null, int batch = 7) =>
        CubeBuilder.Build(
            Areas,
            Products,
            AgeBands.Default,
            Batches(rows, batch),
            settings ?? new CubeSettings(),
            Source
        );

    public static int Day(string date) => DateOnly.Parse(date).DayNumber;

    public static IEnumerable<UseBatch> Batches(IEnumerable<Row> rows, int size)
    {
        foreach (var chunk in rows.Chunk(size))
        {
            var batch = new UseBatch(size) { Count = chunk.Length };
            for (var i = 0; i < chunk.Length; i++)
            {
                var row = chunk[i];
                batch.Person[i] = (UInt128)(uint)row.Person;
                batch.Household[i] = (UInt128)(uint)row.Household;
                batch.BirthYear[i] = (short)row.BirthYear;
                batch.Sex[i] = row.Sex;
                batch.Leaf[i] = row.Leaf;
                batch.Product[i] = (short)row.Product;
                batch.Delivery[i] = row.Delivery;
                batch.Requested[i] = row.Requested is null ? UseBatch.UnknownDay : Day(row.Requested);
                batch.Started[i] = row.Started is null ? UseBatch.UnknownDay : Day(row.Started);
                batch.Ended[i] = row.Ended is null ? UseBatch.StillOpen : Day(row.Ended);
                batch.Minutes[i] = row.Minutes ?? UseBatch.UnknownMinutes;
                batch.CostCents[i] = row.Cents ?? UseBatch.UnknownCents;
                batch.Outcome[i] = row.Outcome;
            }
            yield return batch;
        }
    }

    private static Product Product(string code, Act act, Track track, int first, int last, bool lumpSum = false) =>
        new()
        {
            Code = code,
            Name = Bilingual.Same(code),
            Act = act,
            Track = track,
            Category = act == Act.Wmo ? "01" : "45",
            Collective = 0,
            Professional = 1,
            FirstAge = first,
            LastAge = last,
            Unit = "hour",
            HoursPerClientMonth = Assumed(8),
            CentsPerClientMonth = Assumed(30_000),
            MeanStayMonths = Assumed(12),
            InCbsWmo = act == Act.Wmo,
            InCbsJeugd = act == Act.Jeugd,
            LumpSum = lumpSum,
        };

    private static Assumption Assumed(double value) => new(value, value / 2, value * 2, "made up for a test", 0);
}
