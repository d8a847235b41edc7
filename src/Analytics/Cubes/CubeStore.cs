using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Cubes;

/// <summary>Keeps cubes in a workspace: <c>cubes/ID/cube.col</c>, one column file with everything that a cube knows.</summary>
public static class CubeStore
{
    private const string FileName = "cube.col";
    private const string Version = "3";

    /// <summary>Saves a cube, unless the very same one is there.</summary>
    /// <returns>Its id: a digest of all inputs, axes and cells, so equal cubes have equal ids on every machine.</returns>
    public static string Save(Workspace workspace, Cube cube, string title)
    {
        var file = ToFile(cube);
        var id = IdOf(file);
        workspace.Publish(ArtefactKind.Cube, id, title, folder => file.Write(Path.Combine(folder, FileName)));
        return id;
    }

    /// <param name="reference">An id, a unique prefix, a path, or <c>latest</c>.</param>
    /// <exception cref="Faults.SourceFormatException">There is no such cube, or its file is damaged.</exception>
    public static Cube Load(Workspace workspace, string reference) =>
        ColumnFile.Read(
            Path.Combine(
                workspace.PathOf(ArtefactKind.Cube, workspace.Resolve(ArtefactKind.Cube, reference)),
                FileName
            ),
            FromFile
        );

    /// <summary>The id that a cube has or would have.</summary>
    public static string IdOf(Cube cube) => IdOf(ToFile(cube));

    internal static ColumnFile ToFile(Cube cube)
    {
        var file = new ColumnFile();
        StoredAxes.Put(file, cube.Axes.Areas, cube.Axes.Products, cube.Axes.Bands);
        foreach (var (name, text) in Texts(cube))
        {
            file.Meta.Add(name, text);
        }
        foreach (var (name, column) in Columns(cube))
        {
            file.Add(name, column.Span);
        }
        if (cube.StayYears is { } years)
        {
            file.Meta.Add("stay-years", years.FirstYear.ToString(CultureInfo.InvariantCulture));
            file.Add("stays.years.key", years.Keys);
            file.Add("stays.years.count", years.Counts);
        }
        file.Add("flows.key", cube.Flows.Keys);
        file.Add("clients.key", cube.Clients.Keys);
        file.Add("durations.key", cube.Durations.Keys);
        file.Add("households.key", cube.Households.Keys);
        if (!cube.Splits.IsEmpty)
        {
            file.Add<int>("splits", [.. cube.Splits.SelectMany(s => s.Prepend(s.Length))]);
        }
        file.Add<int>("periods", Pack(cube.Axes.Periods));
        if (cube.Published is { } published)
        {
            file.Add("published.key", published.Keys);
            file.Add("published.low", published.Lows);
            file.Add("published.value", published.Values);
            file.Add("published.high", published.Highs);
            file.Add("published.basis", published.Bases);
        }
        return file;
    }

    /// <summary>Takes the tables out of the file: for a whole country they are not to be held twice.</summary>
    internal static Cube FromFile(ColumnFile file)
    {
        var level = Enum.Parse<PeriodLevel>(file.Meta["base"]);
        var products = StoredAxes.Products(file);
        var axes = new CubeAxes(
            StoredAxes.Areas(file),
            products,
            StoredAxes.Bands(file),
            level,
            [.. Unpack(file.Get<int>("periods"))]
        );
        return new Cube(
            axes,
            ToTable(file, "flows", Cube.FlowMeasures),
            ToTable(file, "clients", Cube.ClientMeasures),
            new StayTable(
                products.ProductCount,
                file.Get<long>("stays.ended"),
                file.Get<long>("stays.censored"),
                file.Get<long>("stays.followed-by"),
                file.Get<long>("stays.ended-for-return"),
                file.Get<long>("stays.returned"),
                file.Get<long>("stays.late-entry")
            ),
            new CubeOrigin(
                Enum.Parse<Basis>(file.Meta["basis"]),
                JsonSerializer.Deserialize<Dictionary<string, string>>(file.Meta["inputs"])!,
                int.Parse(file.Meta["first-year"], CultureInfo.InvariantCulture),
                int.Parse(file.Meta["last-year"], CultureInfo.InvariantCulture),
                bool.Parse(file.Meta["schematic"])
            ),
            // Cubes of before this table existed can still be read; what needs it says so.
            file.Has("durations.key")
                ? ToTable(file, "durations", Cube.DurationMeasures)
                : Durations.None(),
            file.Meta.TryGetValue("stay-years", out var from)
                ? new StayYears(
                    int.Parse(from, CultureInfo.InvariantCulture),
                    file.Get<long>("stays.years.key"),
                    file.Get<long>("stays.years.count")
                )
                : null,
            file.Has("households.key") ? ToTable(file, "households", Cube.HouseholdMeasures) : null,
            file.Has("splits") ? UnpackSplits(file.Get<int>("splits")) : []
        )
        {
            Published = file.Has("published.key")
                ? new(
                    file.Take<ulong>("published.key"),
                    file.Take<long>("published.low"),
                    file.Take<long>("published.value"),
                    file.Take<long>("published.high"),
                    file.Take<byte>("published.basis")
                )
                : null,
        };
    }

