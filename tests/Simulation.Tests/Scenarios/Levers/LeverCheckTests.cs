using Populatie.Analytics.Faults;
using Populatie.Simulation.Levers;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Levers;
using Populatie.Simulation.Tests.Levers;
using static Populatie.Simulation.Tests.Levers.LeverTown;

namespace Populatie.Simulation.Tests.Scenarios.Levers;

public sealed class LeverCheckTests
{
    [Theory]
    [InlineData(
        LeverKind.NeedGrowth,
        -1.01,
        null,
        null,
        "an effect from -101% to -101% for 'need-growth'",
        "-100% to 900%"
    )]
    [InlineData(LeverKind.Scope, 0.1, null, null, "an effect from 10% to 10% for 'scope'", "-100% to 0%")]
    [InlineData(LeverKind.Scope, -0.1, 1.2, null, "an amount from 120% to 120% for 'scope'", "0% to 100%")]
    [InlineData(
        LeverKind.Prevention,
        -0.1,
        null,
        null,
        "no amount for 'prevention'",
        "write for example amount: EUR 2 mln"
    )]
    [InlineData(LeverKind.OwnContribution, 0.1, null, null, "no amount for 'own-contribution'", "amount: -0.3")]
    [InlineData(LeverKind.OwnContribution, 0.1, 0.2, null, "an amount from 0.2 to 0.2", "-5 to 0")]
    [InlineData(LeverKind.Hiring, 0.1, 0.2, null, "an amount for 'hiring'", "leave amount out")]
    [InlineData(LeverKind.Hiring, 0.1, null, "wijk", "the choice 'wijk' for 'hiring'", "leave choice out")]
    [InlineData(LeverKind.Allocation, 0.1, null, "need", "an effect for 'allocation'", "leave effect out")]
    [InlineData(LeverKind.Allocation, 0, null, null, "no choice for 'allocation'", "write for example choice: need")]
    [InlineData(LeverKind.Allocation, 0, null, "neet", "the unknown choice 'neet'", "did you mean 'need'?")]
    [InlineData(LeverKind.Contract, 0, null, "lumpsum", "the unknown choice 'lumpsum'", "did you mean 'lump-sum'?")]
    [InlineData(LeverKind.Consolidation, 0, null, "xyz", "the unknown choice 'xyz'", "choose one")]
    [InlineData(LeverKind.Regelarm, 0.1, null, null, "0 areas for 'regelarm'", "name one wijk")]
    [InlineData(
        LeverKind.Prevention,
        -0.05,
        21e6,
        null,
        "'prevention' that takes away more than everything",
        "lower the effect"
    )]
    [InlineData(LeverKind.TakeUp, 0.01, null, null, "a take-up above 100%", "take-up: 80%")]
    [InlineData(LeverKind.DirectTime, 0.7, null, null, "more than 100% of the time with clients", "lower the effect")]
    [InlineData(LeverKind.Absence, 9, null, null, "", "")]
    public void A_figure_or_choice_that_cannot_be_is_refused_with_advice(
        LeverKind kind,
        double effect,
        double? amount,
        string? choice,
        string found,
        string mend
    )
    {
        var lever = Lever(kind, effect, amount: amount) with { Choice = choice };
        if (found.Length == 0)
        {
            // 7% absence, ten times: 70%.
            Should.NotThrow(() => PlanOf(lever));
            return;
        }
        var fault = Should.Throw<SourceFormatException>(() => PlanOf(lever));
        fault.Message.ShouldStartWith("scenario certain: found");
        fault.Message.ShouldContain(found);
        fault.Message.ShouldContain(mend);
        fault.Text.Dutch.ShouldNotBe(fault.Text.English);
    }

    [Fact]
    public void Both_ends_of_a_range_are_held_against_the_range_of_the_kind()
    {
        var lever = Lever(LeverKind.Scope, 0) with { Effect = Between(-0.3, -0.1, 0.05) };
        Message(lever).ShouldContain("an effect from -30% to 5% for 'scope'");
        var prevention = Lever(LeverKind.Prevention, 0, amount: 10e6) with { Effect = Between(-0.2, -0.02, 0) };
        Message(prevention).ShouldContain("more than everything");
    }

    [Fact]
    public void Where_a_lever_was_read_is_told_and_changes_nothing_else()
    {
        var lever = Lever(LeverKind.Scope, 0.1) with { Position = new("mine.yaml", 12, 5) };
        Message(lever).ShouldStartWith("mine.yaml:12:5: found");
        lever.ShouldBe(lever with { Position = null });
        lever.GetHashCode().ShouldBe((lever with { Position = null }).GetHashCode());
    }

    [Theory]
    [InlineData("Jeugt", "a lever for 'Jeugt'", "did you mean 'Jeugd'?")]
    [InlineData("jeugd-lich", "a lever for 'jeugd-lich'", "did you mean 'jeugd-licht'?")]
    [InlineData("teem", "a lever for 'teem'", "did you mean 'team'?")]
    [InlineData("nothing like it", "an act, a track, a product, or all", "choose one")]
    public void An_unknown_subject_is_refused(string subject, string found, string mend)
    {
        var message = Message(Lever(LeverKind.NeedGrowth, 0.1, subject));
        message.ShouldContain(found);
        message.ShouldContain(mend);
    }

