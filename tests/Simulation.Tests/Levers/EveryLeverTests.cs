using Populatie.Analytics.Areas;
using Populatie.Analytics.Records;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Levers;
using Populatie.Simulation.Tests.Capacity;
using static Populatie.Simulation.Tests.Levers.LeverTown;

namespace Populatie.Simulation.Tests.Levers;

/// <summary>Each kind of lever in a whole run in which staff, places and money are scarce: it moves what it is about, the right way.</summary>
[Trait("Speed", "slow")]
public sealed class EveryLeverTests
{
    private const int LastYear = 2029;
    private static readonly Lazy<ProjectionResult> Plain = new(() => Run());

    [Theory]
    [InlineData(LeverKind.TakeUp, -0.2, "requests", -1)]
    [InlineData(LeverKind.NeedGrowth, 0.3, "need", 1)]
    [InlineData(LeverKind.Prevention, -0.1, "requests", -1)]
    [InlineData(LeverKind.Group, -0.3, "hours", -1)]
    [InlineData(LeverKind.Blended, -0.3, "cost_volume", -1)]
    [InlineData(LeverKind.Scope, -0.3, "out_of_scope", 1)]
    [InlineData(LeverKind.StepDown, 1, "requests", 1)]
    [InlineData(LeverKind.Consolidation, 0.3, "waiting", -1)]
    // Staff of its own is also less staff to share: in so small a town waiting may go either way, hours do not.
    [InlineData(LeverKind.Regelarm, 0.3, "hours", 1)]
    [InlineData(LeverKind.Allocation, 0, "starts", 0)]
    [InlineData(LeverKind.ShiftIn, 0.3, "requests", 1)]
    [InlineData(LeverKind.OwnContribution, 0.5, "requests", -1)]
    [InlineData(LeverKind.Hiring, -0.5, "fte_available", -1)]
    [InlineData(LeverKind.Attrition, 0.5, "fte_available", -1)]
    [InlineData(LeverKind.Absence, 3, "waiting", 1)]
    [InlineData(LeverKind.DirectTime, 0.3, "waiting", -1)]
    [InlineData(LeverKind.Budget, -0.25, "waiting", 1)]
    [InlineData(LeverKind.Contract, 0.2, "cost_nominal", 1)]
    [InlineData(LeverKind.Housing, -0.5, "waiting", 1)]
    [InlineData(LeverKind.YouthMentalHealth, 0.3, "requests", 1)]
    [InlineData(LeverKind.Livelihood, 0.3, "requests", 1)]
    [InlineData(LeverKind.GgzWaiting, 0.3, "requests", 1)]
    public void A_lever_moves_what_it_is_about(LeverKind kind, double effect, string measure, int sign)
    {
        var lever = Lever(
            kind,
            effect,
            amount: kind switch
            {
                LeverKind.Prevention => 4e6,
                LeverKind.OwnContribution => -0.5,
                LeverKind.Housing => -0.3,
                _ => null,
            }
        ) with
        {
            Areas = kind == LeverKind.Regelarm ? ["WK000102"] : [],
            Choice = kind switch
            {
                LeverKind.Consolidation => "gemeente",
                LeverKind.Allocation => "progressive",
                LeverKind.Contract => "effort",
                _ => null,
            },
        };
        var run = Run(lever);
        var (before, after) = (Mean(Plain.Value, measure), Mean(run, measure));
        if (sign == 0)
        {
            Buurten(run, measure).SequenceEqual(Buurten(Plain.Value, measure)).ShouldBeFalse();
            return;
        }
        Math.Sign(after - before).ShouldBe(sign, $"{measure}: {before} → {after}");
    }

    private static ProjectionResult Run(params Lever[] levers)
    {
        var scenario = Providers.Scarce() with
        {
            Horizon = LastYear,
            TakeUp = Exactly(0.9),
            Groups = [Providers.TeamJeugd, Providers.Ambulant with { Places = true }, Providers.Verblijf],
            Levers = [.. levers],
        };
        scenario = scenario with
        {
            Staff = scenario.Staff with { Reserve = Exactly(-0.1) },
            Money = new(
                [
                    new(
                        Act.Wmo,
                        Track.AanvullendeZorg,
                        ContractForm.Effort,
                        BudgetPolicy.Queue,
                        null,
                        Exactly(0),
                        Exactly(0)
                    ),
                ],
                AllocationRule.Need
            ),
        };
        return Tests.Projection.Town.Run(SyntheticTown.Inputs(scenario) with { Fit = LeverTown.Fit }, 8);
    }

    private static double Mean(ProjectionResult run, string measure) =>
        Tests
            .Projection.Town.Total(
                run,
                run.MeasureList.First(m => string.Equals(m.Name, measure, StringComparison.Ordinal)),
                LastYear
            )
            .Mean;

    private static ReadOnlySpan<long> Buurten(ProjectionResult run, string measure) =>
        run.Table(
            AreaLevel.Buurt,
            run.MeasureList.First(m => string.Equals(m.Name, measure, StringComparison.Ordinal))
        ).AllKept;
}
