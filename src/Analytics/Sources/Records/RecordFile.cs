namespace Populatie.Analytics.Sources.Records;

/// <summary>A source of records: what the user called it, and how to open it. Opened once per read.</summary>
/// <param name="Name">As it stands in messages.</param>
public sealed record RecordFile(string Name, Func<Stream> Open)
{
    /// <summary>Whether the text is made from a query: comma-separated UTF-8 with a heading, whatever a mapping says.</summary>
    public bool IsQuery { get; init; }

    public static RecordFile OnDisk(string path) =>
        new(
            path,
            () =>
                File.Exists(path)
                    ? new FileStream(
                        path,
                        FileMode.Open,
                        FileAccess.Read,
                        FileShare.Read,
                        bufferSize: 0,
                        FileOptions.SequentialScan
                    )
                    : throw RecordFaults.NoFile(path)
        );

    /// <summary>Records in memory, for tests and for small jobs.</summary>
    public static RecordFile InMemory(string name, byte[] bytes) =>
        new(name, () => new MemoryStream(bytes, writable: false));
}
