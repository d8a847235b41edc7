namespace Populatie.Analytics.Geometry.Repair;

/// <summary>A coverage that is sound, and what was wrong with the one that it was made from.</summary>
/// <param name="Coverage">The same object as was given when nothing was wrong.</param>
/// <param name="Faults">Every repair, most serious kinds first, then by place.</param>
public sealed record CoverageRepair(Coverage Coverage, IReadOnlyList<CoverageFault> Faults)
{
    /// <summary>
    /// Checks a coverage and repairs what is wrong: all boundaries are cut where they meet; each face of the drawing goes to
    /// the buurt that covers it, to the smallest polygon where several do, and a gap thinner than a metre to the neighbour
    /// with the longest border; buurten are drawn anew from their faces.
    /// </summary>
    /// <remarks>Properties of the result: (1) every edge is used at most twice; (2) no two buurten overlap; (3) repairing it
    /// again changes nothing. Deterministic.</remarks>
    public static CoverageRepair Of(Coverage coverage) => new RepairJob(coverage).Run();
}
