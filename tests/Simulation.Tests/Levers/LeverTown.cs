using System.Collections.Immutable;
using System.Reflection;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Need;
using Populatie.Analytics.Randomness;
using Populatie.Analytics.Records;
using Populatie.Simulation.Levers;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Levers;
using Populatie.Simulation.Steps;

namespace Populatie.Simulation.Tests.Levers;

/// <summary>The synthetic town with a product in each track, and levers to try on it.</summary>
internal static class LeverTown
{
    public const int Lanes = 8;

    /// <summary>Slots: sociale basis, beschermd wonen, jeugd in basiszorg, jeugd in aanvullende zorg.</summary>
    public const int Sociaal = 0;
    public const int Wonen = 1;
    public const int JeugdLicht = 2;
    public const int JeugdZwaar = 3;

    public static readonly Fit Fit = Clone(SyntheticTown.Fit());

    public static readonly CellPlan Plan = new(Fit);

    public static readonly ProductGroup Team = new("team", ["wmo-zwaar"], AreaLevel.Wijk, true, false, null, null);

    public static Scenario Scenario(params Lever[] levers) =>
        ScenarioReader.Parse(Projection.Town.Certain, "t.yaml") with
        {
            Levers = [.. levers],
            Groups = [Team],
            Uncertainty = new(true, Exactly(0)),
        };

    public static LeverPlan PlanOf(params Lever[] levers) => LeverPlan.Of(Scenario(levers), Fit, Plan);

    public static LeverBlock BlockOf(params Lever[] levers) => PlanOf(levers).Draw(Draws());

    public static BlockDraws Draws(ulong seed = 5, int first = 0) => BlockDraws.For(LaneWidth.Scalar, seed, first);

    public static Assumption Exactly(double value) => new(value, value, value, "test", 1);

    public static Assumption Between(double low, double value, double high) => new(value, low, high, "test", 1);

    /// <summary>A lever at once, from 2026 on; projected years are 2026 … 2030.</summary>
    public static Lever Lever(LeverKind kind, double effect, string subject = "all", double? amount = null) =>
        new(kind, subject, [], 2026, 1, Ramp.Linear, Exactly(effect), amount is { } a ? Exactly(a) : null);

    /// <summary>Shape [8].</summary>
    public static double[] Factor(LeverBlock block, Effect effect, int buurt, int slot, int year)
    {
        var factor = new double[Lanes];
        block.Fill(effect, buurt, slot, year, factor);
        return factor;
    }

    /// <summary>What changes nothing: effect 0, no euros, the choice that already holds.</summary>
    public static Lever Neutral(LeverKind kind)
    {
        var term = LeverCatalogue.Of(kind);
        var lever = new Lever(
            kind,
            "all",
            kind == LeverKind.Regelarm ? ["WK000102"] : [],
            2027,
            2,
            Ramp.Back,
            Exactly(0),
            kind == LeverKind.Contract ? null
                : term.Amount is null ? null
                : Exactly(0),
            1
        );
        return lever with
        {
            Choice = kind switch
            {
                LeverKind.Consolidation => "wijk",
                LeverKind.Regelarm => "shared",
                LeverKind.Allocation => "need",
                LeverKind.Contract => "effort",
                _ => null,
            },
        };
    }

    /// <summary>A lever of the kind that does something.</summary>
    public static Lever Active(LeverKind kind)
    {
        var effect = kind switch
        {
            LeverKind.Scope or LeverKind.TakeUp => -0.2,
            LeverKind.Allocation => 0,
            _ => 0.1,
        };
        var amount = kind switch
        {
            LeverKind.Prevention => 2e6,
            LeverKind.OwnContribution => -0.3,
            LeverKind.Scope => 0.5,
            LeverKind.Budget => 0.01,
            LeverKind.Contract => 3,
            LeverKind.Housing => 0.2,
            _ => (double?)null,
        };
        return Neutral(kind) with { Effect = Exactly(effect), Amount = amount is { } a ? Exactly(a) : null };
    }

    private static Fit Clone(Fit fit)
    {
        var copy = (Fit)
            typeof(object)
                .GetMethod("MemberwiseClone", BindingFlags.NonPublic | BindingFlags.Instance)!
                .Invoke(fit, null)!;
        var p = fit.Products.Products;
        ImmutableArray<Product> products =
        [
            p[0] with
            {
                Track = Track.SocialeBasis,
                FirstAge = 0,
            },
            p[1] with
            {
                Category = "15",
            },
            p[2],
            p[3],
        ];
        typeof(Fit).GetProperty(nameof(Fit.Products))!.SetValue(copy, new ProductAxis(products));
        // Jeugd in basiszorg: one in five ends in a step up.
        typeof(Fit)
            .GetProperty(nameof(Fit.EndReason))!
            .SetValue(copy, (double[])[.. fit.EndReason.Take(8), 0.7, 0.2, 0.1, 0, .. fit.EndReason.Skip(12)]);
        return copy;
    }
}
