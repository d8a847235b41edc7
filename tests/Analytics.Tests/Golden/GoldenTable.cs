using System.Reflection;
using Populatie.Analytics.Sources.Tables;

namespace Populatie.Analytics.Tests.Golden;

/// <summary>A published table that the engine must reproduce or agree with, keyed with its source beside these tests.</summary>
internal static class GoldenTable
{
    public static PublishedTable Read(string name)
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream($"golden/{name}")
            ?? throw new ArgumentException($"golden/{name} is not embedded", nameof(name));
        using var reader = new StreamReader(stream);
        return PublishedTable.Parse($"golden/{name}", reader.ReadToEnd());
    }
}
