using Populatie.Analytics.Kernels;
using Populatie.Analytics.Records;

namespace Populatie.Simulation.Population;

/// <summary>
/// Cohort-component projection by buurt × sex × single age: the part that all replicates share. Immutable; thread-safe.
/// <see cref="NewBlock"/> gives the moving part, one per worker. Method: docs/method/demography.md.
/// </summary>
public sealed class Demography
{
    public Demography(DemographyInputs inputs)
    {
        if (inputs.WijkOfBuurt.Length != inputs.Base.BuurtCount)
        {
            throw new ArgumentException("every buurt needs a wijk", nameof(inputs));
        }
        if (inputs.LastYear < inputs.Base.Year)
        {
            throw new ArgumentException("the last year lies before the base year", nameof(inputs));
        }
        Inputs = inputs;
        Moves = new(inputs);
        Rates =
        [
            .. Enumerable
                .Range(inputs.Base.Year, inputs.LastYear - inputs.Base.Year + 1)
                .Select(year => YearlyRates.Of(inputs, Moves, year)),
        ];
        Central = DemographyPath.Of(inputs, Moves, Rates);
    }

    public DemographyInputs Inputs { get; }

    public int BaseYear => Inputs.Base.Year;

    /// <summary>Last year simulated; it ends on 1 January of the next.</summary>
    public int LastYear => Inputs.LastYear;

    public int BuurtCount => Inputs.Base.BuurtCount;

    public AgeBands Bands => Inputs.Bands;

    /// <summary>Expected residents without noise, and the raking factors.</summary>
    public DemographyPath Central { get; }

    internal MoveProfile Moves { get; }

    internal IReadOnlyList<YearlyRates> Rates { get; }

    /// <summary>Room for eight replicates: 8 × 8 bytes × buurten × 212 cells, and bands. Reused from block to block.</summary>
    public DemographyBlock NewBlock(LaneWidth width) => new(this, width);
}
