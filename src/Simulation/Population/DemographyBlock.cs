using Populatie.Analytics.Kernels;
using Populatie.Analytics.Population;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Population;

/// <summary>
/// Eight replicates of a demography on their way through the years. <see cref="Begin"/>, then <see cref="Advance"/> once per
/// year; after each the spans tell that year. All counts are whole persons. Not thread-safe; allocates nothing after its making.
/// </summary>
/// <remarks>The last axis of every span is the replicate within the block, 0 … 7.</remarks>
public sealed class DemographyBlock
{
    private readonly LaneWidth width;
    private readonly DemographyWalks walks;
    private readonly DemographyBuffers buffers;
    private readonly DemographyFlows flows = new();
    private readonly DemographyYear work;
    private BlockDraws? draws;

    internal DemographyBlock(Demography demography, LaneWidth width)
    {
        (Demography, this.width) = (demography, width);
        walks = new(demography.Inputs);
        buffers = new(demography.BuurtCount, demography.Bands.Count);
        work = new(demography, flows);
    }

    public Demography Demography { get; }

    /// <summary>The year that the spans tell of; one before the base year until the first <see cref="Advance"/>.</summary>
    public int Year { get; private set; }

    /// <summary>Residents on 1 January of <see cref="Year"/>; shape [Buurt, Sex V M, Band, 8].</summary>
    public ReadOnlySpan<double> PersonsAtStart => buffers.Start;

    /// <summary>Residents on 1 January after <see cref="Year"/>; shape [Buurt, Sex V M, Band, 8].</summary>
    public ReadOnlySpan<double> PersonsAtEnd => buffers.End;

    /// <summary>Deaths in the year by band on its 1 January; shape [Buurt, Band, 8].</summary>
    public ReadOnlySpan<double> Deaths => buffers.Deaths;

    /// <summary>Moves out of the buurt by band on 1 January, also to elsewhere in the city; shape [Buurt, Band, 8].</summary>
    public ReadOnlySpan<double> OutMoves => buffers.OutMoves;

    /// <summary>Arrivals by the band that they would have had on 1 January; shape [Buurt, Band, 8].</summary>
    public ReadOnlySpan<double> InMoves => buffers.InMoves;

    /// <summary>Residents of 1 January who stay and grow into the next band; shape [Buurt, Band, 8]. 0 for the last band.</summary>
    public ReadOnlySpan<double> Ageing => buffers.Ageing;

    /// <summary>Births in the year; shape [Buurt, 8].</summary>
    public ReadOnlySpan<double> Births => buffers.Births;

    /// <summary>Residents on 1 January after <see cref="Year"/> by single age; shape [Buurt, Sex, Age, 8].</summary>
    public ReadOnlySpan<double> Persons => buffers.Persons;

    /// <summary>Puts eight replicates back at the base year.</summary>
    /// <param name="firstReplicate">Number of the first; the others follow it.</param>
    public void Begin(ulong seed, int firstReplicate)
    {
        draws = BlockDraws.For(width, seed, firstReplicate);
        walks.Begin(draws.Keys);
        Year = Demography.BaseYear - 1;
        var persons = Demography.Inputs.Base.Persons;
        for (var cell = 0; cell < persons.Length; cell++)
        {
            buffers.Persons.AsSpan(cell * Block8.Size, Block8.Size).Fill(persons[cell]);
        }
        buffers.SumBands(Demography.Bands, buffers.End);
    }

    /// <summary>Simulates the next year.</summary>
    /// <exception cref="InvalidOperationException">Not begun, or past <see cref="Demography.LastYear"/>.</exception>
    public void Advance()
    {
        if (draws is null || Year >= Demography.LastYear)
        {
            throw new InvalidOperationException("begin first, and stop after the last year");
        }
        Year++;
        buffers.Turn();
        const int room = PopulationTable.CellsPerBuurt * Block8.Size;
        for (var buurt = 0; buurt < Demography.BuurtCount; buurt++)
        {
            var persons = buffers.Persons.AsSpan(buurt * room, room);
            var births = buffers.Births.AsSpan(buurt * Block8.Size, Block8.Size);
            buffers.NoteOldest(Demography.Bands, buurt);
            work.Advance(buurt, Year, draws, walks, persons, births);
            buffers.Note(Demography.Bands, buurt, flows);
        }
        buffers.SumBands(Demography.Bands, buffers.End);
    }
}
