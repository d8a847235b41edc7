using Populatie.Analytics.Evidence;
using Populatie.Analytics.Need;
using Populatie.Analytics.Need.Sources;
using Populatie.Analytics.Records;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Capacity;

/// <summary>What a scenario leaves to the records about posts and waits: what it states, else what the fit found, else a belief.</summary>
internal static class FittedSupply
{
    /// <summary>How far a growth can be believed that rests on a handful of years.</summary>
    private const double Confidence = 0.4;

    private static FitAssumptions Believed => FitAssumptionsReader.Embedded;

    /// <summary>Yearly growth of the number of posts.</summary>
    public static Assumption Establishment(Scenario scenario, Fit fit)
    {
        if (scenario.Staff.Establishment is { } stated)
        {
            return stated;
        }
        if (fit.Hours is not { Changes: > 0 } hours)
        {
            return Believed.HoursGrowth;
        }
        var source = FormattableString.Invariant(
            $"estimated from {hours.Changes} yearly changes of the hours delivered until {fit.LastYear}, beside a stated belief (populatie fit)"
        );
        var (low, high) = hours.Interval;
        return new(Told(hours.Growth), Told(low), Told(high), source, Confidence);
    }

    /// <summary>Weeks from request to decision at least; null: each product has a wait of its own.</summary>
    public static Assumption? Inquiry(Scenario scenario, Fit fit) =>
        scenario.Access.Inquiry ?? (fit.Waits is null ? Believed.Inquiry : null);

    /// <summary>Rate at which who waits leaves a list; null: each product has one of its own.</summary>
    public static Assumption? DropOut(Scenario scenario, Fit fit) =>
        scenario.Queue.DropOut ?? (fit.Waits is null ? Believed.DropOut : null);

    /// <summary>
    /// Of who leaves a list: the share that is helped informally. Where the records tell who left without care, and so how many
    /// began, nobody leaves besides.
    /// </summary>
    public static Assumption Helped(Scenario scenario, Fit fit) =>
        scenario.Queue.Helped ?? (LeavesByRecords(scenario, fit) ? Nobody : Believed.HelpedShare);

    /// <summary>Rate at which who waits comes to need heavier help; likewise.</summary>
    public static Assumption Worsen(Scenario scenario, Fit fit) =>
        scenario.Queue.Worsen ?? (LeavesByRecords(scenario, fit) ? Nobody : Believed.Worsening);

    private static bool LeavesByRecords(Scenario scenario, Fit fit) => DropOut(scenario, fit) is null;

    private static Assumption Nobody { get; } = new(0, 0, 0, "records tell of nobody besides who gave up", 0.3);

    /// <summary>All of it that is not told apart by product.</summary>
    public static IEnumerable<(string Name, Assumption Assumption)> Of(Scenario scenario, Fit fit)
    {
        yield return ("staff.establishment", Establishment(scenario, fit));
        yield return ("queue.helped", Helped(scenario, fit));
        yield return ("queue.worsen", Worsen(scenario, fit));
        if (Inquiry(scenario, fit) is { } inquiry)
        {
            yield return ("access.inquiry", inquiry);
        }
        if (DropOut(scenario, fit) is { } dropOut)
        {
            yield return ("queue.drop-out", dropOut);
        }
        var source = $"records of {fit.FirstYear} to {fit.LastYear}";
        for (var p = 0; fit.Waits is { } waits && p < waits.Weeks.Length; p++)
        {
            var code = fit.Products.Codes[p];
            if (fit.Stays[p] is null || fit.Products.Products[p].Track == Track.SocialeBasis)
            {
                continue;
            }
            if (scenario.Access.Inquiry is null)
            {
                yield return ($"access.inquiry.{code}", Certain(waits.Weeks[p], source));
            }
            if (scenario.Queue.DropOut is null)
            {
                yield return ($"queue.drop-out.{code}", Certain(waits.GaveUp[p], source));
            }
        }
    }

    /// <summary>To a hundredth of a percent: what a reader is told is what a run reckons with.</summary>
    private static double Told(double growth) => Math.Floor((growth * 1e4) + 0.5) / 1e4;

    private static Assumption Certain(double value, string source) => new(value, value, value, source, 0.6);
}
