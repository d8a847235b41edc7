using Populatie.Analytics.Store;
using Populatie.Cli.Shell;
using Populatie.Simulation.Analysis.Backtest;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Commands.Backtest;

/// <summary>The verdict of a backtest in one sentence: said after it, and on every projection of the same base.</summary>
internal static class BacktestSentence
{
    /// <summary>Says what a backtest of the base of a projection found, when there was one.</summary>
    public static void Print(Session session, Workspace workspace, ProjectionInputs inputs)
    {
        var onBase = VerdictStore.BaseOf(inputs.Fit.Inputs, inputs.Digests.GetValueOrDefault("cube", ""));
        if (VerdictStore.Find(workspace, onBase) is { } verdict)
        {
            session.Errors.WriteLine(Of(session, verdict));
        }
    }

    public static string Of(Session session, BacktestVerdict verdict) =>
        string.Join("; ", verdict.Lines.Select((line, i) => Of(session, line, i == 0, verdict.OfProjection)));

    private static string Of(Session session, VerdictLine line, bool first, bool ofProjection)
    {
        var what = ofProjection
            ? session.Say("the projection itself", "de projectie zelf")
            : session.Say("published use carried on", "gepubliceerd gebruik doorgetrokken");
        var (english, dutch) = line.Horizon switch
        {
            1 => ("one year ahead", "één jaar vooruit"),
            2 => ("two years ahead", "twee jaar vooruit"),
            3 => ("three years ahead", "drie jaar vooruit"),
            _ => ($"{line.Horizon} years ahead", $"{line.Horizon} jaar vooruit"),
        };
        var error = session.Percent(line.Error);
        var inside = session.Percent(line.Coverage, 0);
        return first
            ? session.Say(
                $"backtest of this base ({what}): at wijk level, {english}, this model was off by {error} ({line.Act}; {inside} inside its 90% interval)",
                $"terugblik op deze basis ({what}): op wijkniveau, {dutch}, zat dit model er {error} naast ({line.Act}; {inside} binnen het 90%-interval)"
            )
            : session.Say(
                $"{english} by {error} ({line.Act}; {inside} inside)",
                $"{dutch} {error} ({line.Act}; {inside} binnen)"
            );
    }
}
