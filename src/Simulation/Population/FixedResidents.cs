using Populatie.Analytics.Evidence;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Population;
using Populatie.Analytics.Randomness;
using Populatie.Analytics.Records;

namespace Populatie.Simulation.Population;

/// <summary>The same residents in every year and replicate: for tests of the laws, and for what-if questions without demography.</summary>
public sealed class FixedResidents : IResidentPaths, IResidentBlock
{
    private const int Lanes = Block8.Size;
    private readonly double[] persons;
    private readonly double[] outgrow;
    private readonly int perBuurt;
    private readonly int outgrowPerBuurt;

    /// <param name="leaveRate">Shape [Year, Band]; 1/yr.</param>
    /// <param name="ageing">False: nobody grows out of a band either.</param>
    public FixedResidents(
        PopulationTable table,
        AgeBands bands,
        int firstYear,
        int yearCount,
        ReadOnlyMemory<double> leaveRate,
        bool ageing = true
    )
    {
        (FirstYear, YearCount, LeaveRate) = (firstYear, yearCount, leaveRate);
        (perBuurt, outgrowPerBuurt) = (yearCount * 2 * bands.Count * Lanes, (yearCount - 1) * bands.Count * Lanes);
        persons = new double[table.BuurtCount * perBuurt];
        outgrow = new double[table.BuurtCount * outgrowPerBuurt];
        for (var buurt = 0; buurt < table.BuurtCount; buurt++)
        {
            var (all, oldest) = (new double[2 * bands.Count], new double[bands.Count]);
            for (var cell = 0; cell < PopulationTable.CellsPerBuurt; cell++)
            {
                var (sex, age) = (cell / AgeBands.AgeCount, cell % AgeBands.AgeCount);
                var band = bands.OfAge(age);
                all[(sex * bands.Count) + band] += table.OfBuurt(buurt)[cell];
                oldest[band] += age == bands.LastAge(band) && band < bands.Count - 1 ? table.OfBuurt(buurt)[cell] : 0;
            }
            for (var i = 0; i < perBuurt; i++)
            {
                persons[(buurt * perBuurt) + i] = all[i / Lanes % all.Length];
            }
            for (var i = 0; i < outgrowPerBuurt; i++)
            {
                var band = i / Lanes % bands.Count;
                var living = all[band] + all[bands.Count + band];
                outgrow[(buurt * outgrowPerBuurt) + i] = ageing && living > 0 ? oldest[band] / living : 0;
            }
        }
    }

    public int FirstYear { get; }

    public int YearCount { get; }

    public ReadOnlyMemory<double> LeaveRate { get; }

    public IReadOnlyDictionary<string, Assumption> Assumptions { get; } =
        new Dictionary<string, Assumption>(StringComparer.Ordinal);

    public IResidentBlock NewBlock(LaneWidth width) => this;

    public void Begin(ReplicateKeys chance, Func<uint, ReplicateKeys?> walks)
    {
        // Every replicate has the same residents.
    }

    public ReadOnlySpan<double> Persons(int buurt) => persons.AsSpan(buurt * perBuurt, perBuurt);

    public ReadOnlySpan<double> Outgrow(int buurt) => outgrow.AsSpan(buurt * outgrowPerBuurt, outgrowPerBuurt);
}
