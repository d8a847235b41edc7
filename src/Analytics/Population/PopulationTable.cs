using Populatie.Analytics.Evidence;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Population;

/// <summary>Residents on 1 January of one year.</summary>
/// <remarks>Shape [Buurt, Sex (V, M), Age 0…105], row-major; unit: persons, ≥ 0.</remarks>
public sealed class PopulationTable
{
    public const int SexCount = 2;
    public const int CellsPerBuurt = SexCount * AgeBands.AgeCount;

    private readonly int[] persons;

    public PopulationTable(int year, int buurtCount, int[] persons, Basis basis)
    {
        if (persons.Length != buurtCount * CellsPerBuurt)
        {
            throw new ArgumentException($"{persons.Length} cells do not fit {buurtCount} buurten", nameof(persons));
        }
        (Year, BuurtCount, this.persons, Basis) = (year, buurtCount, persons, basis);
    }

    public int Year { get; }

    public int BuurtCount { get; }

    /// <summary>What the buurt totals rest on; the split by single age is always estimated.</summary>
    public Basis Basis { get; }

    public ReadOnlySpan<int> Persons => persons;

    /// <summary>The same residents in another year. Shares the cells, so a flat series of a country costs one table.</summary>
    public PopulationTable InYear(int year, Basis basis) => new(year, BuurtCount, persons, basis);

    /// <summary>True when both tables are the same residents, possibly of different years.</summary>
    public bool SharesCellsWith(PopulationTable other) => ReferenceEquals(persons, other.persons);

    public int this[int buurt, Sex sex, int age] =>
        persons[(buurt * CellsPerBuurt) + ((int)sex * AgeBands.AgeCount) + age];

    /// <summary>One buurt: shape [Sex, Age].</summary>
    public ReadOnlySpan<int> OfBuurt(int buurt) => persons.AsSpan(buurt * CellsPerBuurt, CellsPerBuurt);

    public long Total()
    {
        long total = 0;
        foreach (var count in persons)
        {
            total += count;
        }
        return total;
    }
}