    private static string IdOf(ColumnFile file)
    {
        using var digest = new Digest();
        foreach (var (name, text) in file.Meta)
        {
            digest.Add(name, text);
        }
        foreach (var name in file.Names)
        {
            digest.Add(name, file.Bytes(name));
        }
        return digest.ToId();
    }

    private static Dictionary<string, string> Texts(Cube cube) =>
        new(StringComparer.Ordinal)
        {
            ["kind"] = "cube",
            ["version"] = Version,
            ["base"] = cube.Axes.Base.ToString(),
            ["basis"] = cube.Origin.Basis.ToString(),
            ["inputs"] = JsonSerializer.Serialize(
                new SortedDictionary<string, string>(
                    cube.Origin.Inputs.ToDictionary(StringComparer.Ordinal),
                    StringComparer.Ordinal
                )
            ),
            ["first-year"] = cube.Origin.FirstYear.ToString(CultureInfo.InvariantCulture),
            ["last-year"] = cube.Origin.LastYear.ToString(CultureInfo.InvariantCulture),
            ["schematic"] = cube.Origin.Schematic.ToString(),
        };

    /// <summary>All signed columns, in a fixed order.</summary>
    private static IEnumerable<(string Name, ReadOnlyMemory<long> Column)> Columns(Cube cube)
    {
        foreach (var measure in Cube.FlowMeasures)
        {
            yield return ($"flows.{measure}", cube.Flows.ColumnMemory(measure));
        }
        foreach (var measure in Cube.ClientMeasures)
        {
            yield return ($"clients.{measure}", cube.Clients.ColumnMemory(measure));
        }
        foreach (var measure in Cube.DurationMeasures)
        {
            yield return ($"durations.{measure}", cube.Durations.ColumnMemory(measure));
        }
        foreach (var measure in Cube.HouseholdMeasures)
        {
            yield return ($"households.{measure}", cube.Households.ColumnMemory(measure));
        }
        yield return ("stays.ended", Whole(cube.Stays.Ended));
        yield return ("stays.censored", Whole(cube.Stays.Censored));
        yield return ("stays.late-entry", Whole(cube.Stays.LateEntry));
        yield return ("stays.followed-by", Whole(cube.Stays.FollowedBy));
        yield return ("stays.ended-for-return", Whole(cube.Stays.EndedForReturn));
        yield return ("stays.returned", Whole(cube.Stays.Returned));
    }

    /// <summary>Level, year and number of each period, one after the other.</summary>
    private static int[] Pack(IReadOnlyList<Period> periods) =>
        [.. periods.SelectMany(p => new[] { (int)p.Level, p.Year, p.Number })];

    private static IEnumerable<Period> Unpack(int[] packed) =>
        packed.Chunk(3).Select(p => new Period((PeriodLevel)p[0], p[1], p[2]));

    /// <summary>Each set with its length before it.</summary>
    private static ImmutableArray<ImmutableArray<int>> UnpackSplits(int[] packed)
    {
        var splits = ImmutableArray.CreateBuilder<ImmutableArray<int>>();
        for (var at = 0; at < packed.Length; at += 1 + packed[at])
        {
            splits.Add([.. packed.AsSpan(at + 1, packed[at])]);
        }
        return splits.ToImmutable();
    }

    private static ReadOnlyMemory<long> Whole(IReadOnlyList<long> values) => values as long[] ?? [.. values];

    private static CubeTable ToTable(ColumnFile file, string name, IReadOnlyList<string> measures) =>
        new(measures, file.Take<ulong>($"{name}.key"), [.. measures.Select(m => file.Take<long>($"{name}.{m}"))]);
}
