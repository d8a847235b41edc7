using Populatie.Analytics.Kernels;
using Populatie.Analytics.Population;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Population;

/// <summary>
/// Eight replicates of one buurt at a time through all years: the same figures as <see cref="DemographyBlock"/>, in room for
/// one buurt, however large the country. Not thread-safe; allocates nothing after its making.
/// </summary>
public sealed class DemographyBuurt
{
    private readonly Demography demography;
    private readonly DemographyWalks walks;
    private readonly DemographyYear work;
    private readonly BlockDraws draws;
    private readonly double[] now = new double[PopulationTable.CellsPerBuurt * Block8.Size];

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

    /// <summary>Residents of a buurt on 1 January, from <paramref name="firstYear"/> as far as the target reaches.</summary>
    /// <param name="firstYear">Not before the base year.</param>
    /// <param name="persons">Shape [Year, Sex V M, Age 0…105, 8]; unit: persons.</param>
    /// <exception cref="ArgumentOutOfRangeException">A year outside base year … last year + 1 is asked for.</exception>
    public void Fill(int buurt, int firstYear, Span<int> persons)
    {
        var slab = now.Length;
        var years = persons.Length / slab;
        if (firstYear < demography.BaseYear || firstYear + years > demography.LastYear + 2)
        {
            throw new ArgumentOutOfRangeException(nameof(firstYear), firstYear, "the demography has other years");
        }
        Span<double> births = stackalloc double[Block8.Size];
        var start = demography.Inputs.Base.OfBuurt(buurt);
        for (var cell = 0; cell < PopulationTable.CellsPerBuurt; cell++)
        {
            now.AsSpan(cell * Block8.Size, Block8.Size).Fill(start[cell]);
        }
        for (var year = demography.BaseYear; year < firstYear + years; year++)
        {
            if (year > demography.BaseYear)
            {
                work.Advance(buurt, year - 1, draws, walks, now, births);
            }
            if (year >= firstYear)
            {
                var target = persons.Slice((year - firstYear) * slab, slab);
                for (var i = 0; i < slab; i++)
                {
                    target[i] = (int)now[i];
                }
            }
        }
    }
}
