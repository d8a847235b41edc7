using Populatie.Analytics.Store;

namespace Populatie.Analytics.Cubes;

/// <summary>The counts per year as they lie beside a cube: <c>cubes/ID/yearly.col</c>. They follow from the cube.</summary>
internal static class CubeYearsFile
{
    public const string Name = "yearly.col";

    public static ColumnFile Of(CubeYears years)
    {
        var (file, cells) = (new ColumnFile(), years.Counted);
        CubeStore.PutHeading(file, "cube-years", years.Axes, years.Origin);
        file.Add<byte>("lump-sum", [.. years.LumpSum.Select(l => l ? (byte)1 : (byte)0)]);
        file.Add<int>("key", cells.Keys);
        for (var m = 0; m < cells.Columns.Length; m++)
        {
            file.Add<long>(CubeYears.Measures[m], cells.Columns[m]);
        }
        return file;
    }

    public static CubeYears From(ColumnFile file)
    {
        var (axes, origin) = CubeStore.HeadingOf(file);
        return new(
            axes,
            origin,
            published: null,
            [.. file.Get<byte>("lump-sum").Select(b => b != 0)],
            new(file.Take<int>("key"), [.. CubeYears.Measures.Select(m => file.Take<long>(m))])
        );
    }
}
