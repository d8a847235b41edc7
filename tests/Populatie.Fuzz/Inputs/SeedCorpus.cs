namespace Populatie.Fuzz.Inputs;

/// <summary>
/// The inputs that are kept: <c>Corpus/TARGET/</c>, small files with invented content. Those that once showed a fault stay
/// there for good.
/// </summary>
internal static class SeedCorpus
{
    private const string Root = "corpus/";

    private static readonly string[] Names =
    [
        .. typeof(SeedCorpus)
            .Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Root, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Names and bytes of the inputs of a target, in ordinal order.</summary>
    public static IReadOnlyList<(string Name, byte[] Bytes)> Of(string target) =>
        [.. Names.Where(n => n.StartsWith($"{Root}{target}/", StringComparison.Ordinal)).Select(n => (n, Read(n)))];

    private static byte[] Read(string name)
    {
        using var stream = typeof(SeedCorpus).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
