namespace Populatie.Analytics.Tallies;

/// <summary>What was counted in one cell.</summary>
/// <param name="Rows">Records, as they stand: nothing is joined.</param>
/// <param name="CostCents">Euro cents; records without a cost count 0.</param>
/// <param name="Days">Person-days in care of these records, both ends counted; open ones until the day of delivery.</param>
/// <param name="Clients">Distinct persons.</param>
public readonly record struct TallyCell(TallyKey Key, long Rows, long CostCents, long Days, long Clients)
{
    /// <summary>Two parts of the same cell, of persons who are in one of them only.</summary>
    internal TallyCell Plus(TallyCell other) =>
        new(Key, Rows + other.Rows, CostCents + other.CostCents, Days + other.Days, Clients + other.Clients);
}
