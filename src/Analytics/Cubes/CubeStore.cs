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

    /// <summary>The file beside a cube that holds its counts per year.</summary>
    public const string YearsName = CubeYearsFile.Name;

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

    /// <summary>
    /// What a cube counted per year. The first to ask reads the cube and keeps the answer beside it; a cube of published tables
    /// is small and is read each time.
    /// </summary>
    /// <param name="id">Of a cube that is there.</param>
    /// <exception cref="Faults.SourceFormatException">A file is damaged.</exception>
    public static CubeYears LoadYears(Workspace workspace, string id)
    {
        var path = Path.Combine(workspace.PathOf(ArtefactKind.Cube, id), CubeYearsFile.Name);
        if (workspace.HasFile(ArtefactKind.Cube, id, CubeYearsFile.Name))
        {
            return ColumnFile.Read(path, CubeYearsFile.From);
        }
        var years = CubeYears.Of(Load(workspace, id));
        if (years.Published is null)
        {
            workspace.Complement(ArtefactKind.Cube, id, CubeYearsFile.Name, CubeYearsFile.Of(years).Write);
        }
        return years;
    }

    /// <summary>Whether what is kept beside a cube is what the cube counted; true where nothing is kept.</summary>
    /// <exception cref="Faults.SourceFormatException">A file is damaged.</exception>
    public static bool YearsHold(Workspace workspace, string id)
    {
        var path = Path.Combine(workspace.PathOf(ArtefactKind.Cube, id), CubeYearsFile.Name);
        return !workspace.HasFile(ArtefactKind.Cube, id, CubeYearsFile.Name)
            || string.Equals(
                IdOf(ColumnFile.Read(path)),
                IdOf(CubeYearsFile.Of(CubeYears.Of(Load(workspace, id)))),
                StringComparison.Ordinal
            );
    }

    /// <summary>The id that a cube has or would have.</summary>
    public static string IdOf(Cube cube) => IdOf(ToFile(cube));

    internal static ColumnFile ToFile(Cube cube)
    {
        var file = new ColumnFile();
        PutHeading(file, "cube", cube.Axes, cube.Origin);
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
        if (!cube.StartsWithoutRequest.IsDefault)
        {
            file.Add("starts.without-request", cube.StartsWithoutRequest.AsSpan());
        }
        if (!cube.Splits.IsEmpty)
        {
            file.Add<int>("splits", [.. cube.Splits.SelectMany(s => s.Prepend(s.Length))]);
        }
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
        var (axes, origin) = HeadingOf(file);
        return new Cube(
            axes,
            ToTable(file, "flows", Cube.FlowMeasures),
            ToTable(file, "clients", Cube.ClientMeasures),
            new StayTable(
                axes.Products.ProductCount,
                file.Get<long>("stays.ended"),
                file.Get<long>("stays.censored"),
                file.Get<long>("stays.followed-by"),
                file.Get<long>("stays.ended-for-return"),
                file.Get<long>("stays.returned"),
                file.Get<long>("stays.late-entry")
            ),
            origin,
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
            StartsWithoutRequest = file.Has("starts.without-request")
                ? [.. file.Get<long>("starts.without-request")]
                : default,
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

    /// <summary>Axes, periods and origin: what the cube has in common with what is kept beside it.</summary>
    internal static void PutHeading(ColumnFile file, string kind, CubeAxes axes, CubeOrigin origin)
    {
        StoredAxes.Put(file, axes.Areas, axes.Products, axes.Bands);
        file.Meta.Add("kind", kind);
        file.Meta.Add("version", Version);
        file.Meta.Add("base", axes.Base.ToString());
        file.Meta.Add("basis", origin.Basis.ToString());
        file.Meta.Add(
            "inputs",
            JsonSerializer.Serialize(
                new SortedDictionary<string, string>(
                    origin.Inputs.ToDictionary(StringComparer.Ordinal),
                    StringComparer.Ordinal
                )
            )
        );
        file.Meta.Add("first-year", origin.FirstYear.ToString(CultureInfo.InvariantCulture));
        file.Meta.Add("last-year", origin.LastYear.ToString(CultureInfo.InvariantCulture));
        file.Meta.Add("schematic", origin.Schematic.ToString());
        file.Add<int>("periods", Pack(axes.Periods));
    }

    internal static (CubeAxes Axes, CubeOrigin Origin) HeadingOf(ColumnFile file) =>
        (
            new(
                StoredAxes.Areas(file),
                StoredAxes.Products(file),
                StoredAxes.Bands(file),
                Enum.Parse<PeriodLevel>(file.Meta["base"]),
                [.. Unpack(file.Get<int>("periods"))]
            ),
            new(
                Enum.Parse<Basis>(file.Meta["basis"]),
                JsonSerializer.Deserialize<Dictionary<string, string>>(file.Meta["inputs"])!,
                int.Parse(file.Meta["first-year"], CultureInfo.InvariantCulture),
                int.Parse(file.Meta["last-year"], CultureInfo.InvariantCulture),
                bool.Parse(file.Meta["schematic"])
            )
        );

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
