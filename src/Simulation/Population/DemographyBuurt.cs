using Populatie.Analytics.Kernels;
using Populatie.Analytics.Population;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Population;

/// <summary>
/// Eight replicates of one buurt at a time through all years: the same figures as <see cref="DemographyBlock"/>, in room for
/// one buurt, however large the country. <see cref="Begin"/>, then <see cref="Advance"/> once per year. Not thread-safe;
/// allocates nothing after its making.
/// </summary>
public sealed class DemographyBuurt
{
    private readonly Demography demography;
    private readonly DemographyWalks walks;
    private readonly DemographyYear work;
    private readonly BlockDraws draws;
    private readonly double[] births = new double[Block8.Size];
    private readonly Memory<double> persons = LineAligned.Memory<double>(PopulationTable.CellsPerBuurt * Block8.Size);
    private int buurt = -1;

    /// <param name="firstReplicate">Number of the first of the eight.</param>
    public DemographyBuurt(Demography demography, LaneWidth width, ulong seed, int firstReplicate)
        : this(demography, width, new ReplicateKeys(seed, firstReplicate)) { }

    /// <param name="keys">For births, deaths and moves.</param>
    /// <param name="walks">For the walk of a <see cref="DrawPurpose"/>, null: it stands still; silent: of the same keys.</param>
    public DemographyBuurt(
        Demography demography,
        LaneWidth width,
        ReplicateKeys keys,
        Func<uint, ReplicateKeys?>? walks = null
    )
    {
        this.demography = demography;
        this.walks = new(demography.Inputs);
        work = new(demography);
        draws = BlockDraws.For(width, keys);
        this.walks.Begin(walks ?? (_ => keys));
    }

    /// <summary>On 1 January of this year.</summary>
    public int Year { get; private set; }

    /// <summary>Residents on 1 January of <see cref="Year"/>: whole persons. Shape [Sex V M, Age 0…105, 8].</summary>
    public ReadOnlySpan<double> Persons => persons.Span;

    /// <summary>Puts a buurt at the base year.</summary>
    public void Begin(int buurt)
    {
        (this.buurt, Year) = (buurt, demography.BaseYear);
        var start = demography.Inputs.Base.OfBuurt(buurt);
        var here = persons.Span;
        for (var cell = 0; cell < PopulationTable.CellsPerBuurt; cell++)
        {
            here.Slice(cell * Block8.Size, Block8.Size).Fill(start[cell]);
        }
    }

    /// <summary>Simulates the year.</summary>
    /// <exception cref="InvalidOperationException">Not begun, or past <see cref="Demography.LastYear"/>.</exception>
    public void Advance()
    {
        if (buurt < 0 || Year > demography.LastYear)
        {
            throw new InvalidOperationException("begin first, and stop after the last year");
        }
        work.Advance(buurt, Year, draws, walks, persons.Span, births);
        Year++;
    }
}
