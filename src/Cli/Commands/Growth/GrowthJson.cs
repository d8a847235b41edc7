using Populatie.Cli.Shell;
using Populatie.Simulation.Growth;
using Populatie.Simulation.Scenarios;

namespace Populatie.Cli.Commands.Growth;

/// <summary>A growth table for programs: the rates alone, or an object when a run stands beside them.</summary>
internal static class GrowthJson
{
    public static void Print(Session session, GrowthAnswer answer)
    {
        if (answer.Run is not { } run)
        {
            JsonPrinter.Print(session, answer.Rates);
            return;
        }
        JsonPrinter.Print(
            session,
            new
            {
                answer.Rates,
                Run = run.Card.Id,
                Scenario = run.Card.Scenario.Name,
                WithShift = answer.With?.Card.Id,
                Vintage = answer.Vintage.Code,
                answer.PeriodSteps,
                PriceYear = run.LastObserved,
                Years = answer.Years.Select(Year).ToList(),
                Moves = answer.Moves.Select(Move).ToList(),
                HoldsShift = answer.IsMixed,
                Index = answer
                    .Indices.Select(i => new
                    {
                        i.Line,
                        i.Year,
                        i.Index,
                    })
                    .ToList(),
            }
        );
    }

    /// <summary>Money in euros.</summary>
    private static object Year(GrowthYear year) =>
        new
        {
            year.Act,
            year.Year,
            Vintage = year.Vintage?.Value,
            VintageBasis = year.Vintage is null ? null : (object)year.VintageBasis,
            Own = Of(year.Own),
            Money = year.Money / GrowthPage.CentsPerEuro,
            Cost = Euros(year.Cost),
            Buys = Euros(year.Buys),
            Volume = Euros(year.Volume),
            Unbought = Euros(year.Unbought),
            UnboughtShare = Of(year.UnboughtShare),
            UnboughtHours = Of(year.UnboughtHours),
            Moved = Euros(year.Moved),
        };

    private static object Move(Lever lever) =>
        new
        {
            lever.Subject,
            lever.Areas,
            lever.Start,
            lever.RampYears,
            Effect = new
            {
                lever.Effect.Value,
                lever.Effect.Low,
                lever.Effect.High,
                lever.Effect.Source,
            },
        };

    private static object? Of(Spread? spread) =>
        spread is { } s
            ? new
            {
                P5 = s.Low,
                P50 = s.Middle,
                P95 = s.High,
            }
            : null;

    private static object? Euros(Spread? spread) =>
        spread is { } s
            ? Of(
                new Spread(
                    s.Low / GrowthPage.CentsPerEuro,
                    s.Middle / GrowthPage.CentsPerEuro,
                    s.High / GrowthPage.CentsPerEuro
                )
            )
            : null;
}
