using Populatie.Analytics.Population;
using Populatie.Analytics.Randomness;
using Populatie.Analytics.Records;
using Populatie.Simulation.Blocks;

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

    /// <summary>Who has the last age of a band before a year begins: what is left of them grows out of it.</summary>
    public void NoteOldest(AgeBands bands, int buurt)
    {
        for (var cell = 0; cell < PopulationTable.CellsPerBuurt; cell++)
        {
            AddOldest(bands, buurt, cell, Persons.AsSpan(((buurt * PopulationTable.CellsPerBuurt) + cell) * Lanes), 1);
        }
    }

    /// <summary>What happened in a year.</summary>
    public void Note(AgeBands bands, int buurt, DemographyFlows year)
    {
        for (var cell = 0; cell < PopulationTable.CellsPerBuurt; cell++)
        {
            var at = ((buurt * bandCount) + bands.OfAge(cell % AgeBands.AgeCount)) * Lanes;
            LaneSums.Add(Deaths.AsSpan(at), year.Die.AsSpan(cell * Lanes));
            LaneSums.Add(OutMoves.AsSpan(at), year.MoveOut.AsSpan(cell * Lanes));
            LaneSums.Add(InMoves.AsSpan(at), year.MoveIn.AsSpan(cell * Lanes));
            AddOldest(bands, buurt, cell, year.Die.AsSpan(cell * Lanes), -1);
            AddOldest(bands, buurt, cell, year.MoveOut.AsSpan(cell * Lanes), -1);
        }
    }

    private void AddOldest(AgeBands bands, int buurt, int cell, ReadOnlySpan<double> persons, double sign)
    {
        var age = cell % AgeBands.AgeCount;
        var band = bands.OfAge(age);
        if (age == bands.LastAge(band) && band < bandCount - 1)
        {
            LaneSums.AddTimes(Ageing.AsSpan(((buurt * bandCount) + band) * Lanes), persons, sign);
        }
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
