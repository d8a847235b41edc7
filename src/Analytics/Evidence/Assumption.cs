namespace Populatie.Analytics.Evidence;

/// <summary>A stated assumption: a central value, the range in which it may lie, and where it comes from.</summary>
/// <param name="Value">Central value, in the unit that its owner names.</param>
/// <param name="Low">Lower end of the range; ≤ <paramref name="Value"/>.</param>
/// <param name="High">Upper end of the range; ≥ <paramref name="Value"/>.</param>
/// <param name="Source">Who says so, or what it was reasoned from.</param>
/// <param name="Confidence">0 (a guess) … 1 (published as such).</param>
public sealed record Assumption(double Value, double Low, double High, string Source, double Confidence);
