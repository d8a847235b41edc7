using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Evidence.Tables;

/// <summary>One figure of a delivery held against what other figures of the same delivery imply.</summary>
/// <param name="File">File of the figure.</param>
/// <param name="Line">1-based line on which it stands.</param>
/// <param name="Column">Its column.</param>
/// <param name="Rule">What it was held against, with file and lines where that is another place.</param>
public sealed record TableClaim(string File, long Line, string Column, Bilingual Rule, TableFinding Finding)
{
    public bool Contradicts => Finding.Verdict == Verdict.Contradicts;
}
