using Populatie.Analytics.Evidence;
using Populatie.Analytics.Population;

namespace Populatie.Analytics.Published;

/// <summary>What a folder of published tables holds about gemeenten and wijken. Immutable.</summary>
/// <param name="Use">Clients per act, year and region; one row each, ordered so.</param>
/// <param name="Residents">Residents per region and year, of gemeenten, wijken and buurten; one row each, ordered so.</param>
/// <param name="Names">Names of regions by code, the latest year's.</param>
/// <param name="Reports">One per file, in the order of their names.</param>
/// <param name="Contradictions">Regions and years for which two files print different figures; the first file counts.</param>
public sealed record PublishedTables(
    IReadOnlyList<PublishedUseRow> Use,
    IReadOnlyList<PublishedMargins> Residents,
    IReadOnlyDictionary<string, string> Names,
    IReadOnlyList<PublishedTableReport> Reports,
    IReadOnlyList<TableFinding> Contradictions
)
{
    /// <summary>Name of each region in each year that prints one: a code that gets another name may be another wijk.</summary>
    public IReadOnlyDictionary<(string Code, int Year), string> NamesByYear { get; init; } =
        new Dictionary<(string, int), string>();
}

/// <summary>What was found in one file.</summary>
/// <param name="File">Its name, without folder.</param>
/// <param name="Digest">SHA-256 of its bytes.</param>
/// <param name="Holds">Figures that were read: Wmo, Jeugd, residents; empty when the file is about something else.</param>
/// <param name="Rows">Rows about one region, one year and all people.</param>
/// <param name="Unprinted">Cells without a figure in those: suppressed or unknown, never 0.</param>
/// <param name="OtherRows">Rows that were passed over: half-years, groups of people, rows that are no region.</param>
public sealed record PublishedTableReport(
    string File,
    string Digest,
    IReadOnlyList<PublishedSubject> Holds,
    int Rows,
    IReadOnlyList<int> Years,
    int Unprinted,
    int OtherRows
);

/// <summary>What a published table can be about.</summary>
public enum PublishedSubject : byte
{
    Wmo,
    Jeugd,
    Residents,
}
