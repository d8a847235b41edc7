using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Population;
using Populatie.Analytics.Store;
using Populatie.Fuzz.Inputs;
using Populatie.Fuzz.Trials;

namespace Populatie.Fuzz.Targets;

/// <summary>
/// Artefacts read back. A damaged file is caught by its digest; so that more than the digest is tried, three in four get
/// a new one over what they have become, as a file of another version would have.
/// </summary>
internal sealed class StoredFiles(string name, Func<ColumnFile, long> read, Func<ColumnFile> sample) : Target
{
    private const int DigestLength = 32;
    private const int Heading = 12;

    public override string Name => name;

    public override bool CountsLines => false;

    public override int MostBytes => 1 << 16;

    public override IReadOnlyList<string> Words =>
        ["Int32", "Int64", "Double", "Byte", "\"bytes\":", "\"name\":", "\"type\":", "columns", "meta", "POPCOL1\n"];

    public override (long Fixed, long PerByte) Allocation => (4 << 20, 2048);

    public override int Share => 40;

    public override IEnumerable<byte[]> Made()
    {
        using var stream = new MemoryStream();
        sample().Write(stream);
        return [stream.ToArray()];
    }

    public override byte[] Mend(byte[] input, Draws draws)
    {
        if (input.Length < Heading + DigestLength || draws.OneIn(4))
        {
            return input;
        }
        if (draws.OneIn(2) && input.AsSpan(Heading).IndexOf("]}"u8) is >= 0 and var end)
        {
            // The heading's length is told in front of it: what was put in moves its end.
            BinaryPrimitives.WriteInt32LittleEndian(input.AsSpan(Heading - sizeof(int)), end + 2);
        }
        SHA256.HashData(input.AsSpan(..^DigestLength), input.AsSpan(^DigestLength..));
        return input;
    }

    public override long Read(byte[] input) =>
        ColumnFile.Fitted(File, () => read(ColumnFile.Read(new MemoryStream(input, writable: false), File)));

    public static StoredFiles Columns { get; } =
        new(
            "stored-columns",
            file => Shape(file.Meta.Count, file.Names.Count(), file.Names.Sum(n => Size(file.Bytes(n).Length))),
            () =>
            {
                var file = new ColumnFile();
                file.Meta["kind"] = "invented";
                file.Add<int>("whole", [1, 2, 3]);
                file.Add<double>("real", [0.5]);
                return file;
            }
        );

    public static StoredFiles Areas { get; } =
        new(
            "stored-areas",
            file =>
            {
                var areas = AreaSetStore.FromFile(file);
                return Shape(areas.Index.BuurtCount, areas.Index.WijkCount, Size(areas.Coverage.Points.Length));
            },
            () => AreaSetStore.ToFile(SmallMap.Areas)
        );

    public static StoredFiles Populations { get; } =
        new(
            "stored-population",
            file =>
            {
                var series = PopulationStore.FromFile(file);
                return Shape(series.BuurtCodes.Length, series.FirstYear, series.Tables.Length);
            },
            () =>
            {
                var persons = Enumerable.Range(0, PopulationTable.CellsPerBuurt).Select(i => i % 7).ToArray();
                return PopulationStore.ToFile(
                    new PopulationSeries(["BU03440111"], [new PopulationTable(2024, 1, persons, Basis.Published)])
                );
            }
        );

    public static StoredFiles Cards { get; } =
        new(
            "stored-card",
            file => Populatie.Simulation.Runs.RunCard.FromJson(file.Meta["card"]).Axis.Length,
            () =>
            {
                var file = new ColumnFile();
                var scenario = Populatie.Simulation.Scenarios.ScenarioReader.Parse(
                    Encoding.UTF8.GetString(SeedCorpus.Of("scenario")[0].Bytes),
                    File
                );
                file.Meta["card"] = new Populatie.Simulation.Runs.RunCard
                {
                    Id = "0123456789abcdef",
                    Version = "1",
                    EngineVersion = 1,
                    Scenario = scenario,
                    Seed = 1,
                    Replicates = 8,
                    KeepBuurten = true,
                    Digests = new(StringComparer.Ordinal) { ["cube"] = "x" },
                    Assumptions = new(StringComparer.Ordinal),
                    Axis = ["all"],
                    Levels = ["wijk"],
                    MeasureNames = ["clients"],
                    CouplingSets = "none",
                }.ToJson();
                return file;
            }
        );
}
