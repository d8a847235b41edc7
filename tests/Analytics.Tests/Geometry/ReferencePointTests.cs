using System.Globalization;
using Populatie.Analytics.Geometry;
using Populatie.Analytics.Imports;
using Populatie.Analytics.Tests.Kernels;
using Populatie.Tests.Shared;

namespace Populatie.Analytics.Tests.Geometry;

/// <summary>Points whose owner is known from exact brute force; a third lie on an edge, on a vertex, or within 2 mm.</summary>
public sealed class ReferencePointTests
{
    [SharedTheory]
    [Trait("Speed", "slow")]
    [InlineData("utrecht_buurten_clean.geojson", "reference_utrecht.csv", 40_000)]
    [InlineData("nl_buurten_clean.geojson", "reference_nl.csv", 20_000)]
    public void Every_reference_point_goes_to_its_owner(string map, string points, int count)
    {
        var areas = AreaImport.Read(SharedFolder.File($"geodata/{map}")).Areas;
        var locator = BuurtLocator.Build(areas.Coverage);
        var (x, y, codes) = ReadPoints(SharedFolder.File($"geodata/{points}"));
        codes.Count.ShouldBe(count);
        var leaf = new int[count];
        foreach (var width in Widths.All)
        {
            leaf.AsSpan().Fill(int.MinValue);
            locator.At(width).Locate(x, y, leaf);
            var wrong = Enumerable
                .Range(0, count)
                .Where(i =>
                    !string.Equals(
                        leaf[i] < 0 ? "" : areas.Index.Buurten[leaf[i]].Code,
                        codes[i],
                        StringComparison.Ordinal
                    )
                );
            wrong.Count().ShouldBe(0, width.ToString());
        }
    }

    internal static (int[] X, int[] Y, List<string> Codes) ReadPoints(string path)
    {
        var rows = File.ReadLines(path).Skip(1).Select(l => l.Split(',')).ToList();
        return (
            [.. rows.Select(r => Millimetres(r[0]))],
            [.. rows.Select(r => Millimetres(r[1]))],
            rows.ConvertAll(r => r[3])
        );
    }

    private static int Millimetres(string text) =>
        (int)(decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) * 1000);
}
