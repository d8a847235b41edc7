using Populatie.Analytics.Faults;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Levers;

namespace Populatie.Simulation.Levers;

/// <summary>
/// Shares that levers may not raise above the whole, at the central values: take-up, time with clients, absence. (Draws at the
/// edge of a range are held at the whole.)
/// </summary>
internal static class LeverCeiling
{
    /// <summary>Room for rounding of percentages.</summary>
    private const double Most = 1 + 1e-9;

    /// <exception cref="SourceFormatException">A share would pass 100% in some buurt, product and year.</exception>
    public static void Check(Scenario scenario, LeverPlan plan, int slots, int buurten)
    {
        Check(
            scenario,
            plan,
            slots,
            buurten,
            Effect.TakeUp,
            b => plan.TakeUp.Central[b],
            new("a take-up above 100%", "een bereik boven 100%"),
            new("take-up × factor ≤ 100%", "take-up × factor ≤ 100%"),
            new(
                "state what share asks for help now, for example take-up: 80%",
                "geef aan welk deel nu om hulp vraagt, bijvoorbeeld take-up: 80%"
            )
        );
        Check(
            scenario,
            plan,
            slots,
            buurten,
            Effect.DirectTime,
            _ => scenario.Staff.DirectTime.Value,
            new("more than 100% of the time with clients", "meer dan 100% van de tijd met cliënten"),
            new("direct-time × factors ≤ 100%", "direct-time × factoren ≤ 100%"),
            new("lower the effect", "verlaag het effect")
        );
        Check(
            scenario,
            plan,
            slots,
            buurten,
            Effect.Absence,
            _ => scenario.Staff.Absence.Value,
            new("more than 100% absence", "meer dan 100% verzuim"),
            new("absence × factors ≤ 100%", "verzuim × factoren ≤ 100%"),
            new("lower the effect", "verlaag het effect")
        );
    }

    private static void Check(
        Scenario scenario,
        LeverPlan plan,
        int slots,
        int buurten,
        Effect effect,
        Func<int, double> share,
        Bilingual found,
        Bilingual expected,
        Bilingual mend
    )
    {
        var moves = plan.Moves.Where(m => m.Effect == effect).ToArray();
        var sizes = Array.ConvertAll(
            moves,
            m => LeverMath.SizeOf(m.Size, plan.Levers[m.Lever].Effect.Value, plan.Levers[m.Lever].Amount?.Value ?? 0)
        );
        if (!sizes.Any(s => s > 0))
        {
            return;
        }
        for (var year = 0; year < plan.YearCount; year++)
        {
            var factors = moves
                .Select((m, i) => LeverMath.Factor(m.Size, plan.Levers[m.Lever], sizes[i], plan.FirstYear + year))
                .ToArray();
            for (var at = 0; at < buurten * slots; at++)
            {
                var (level, last) = (share(at / slots), -1);
                for (var i = 0; i < moves.Length; i++)
                {
                    if (moves[i].Covers(at / slots, at % slots))
                    {
                        level *= factors[i];
                        last = sizes[i] > 0 ? moves[i].Lever : last;
                    }
                }
                if (last >= 0 && level > Most)
                {
                    throw LeverCheck.Fault(plan.Levers[last], scenario.Name, found, expected, mend);
                }
            }
        }
    }
}
