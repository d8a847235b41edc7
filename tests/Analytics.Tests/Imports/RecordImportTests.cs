using System.Text;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Imports;
using Populatie.Analytics.Records;
using Populatie.Analytics.Records.Store;
using Populatie.Analytics.Sources.Products;
using Populatie.Analytics.Sources.Records;
using Populatie.Analytics.Store;
using Populatie.Analytics.Tests.Records;

namespace Populatie.Analytics.Tests.Imports;

public sealed class RecordImportTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("populatie-records-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_was_imported_can_be_opened_and_holds_the_records_in_the_order_of_the_files()
    {
        var workspace = Workspace.Open(folder);
        var store = Import(workspace, SampleRows.Random(1, 500), SampleRows.Random(2, 300));
        var opened = RecordStore.Open(workspace, "latest");
        opened.Id.ShouldBe(store.Id);
        opened.RowCount.ShouldBe(opened.Batches().Sum(b => (long)b.Count));
        opened.Report.RowsRead.ShouldBe(800);
        opened.AreasId.ShouldBe("test-areas");
        opened.FirstDay.ShouldNotBeNull();

        var lines = opened.Batches().SelectMany(b => Enumerable.Range(0, b.Count).Select(i => SampleRows.Line(b, i)));
        var first = SampleRows.Read(SampleRows.Write(SampleRows.Random(1, 500), Dialect.Plain)).Records;
        var second = SampleRows.Read(SampleRows.Write(SampleRows.Random(2, 300), Dialect.Plain)).Records;
        // All but the digests, whose key is the workspace's own.
        WithoutDigests(lines).ShouldBe(WithoutDigests([.. first, .. second]));
    }

    [Fact]
    public void The_same_files_give_the_same_artefact_and_other_files_another()
    {
        var workspace = Workspace.Open(folder);
        var id = Import(workspace, SampleRows.Random(1, 50)).Id;
        Import(workspace, SampleRows.Random(1, 50)).Id.ShouldBe(id);
        Import(workspace, SampleRows.Random(2, 50)).Id.ShouldNotBe(id);
        workspace.List(ArtefactKind.Records).Count.ShouldBe(2);
        Directory.EnumerateFileSystemEntries(Path.Combine(folder, ".staging")).ShouldBeEmpty();
    }

    [Fact]
    public void Above_max_rejected_nothing_is_kept_and_the_fault_names_the_commonest_reason_and_its_first_row()
    {
        var workspace = Workspace.Open(folder);
        var rows = Enumerable.Range(0, 100).Select(SampleRows.GoodRow).ToList();
        rows[40][15] = "2019-01-01";
        rows[60][15] = "2019-01-01";
        rows[20][8] = "none";
        var settings = SampleRows.Settings with { MaxRejected = 0.029 };
        var fault = Should.Throw<SourceFormatException>(() => Import(workspace, settings, rows));
        fault.Message.ShouldStartWith("r0.csv:42: found 3 of 100 rows that cannot be read");
        fault.Message.ShouldContain("end before start");
        fault.Text.Dutch.ShouldContain("hoogstens 2,9%");
        fault.Text.English.ShouldContain("at most 2.9%");
        Should
            .Throw<SourceFormatException>(() => Import(workspace, settings with { MaxRejected = 0.00001 }, rows))
            .Text.English.ShouldContain("at most 0.001%");
        workspace.List(ArtefactKind.Records).ShouldBeEmpty();
        Directory.EnumerateFileSystemEntries(Path.Combine(folder, ".staging")).ShouldBeEmpty();
        Import(workspace, settings with { MaxRejected = 0.03 }, rows).RowCount.ShouldBe(97);
    }

    [Fact]
    public void No_pseudonym_stands_in_the_artefact_and_the_key_is_for_its_owner()
    {
        var workspace = Workspace.Open(folder);
        var row = SampleRows.GoodRow(1);
        (row[0], row[1]) = ("geheim-persoon-123", "geheim-huis-456");
        var bad = row.ToArray();
        bad[14] = "never";
        Import(workspace, [row, bad]);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            Encoding.Latin1.GetString(File.ReadAllBytes(file)).ShouldNotContain("geheim", Case.Sensitive, file);
        }
        var key = Path.Combine(folder, "person.key");
        new FileInfo(key).Length.ShouldBe(32);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(key).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public void A_damaged_part_is_refused()
    {
        var workspace = Workspace.Open(folder);
        var store = Import(workspace, SampleRows.Random(1, 50));
        var part = Directory.EnumerateFiles(workspace.PathOf(ArtefactKind.Records, store.Id), "*.col").Single();
        var bytes = File.ReadAllBytes(part);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(part, bytes);
        Should.Throw<SourceFormatException>(() => store.Batches().ToList());
    }

    [Fact]
    public void Parts_hold_the_same_rows_however_they_came()
    {
        var batch = new UseBatch(100);
        for (var i = 0; i < 100; i++)
        {
            (batch.Person[i], batch.Started[i], batch.CostCents[i]) = ((UInt128)(i + 1), i * 3, i * 7L);
        }
        batch.Count = 100;
        Directory.CreateDirectory(Path.Combine(folder, "p"));
        var parts = new RecordParts(Path.Combine(folder, "p"), rowsPerPart: 33);
        parts.Append(batch);
        parts.Append(batch);
        parts.Finish();
        parts.Count.ShouldBe(7);
        var read = Enumerable
            .Range(0, parts.Count)
            .Select(p =>
            {
                var part = new UseBatch(33);
                RecordParts.Read(Path.Combine(folder, "p", RecordParts.FileName(p)), part);
                return part;
            })
            .SelectMany(b => Enumerable.Range(0, b.Count).Select(i => SampleRows.Line(b, i)));
        var once = Enumerable.Range(0, 100).Select(i => SampleRows.Line(batch, i)).ToList();
        read.ShouldBe([.. once, .. once]);
    }

    private static IEnumerable<string> WithoutDigests(IEnumerable<string> lines) =>
        lines.Select(l => string.Join(' ', l.Split(' ').Skip(2)));

    private static RecordStore Import(Workspace workspace, params List<string[]>[] files) =>
        Import(workspace, SampleRows.Settings, files);

    private static RecordStore Import(Workspace workspace, RecordSettings settings, params List<string[]>[] files) =>
        RecordImport.Run(
            workspace,
            [.. files.Select((f, i) => RecordFile.InMemory($"r{i}.csv", SampleRows.Write(f, Dialect.Plain)))],
            SampleRows.Places,
            ProductCatalogue.Embedded,
            settings
        );
}
