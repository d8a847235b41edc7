using Populatie.Analytics.Faults;
using Populatie.Analytics.Sources.Records;
using Populatie.Analytics.Sources.Records.Mappings;

namespace Populatie.Analytics.Sources.Points;

/// <summary>Opens points: a file or any other stream, plain or gzip, told by its first two bytes.</summary>
public static class PointFile
{
    /// <exception cref="SourceFormatException">There is no such file. Reading it tells of one that is damaged, or that swells.</exception>
    public static Stream Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new SourceFormatException(
                path,
                null,
                null,
                new("no such file", "geen bestand met die naam"),
                new("a CSV with points", "een CSV met punten"),
                new("check --points", "controleer --points")
            );
        }
        return Open(path, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1));
    }

    /// <param name="name">As it stands in messages.</param>
    public static Stream Open(string name, Func<Stream> open) =>
        new GuardedStream(new RecordFile(name, open), markup: false);
}
