using Populatie.Analytics.Evidence;

namespace Populatie.Analytics.Sources.Tables;

/// <summary>Named assumptions from a table with the columns name, value, low, high, source, confidence.</summary>
public static class AssumptionTable
{
    public static IReadOnlyDictionary<string, Assumption> Embedded(string path) =>
        PublishedTable
            .Embedded(path)
            .Rows.ToDictionary(
                r => r.Text("name"),
                r => new Assumption(
                    r.Real("value"),
                    r.Real("low"),
                    r.Real("high"),
                    r.Text("source"),
                    r.Real("confidence")
                ),
                StringComparer.Ordinal
            );
}
