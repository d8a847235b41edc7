using Populatie.Analytics.Evidence;

namespace Populatie.Analytics.Need.Unmet;

/// <summary>
/// Unmet need of an area and a product or total on the last day of a year; unit: persons. Four parts, each ≥ 0 and
/// exclusive by precedence (waiting, held, foregone, hidden), that sum to <see cref="Total"/> (law N4). A part is null where
/// the cube cannot tell it: it is not 0 then, and is not in the total.
/// </summary>
/// <param name="Waiting">Has waited longer than the norm.</param>
/// <param name="Held">In basiszorg beyond the referral timing of peers, and would be referred.</param>
/// <param name="Foregone">Gave up waiting, and still is in need.</param>
/// <param name="Hidden">In need, and never asked.</param>
public sealed record UnmetNeed(
    UnmetPart? Waiting,
    UnmetPart? Held,
    UnmetPart? Foregone,
    UnmetPart? Hidden,
    UnmetPart Total
);

/// <summary>A number of persons with its 90% interval: chance and the ranges of what is assumed together.</summary>
public sealed record UnmetPart(double Value, double Low, double High, Basis Basis);
