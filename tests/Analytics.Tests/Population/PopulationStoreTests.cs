using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Maps;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Tests.Population;

public sealed class PopulationStoreTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("populatie-population-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_stored_series_comes_back_as_it_was()
    {
        var workspace = Workspace.Open(folder);
        var series = Series("BU00010001", "BU00010002");
        var id = PopulationStore.Save(workspace, series, "test");
        var back = PopulationStore.Load(workspace, "latest");
        PopulationStore.IdOf(back).ShouldBe(id);
        back.BuurtCodes.ShouldBe(series.BuurtCodes);
        foreach (var table in series.Tables)
        {
            back.At(table.Year).Basis.ShouldBe(table.Basis);
            back.At(table.Year).Persons.SequenceEqual(table.Persons).ShouldBeTrue();
        }
    }

    [Fact]
    public void Years_with_the_same_residents_are_kept_once()
    {
        var series = Series("BU00010001");
        series.At(2021).SharesCellsWith(series.At(2020)).ShouldBeTrue();
        var back = PopulationStore.FromFile(PopulationStore.ToFile(series));
        back.At(2021).SharesCellsWith(back.At(2020)).ShouldBeTrue();
        PopulationStore.ToFile(series).Names.Count(n => n.StartsWith("persons", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void Utrecht_needs_no_import()
    {
        var series = PopulationStore.LoadOrDefault(Workspace.Open(folder), EmbeddedUtrecht.Areas().Index, null);
        series.ShouldBeSameAs(UtrechtPopulation.Series());
        series.BuurtCodes.ShouldBe(EmbeddedUtrecht.Areas().Index.Buurten.Select(b => b.Code));
    }

    [Fact]
    public void A_series_of_more_buurten_is_cut_to_the_areas()
    {
        var workspace = Workspace.Open(folder);
        PopulationStore.Save(workspace, Series("BU00010001", "BU00010002", "BU00010003"), "more");
        var cut = PopulationStore.LoadOrDefault(workspace, Areas("BU00010001", "BU00010003"), null);
        cut.BuurtCodes.ShouldBe(["BU00010001", "BU00010003"]);
        cut.At(2020)[1, Sex.M, 0].ShouldBe(Series("BU00010001", "BU00010002", "BU00010003").At(2020)[2, Sex.M, 0]);
        cut.At(2021).SharesCellsWith(cut.At(2020)).ShouldBeTrue();
        PopulationStore.Save(workspace, cut, "exact");
        PopulationStore.Save(workspace, Series("BU00010001", "BU00010002", "BU00010003"), "more");
        PopulationStore.LoadOrDefault(workspace, Areas("BU00010001", "BU00010003"), null).BuurtCodes.Length.ShouldBe(2);
    }

    [Fact]
    public void Areas_that_nothing_covers_are_an_error_that_says_how_to_import()
    {
        var fault = Should.Throw<SourceFormatException>(() =>
            PopulationStore.LoadOrDefault(Workspace.Open(folder), Areas("BU00010009"), null)
        );
        fault.Text.English.ShouldContain("populatie population import");
        fault.Text.Dutch.ShouldContain("BU00010009");
    }

    private static AreaIndex Areas(params string[] codes) =>
        new(codes.Select(c => new Buurt(c, c, "WK" + c[2..8], "GM" + c[2..6])));

    private static PopulationSeries Series(params string[] codes)
    {
        var persons = Enumerable.Range(0, codes.Length * PopulationTable.CellsPerBuurt).Select(i => i % 997).ToArray();
        var table = new PopulationTable(2020, codes.Length, persons, Basis.Published);
        return new(codes, [table, table.InYear(2021, Basis.Estimated)]);
    }
}
