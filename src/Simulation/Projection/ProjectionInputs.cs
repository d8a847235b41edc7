using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Need;
using Populatie.Simulation.Grain;
using Populatie.Simulation.Growth;
using Populatie.Simulation.Population;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Statistics;

namespace Populatie.Simulation.Projection;

/// <summary>All that a projection is a function of, except the seed and the number of replicates.</summary>
/// <param name="Residents">Who lives where in the years to come, per replicate.</param>
/// <param name="Paths">Growth that the scenario's vintage gives; empty when it names none.</param>
/// <param name="Past">What was observed up to the base year.</param>
/// <param name="Digests">Names and digests of the inputs, for the run's id.</param>
public sealed record ProjectionInputs(
    Scenario Scenario,
    Fit Fit,
    IResidentPaths Residents,
    ImmutableArray<GrowthPath> Paths,
    ObservedYears Past,
    IReadOnlyDictionary<string, string> Digests
)
{
    /// <summary>What the areas of the fit stand for: at grain wijk each 'buurt' is a whole wijk.</summary>
    public ProjectionGrain Grain { get; init; }

    /// <summary>Groupings that the grain is too coarse for.</summary>
    public ImmutableArray<AreaLevel> LevelsLeftOut { get; init; } = [];
}

/// <summary>How many replicates, and what to keep of them.</summary>
/// <param name="Replicates">≥ 1.</param>
/// <param name="Seed">Names the randomness: the same seed gives the same run.</param>
/// <param name="KeepBuurten">Whether results per buurt are kept.</param>
/// <param name="Threads">Never changes a result.</param>
/// <param name="Width">Lanes of the kernels; never changes a result either.</param>
public sealed record RunSettings(int Replicates, ulong Seed, bool KeepBuurten, int Threads, LaneWidth Width)
{
    /// <summary>Most replicates that the accumulators can count.</summary>
    public const int MostReplicates = Sketches.MostReplicates;

    public const int DefaultReplicates = 200;

    /// <summary>Above this many buurten results per buurt are kept only when asked.</summary>
    private const int ManyBuurten = 500;

    /// <summary>
    /// Values of replicates that are kept at a level below gemeente, at most. What a country's wijken would come to in a thousand
    /// futures is more than a machine or a reader can hold: they have sketches then, as buurten do. It depends on nothing but
    /// what is asked, so that any division of a run keeps the same.
    /// </summary>
    internal long MostKept { get; init; } = 1_000_000_000;

    /// <summary>Whether results per buurt are kept when nobody says.</summary>
    public static bool KeepsBuurten(ProjectionInputs inputs) =>
        inputs.Grain == ProjectionGrain.Buurt && inputs.Fit.Areas.BuurtCount <= ManyBuurten;
}
