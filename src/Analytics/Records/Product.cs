using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Records;

/// <summary>A kind of care.</summary>
public sealed record Product
{
    /// <summary>Code as it stands in records, for example <c>wmo-huishouden</c>; each WMO020 or JZ020 code is one too.</summary>
    public required string Code { get; init; }

    public required Bilingual Name { get; init; }

    public required Act Act { get; init; }

    public required Track Track { get; init; }

    /// <summary>iStandaard category: WMO020 code 01 … 18 or JZ020 code 31 … 55.</summary>
    public required string Category { get; init; }

    /// <summary>0 individual … 1 collective.</summary>
    public required double Collective { get; init; }

    /// <summary>0 self-reliant … 1 professional.</summary>
    public required double Professional { get; init; }

    /// <summary>First and last age that the product serves, in years.</summary>
    public required int FirstAge { get; init; }

    public required int LastAge { get; init; }

    /// <summary>Last age at which a new stay may begin: no new Jeugd start after 17, though a stay may go on to 22.</summary>
    public int LastStartAge
    {
        get => Math.Min(field, LastAge);
        init;
    } = AgeBands.AgeCount;

    /// <summary>What is counted and priced: <c>hour</c>, <c>day</c>, <c>month</c>, <c>piece</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>Direct care, in hours per client per month.</summary>
    public required Assumption HoursPerClientMonth { get; init; }

    /// <summary>Price in euro cents per client per month in care.</summary>
    public required Assumption CentsPerClientMonth { get; init; }

    /// <summary>Mean stay in months.</summary>
    public required Assumption MeanStayMonths { get; init; }

    /// <summary>Whether published Wmo counts include its clients.</summary>
    public required bool InCbsWmo { get; init; }

    /// <summary>Whether published Jeugd counts include its clients.</summary>
    public required bool InCbsJeugd { get; init; }

    /// <summary>Paid as a lump sum: its costs are allocated, never observed.</summary>
    public required bool LumpSum { get; init; }

    public bool Serves(int age) => age >= FirstAge && age <= LastAge;

    public bool MayStartAt(int age) => age >= FirstAge && age <= LastStartAge;
}
