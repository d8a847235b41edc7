using Populatie.Analytics.Evidence;

namespace Populatie.Analytics.Population;

/// <summary>Checks published margins against themselves: sexes and age groups against the total of their area.</summary>
public static class MarginCheck
{
    /// <summary>
    /// Comparisons that rounding to 5 does not explain. The total is rounded as well, so it adds half a step. Unpublished
    /// figures are not compared.
    /// </summary>
    public static IReadOnlyList<TableFinding> Contradictions(IEnumerable<PublishedMargins> margins, double step = 5)
    {
        var found = new List<TableFinding>();
        foreach (var area in margins)
        {
            Add(PublishedTableCheck.Sum($"{area.Code} sexes", [area.Men, area.Women], area.Total, step));
            if (!area.LacksAges)
            {
                Add(
                    PublishedTableCheck.Sum(
                        $"{area.Code} ages",
                        [.. area.Groups.Select(g => (double?)g)],
                        area.Total,
                        step
                    )
                );
            }
        }
        return found;

        void Add(TableFinding? finding)
        {
            if (
                finding is not null
                && (finding with { Tolerance = finding.Tolerance + (step / 2) }).Verdict == Verdict.Contradicts
            )
            {
                found.Add(finding);
            }
        }
    }
}
