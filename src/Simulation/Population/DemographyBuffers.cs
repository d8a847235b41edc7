using Populatie.Analytics.Population;
using Populatie.Analytics.Randomness;
using Populatie.Analytics.Records;

namespace Populatie.Simulation.Population;

/// <summary>The arrays of one block; the last axis is the replicate.</summary>
internal sealed class DemographyBuffers(int buurtCount, int bandCount)
{
    private const int Lanes = Block8.Size;

    /// <summary>Shape [Buurt, Sex, Age, 8].</summary>
    public double[] Persons { get; } = new double[buurtCount * PopulationTable.CellsPerBuurt * Lanes];

    /// <summary>Shape [Buurt, Sex, Band, 8].</summary>
    public double[] Start { get; private set; } = new double[buurtCount * PopulationTable.SexCount * bandCount * Lanes];

    public double[] End { get; private set; } = new double[buurtCount * PopulationTable.SexCount * bandCount * Lanes];

    /// <summary>Shape [Buurt, Band, 8].</summary>
    public double[] Deaths { get; } = new double[buurtCount * bandCount * Lanes];

    public double[] OutMoves { get; } = new double[buurtCount * bandCount * Lanes];

    public double[] InMoves { get; } = new double[buurtCount * bandCount * Lanes];

    public double[] Ageing { get; } = new double[buurtCount * bandCount * Lanes];

    /// <summary>Shape [Buurt, 8].</summary>
    public double[] Births { get; } = new double[buurtCount * Lanes];

    /// <summary>The end of one year is the start of the next; the flows begin at nothing.</summary>
    public void Turn()
    {
        (Start, End) = (End, Start);
        Deaths.AsSpan().Clear();
        OutMoves.AsSpan().Clear();
        InMoves.AsSpan().Clear();
        Ageing.AsSpan().Clear();
    }

    public void SumBands(AgeBands bands, double[] target)
    {
        target.AsSpan().Clear();
        for (var i = 0; i < Persons.Length; i++)
        {
            var (cell, lane) = (i / Lanes, i % Lanes);
            var (row, age) = (cell / AgeBands.AgeCount, cell % AgeBands.AgeCount);
            target[(((row * bandCount) + bands.OfAge(age)) * Lanes) + lane] += Persons[i];
        }
    }
}
