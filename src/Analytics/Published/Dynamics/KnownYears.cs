using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Tables;

namespace Populatie.Analytics.Published.Dynamics;

/// <summary>
/// Years that are shown apart, with the reason: a change of law, an epidemic. They change no score. Source:
/// <c>geodata/catalogue/known-years.csv</c>.
/// </summary>
public static class KnownYears
{
    private static readonly Lazy<Dictionary<(Act, int), Bilingual>> Shipped = new(() =>
        PublishedTable
            .Embedded("catalogue/known-years.csv")
            .Rows.ToDictionary(
                r => (Enum.Parse<Act>(r.Text("act")), r.Whole("year")),
                r => new Bilingual(r.Text("english"), r.Text("dutch"))
            )
    );

    /// <returns>Null for an ordinary year.</returns>
    public static Bilingual? Of(Act act, int year) =>
        Shipped.Value.TryGetValue((act, year), out var reason) ? reason : null;
}
