using Populatie.Analytics.Areas;
using Populatie.Cli.Shell;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Commands.Demo;

/// <summary>What will be short, where, and when waiting becomes long: the wijken in the last year, and one sentence on time.</summary>
internal sealed class BindingStory(Session session, RunView run)
{
    /// <summary>Waiting is called long when more than one person waits over the norm per so many requests of the year.</summary>
    private const int OneIn = 20;

    public void Tell()
    {
        var text = session.Say(
            $"5. What binds where in {run.LastProjected}?",
            $"5. Wat knelt waar in {run.LastProjected}?"
        );
        session.Output.WriteLine();
        session.Output.WriteLine(text);
        session.Output.WriteLine(new string('═', text.Length));
        if (!BindingTable.HasQueues(run))
        {
            session.Output.WriteLine(
                session.Say(
                    "The scenario bounds no staff, places or money: nobody waits.",
                    "Het scenario begrenst personeel, plaatsen noch geld: niemand wacht."
                )
            );
            return;
        }
        BindingPage.Print(session, BindingTable.Of(run, AreaLevel.Wijk, [run.LastProjected]));
        session.Output.WriteLine();
        BindingPage.Explain(session, run.Card.Replicates);
        session.Output.WriteLine();
        session.Output.WriteLine(Sentence(BindingTable.OverNorm(run, AreaLevel.Gemeente, 0)));
    }

    private string Sentence(IReadOnlyList<(int Year, double OverNorm, double Requests)> years)
    {
        var median = session.Say(
            $"(median of {session.Count(run.Card.Replicates)} futures)",
            $"(mediaan van {session.Count(run.Card.Replicates)} toekomsten)"
        );
        if (BindingTable.FirstYearOver(years, 1.0 / OneIn) is not { } first)
        {
            var (last, overNorm, requests) = years[^1];
            var one = overNorm > 0 ? session.Count(requests / overNorm) : "";
            return session.Say(
                $"In no year up to {last} does more than 1 person wait longer than the norm for every {OneIn} requests; in {last} it is {(overNorm > 0 ? $"1 for every {one}" : "nobody")} {median}.",
                $"In geen jaar tot en met {last} wacht meer dan 1 persoon op elke {OneIn} aanvragen langer dan de norm; in {last} is het {(overNorm > 0 ? $"1 op elke {one}" : "niemand")} {median}."
            );
        }
        return first == run.FirstProjected
            ? session.Say(
                $"Already in {first} more than 1 person waits longer than the norm for every {OneIn} requests of that year {median}.",
                $"Al in {first} wacht meer dan 1 persoon op elke {OneIn} aanvragen van dat jaar langer dan de norm {median}."
            )
            : session.Say(
                $"In {first}, for the first time, more than 1 person waits longer than the norm for every {OneIn} requests of that year {median}.",
                $"In {first} wacht voor het eerst meer dan 1 persoon op elke {OneIn} aanvragen van dat jaar langer dan de norm {median}."
            );
    }
}
