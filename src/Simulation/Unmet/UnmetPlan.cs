using System.Collections.Immutable;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Need;
using Populatie.Analytics.Need.Unmet;
using Populatie.Analytics.Randomness;
using Populatie.Analytics.Records;
using Populatie.Simulation.Chance;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Steps;

namespace Populatie.Simulation.Unmet;

/// <summary>What unmet need in a projection assumes, per product in use. Immutable; thread-safe.</summary>
internal sealed class UnmetPlan
{
    private UnmetPlan(Scenario scenario, Fit fit, CellPlan plan, UnmetSettings settings)
    {
        (Settings, Uncertain) = (settings, scenario.Uncertainty.Parameters);
        Product = plan.Used;
        Acts = [.. plan.Used.Select(p => fit.Products.Products[p].Act)];
        // Sociale basis is open to all and knows no request: nobody can fail to ask.
        KnowsRequests = [.. plan.Used.Select(p => fit.Products.Products[p].Track != Track.SocialeBasis)];
        Referred = [.. plan.Used.Select(p => HeldShare.Referred(fit, p))];
        Stays = [.. plan.Used.Select(p => fit.Stays[p]!)];
    }

    public static UnmetPlan Of(Scenario scenario, Fit fit, CellPlan plan, UnmetSettings? settings = null) =>
        new(scenario, fit, plan, settings ?? UnmetSettings.Embedded);

    public UnmetSettings Settings { get; }

    public bool Uncertain { get; }

    /// <summary>Per slot: the product.</summary>
    public ImmutableArray<int> Product { get; }

    public ImmutableArray<Act> Acts { get; }

    public ImmutableArray<bool> KnowsRequests { get; }

    /// <summary>Per slot: share of the ends that is a step up to aanvullende zorg; 0: nothing is known of being held.</summary>
    public ImmutableArray<double> Referred { get; }

    public ImmutableArray<StayModel> Stays { get; }

    /// <summary>Whether any referral from basiszorg was ever seen; if not, <see cref="UnmetKind.Held"/> is not known rather than 0.</summary>
    public bool TellsHeld => Referred.Any(r => r > 0);

    /// <summary>What it assumes, by name: for the RunCard. The norms are those of the scenario's queue.</summary>
    public IEnumerable<(string Name, Assumption Assumption)> Assumptions
    {
        get
        {
            if (TellsHeld)
            {
                yield return ("unmet.held-timing", Settings.HeldTiming);
                yield return ("unmet.held-share", Settings.HeldShare);
            }
            foreach (var act in Enum.GetValues<Act>())
            {
                var name = act.ToString().ToLowerInvariant();
                yield return ($"unmet.foregone-exit.{name}", Settings.ForegoneExit[act]);
                yield return ($"unmet.hidden-exit.{name}", Settings.HiddenExit[act]);
            }
        }
    }

    /// <summary>The stocks of eight replicates.</summary>
    public UnmetBlock Draw(BlockDraws draws) => Draw(draws, new ParameterDraw(draws, Uncertain));

    /// <inheritdoc cref="Draw(BlockDraws)"/>
    public UnmetBlock Draw(BlockDraws draws, ParameterDraw parameters) => new(this, draws, parameters);
}