    [Theory]
    [InlineData(LeverKind.NeedGrowth, "WK000103", "the unknown area 'WK000103'", "did you mean WK000101")]
    [InlineData(LeverKind.NeedGrowth, "Amsterdam-Zuidoost", "the unknown area", "choose a wijk")]
    [InlineData(LeverKind.Regelarm, "BU00010101", "the buurt 'BU00010101' for 'regelarm'", "begins with WK")]
    [InlineData(LeverKind.Budget, "WK000101", "areas for 'budget'", "leave areas out")]
    public void An_area_that_is_unknown_or_cannot_be_is_refused(LeverKind kind, string area, string found, string mend)
    {
        var message = Message(Lever(kind, 0.1) with { Areas = [area] });
        message.ShouldContain(found);
        message.ShouldContain(mend);
    }

    [Theory]
    [InlineData(LeverKind.Budget, "jeugd-licht", "'budget' for the product 'jeugd-licht'")]
    [InlineData(LeverKind.Budget, "team", "a lever for 'team'")]
    public void Money_is_of_acts_and_tracks(LeverKind kind, string subject, string found) =>
        Message(Lever(kind, 0.1, subject)).ShouldContain(found);

    [Fact]
    public void A_rule_for_all_care_has_no_subject() =>
        Message(Lever(LeverKind.Allocation, 0, "Wmo") with { Choice = "need" }).ShouldContain("'allocation' for 'Wmo'");

    [Fact]
    public void Two_choices_for_one_thing_in_one_year_contradict()
    {
        Lever Of(LeverKind kind, string choice, string subject = "all", int start = 2027) =>
            Lever(kind, 0, subject) with
            {
                Choice = choice,
                Start = start,
            };
        Message(Of(LeverKind.Contract, "taakgericht"), Of(LeverKind.Contract, "effort"))
            .ShouldContain("'contract' effort beside taakgericht from 2027 on");
        Message(Of(LeverKind.Contract, "taakgericht", "Wmo"), Of(LeverKind.Contract, "effort", "track-3"))
            .ShouldContain("'contract' effort beside taakgericht");
        Message(Of(LeverKind.Consolidation, "wijk"), Of(LeverKind.Consolidation, "gemeente", "Wmo"))
            .ShouldContain("'consolidation' gemeente beside wijk");
        Message(Of(LeverKind.Allocation, "need"), Of(LeverKind.Allocation, "per-head"))
            .ShouldContain("'allocation' per-head beside need");
        Should.NotThrow(() => PlanOf(Of(LeverKind.Contract, "lump-sum"), Of(LeverKind.Contract, "taakgericht")));
        Should.NotThrow(() =>
            PlanOf(Of(LeverKind.Allocation, "need"), Of(LeverKind.Allocation, "per-head", start: 2028))
        );
        Should.NotThrow(() =>
            PlanOf(Of(LeverKind.Contract, "effort", "Wmo"), Of(LeverKind.Contract, "output", "Jeugd"))
        );
    }

    [Fact]
    public void A_lever_that_can_do_nothing_is_remarked_on()
    {
        var fit = SyntheticTown.Fit();
        var plan = LeverPlan.Of(Scenario(Lever(LeverKind.GgzWaiting, 0.1)), fit, new(fit));
        plan.Remarks.Single().English.ShouldContain("'ggz-waiting' for 'all' does nothing");
        plan.Moves.ShouldBeEmpty();
        PlanOf(Lever(LeverKind.GgzWaiting, 0.1)).Remarks.ShouldBeEmpty();
        PlanOf(Lever(LeverKind.StepDown, 0.1, "Wmo")).Remarks.ShouldBeEmpty();
        PlanOf(Lever(LeverKind.StepDown, 0.1, "jeugd-licht"))
            .Remarks.Single()
            .English.ShouldContain("nobody was seen to go on to lighter care");
    }

    [Fact]
    public void Levers_on_capacity_are_remarked_on_where_nothing_is_scarce()
    {
        LeverPlan In(CapacityChoice capacity, Lever lever) =>
            LeverPlan.Of(Scenario(lever) with { Capacity = capacity }, LeverTown.Fit, Plan);
        foreach (var kind in new[] { LeverKind.Hiring, LeverKind.Budget, LeverKind.Housing })
        {
            In(CapacityChoice.Unlimited, Lever(kind, 0.1))
                .Remarks.Single()
                .Dutch.ShouldContain("in dit scenario is niets schaars");
            In(new(true, false, false), Lever(kind, 0.1)).Remarks.ShouldBeEmpty();
        }
        In(CapacityChoice.Unlimited, Lever(LeverKind.Allocation, 0) with { Choice = "need" })
            .Remarks.Length.ShouldBe(1);
        In(CapacityChoice.Unlimited, Lever(LeverKind.TakeUp, -0.1)).Remarks.ShouldBeEmpty();
    }

    private static string Message(params Lever[] levers) =>
        Should.Throw<SourceFormatException>(() => PlanOf(levers)).Message;
}
