using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Synthesis;

/// <summary>Published clients that calibrated records meet: per act, year and wijk, and those without a known wijk.</summary>
internal sealed class UseTargets
{
    private readonly int[] clients;
    private readonly int placeCount;

    private UseTargets(int firstYear, int yearCount, int placeCount, int[] clients) =>
        (FirstYear, YearCount, this.placeCount, this.clients) = (firstYear, yearCount, placeCount, clients);

    public int FirstYear { get; }

    public int YearCount { get; }

    /// <param name="place">Ordinal of the wijk; the number of wijken for <c>onbekend</c>.</param>
    public int Of(Act act, int year, int place) =>
        clients[((((int)act * YearCount) + year - FirstYear) * placeCount) + place];

    public bool Covers(int year) => year >= FirstYear && year < FirstYear + YearCount;

    /// <exception cref="UsageException">The areas are not those of the published figures, or a figure is unpublished.</exception>
    public static UseTargets From(PublishedUse published, AreaIndex areas)
    {
        if (areas.GemeenteCount != 1)
        {
            throw Mismatch($"{areas.GemeenteCount} gemeenten");
        }
        var wijken = areas.AreasAt(AreaLevel.Wijk);
        var gemeente = areas.AreasAt(AreaLevel.Gemeente)[0].Code;
        var places = areas.WijkCount + 1;
        var years = published.Years;
        var counts = new int[2 * years.Length * places];
        foreach (var act in (ImmutableArray<Act>)[Act.Wmo, Act.Jeugd])
        {
            for (var year = 0; year < years.Length; year++)
            {
                var at = (((int)act * years.Length) + year) * places;
                var all = published.Clients(act, gemeente, years[year]) ?? throw Mismatch($"{gemeente} {years[year]}");
                for (var wijk = 0; wijk < areas.WijkCount; wijk++)
                {
                    counts[at + wijk] =
                        published.Clients(act, wijken[wijk].Code, years[year])
                        ?? throw Mismatch($"{wijken[wijk].Code} {years[year]}");
                    all -= counts[at + wijk];
                }
                counts[at + areas.WijkCount] = Math.Max(0, all);
            }
        }
        return new(years[0], years.Length, places, counts);
    }

    private static UsageException Mismatch(string what) =>
        new(
            new(
                $"no published clients for {what}: these areas cannot be calibrated; use --mode free",
                $"geen gepubliceerde cliënten voor {what}: deze gebieden zijn niet te kalibreren; gebruik --mode free"
            )
        );
}
