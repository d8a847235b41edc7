using Populatie.Analytics.Faults;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Tests.Store;

public sealed class ColumnFileTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("populatie-columns-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Columns_and_heading_come_back_as_they_went_in()
    {
        var path = Write("a.pop");
        var read = ColumnFile.Read(path);
        read.Get<long>("counts").ShouldBe([1, 2, long.MaxValue]);
        read.Get<double>("rates").ShouldBe([0.5, double.PositiveInfinity]);
        read.Get<int>("none").ShouldBeEmpty();
        read.Meta["unit"].ShouldBe("persons");
    }

    [Fact]
    public void The_same_values_give_the_same_bytes() =>
        File.ReadAllBytes(Write("a.pop")).ShouldBe(File.ReadAllBytes(Write("b.pop")));

    [Fact]
    public void Every_changed_byte_is_noticed()
    {
        var path = Write("a.pop");
        var bytes = File.ReadAllBytes(path);
        for (var i = 0; i < bytes.Length; i += 7)
        {
            var changed = (byte[])bytes.Clone();
            changed[i] ^= 1;
            File.WriteAllBytes(path, changed);
            Should.Throw<SourceFormatException>(() => ColumnFile.Read(path));
        }
    }

    [Fact]
    public void A_file_that_was_cut_short_is_noticed()
    {
        var path = Write("a.pop");
        var bytes = File.ReadAllBytes(path);
        foreach (var length in new[] { 0, 5, 20, bytes.Length / 2, bytes.Length - 1 })
        {
            File.WriteAllBytes(path, bytes[..length]);
            Should.Throw<SourceFormatException>(() => ColumnFile.Read(path));
        }
    }

    private string Write(string name)
    {
        var file = new ColumnFile();
        file.Add<double>("rates", [0.5, double.PositiveInfinity]);
        file.Add<long>("counts", [1, 2, long.MaxValue]);
        file.Add<int>("none", []);
        file.Meta["unit"] = "persons";
        var path = Path.Combine(root, name);
        file.Write(path);
        return path;
    }
}
