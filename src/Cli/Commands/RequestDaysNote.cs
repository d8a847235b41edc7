using System.Text.Json;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Need;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands;

/// <summary>Which evidence the rates of a fit rest on: requests, and starts where no request is on record.</summary>
internal static class RequestDaysNote
{
    public static void Print(Session session, Fit fit)
    {
        if (fit.Basis == Basis.Published)
        {
            return;
        }
        session.Output.WriteLine(
            session.Say(
                "Rates rest on requests, of people who still wait too: what staff or places let start does not lower them.",
                "De cijfers rusten op vragen, ook van wie nog wacht: wat personeel of plaatsen laten beginnen, verlaagt ze niet."
            )
        );
        session.Output.WriteLine(Starts(session, fit.RequestDays));
        if (fit.Unseen.Sum() is > 0 and var unseen)
        {
            session.Output.WriteLine(Unseen(session, fit, unseen));
        }
    }

    private static string Unseen(Session session, Fit fit, double persons)
    {
        var names = string.Join(", ", fit.Products.Codes.Where((_, p) => p < fit.Unseen.Length && fit.Unseen[p] > 0));
        var count = session.Count((long)Math.Round(persons));
        return session.Say(
            $"Hardly anyone waits on the last day of the records for {names}, though those who began had waited: requests seem to enter the records when care begins. Some {count} people who wait are added to the requests of {fit.LastYear} and to the waiting list at the start of a projection; observed waiting in {fit.LastYear} is too low.",
            $"Op de laatste dag van de records wacht bijna niemand op {names}, terwijl wie begon wel had gewacht: vragen lijken pas in de records te komen als de zorg begint. Zo'n {count} wachtenden zijn opgeteld bij de vragen van {fit.LastYear} en bij de wachtlijst aan het begin van een projectie; het waargenomen aantal wachtenden in {fit.LastYear} is te laag."
        );
    }

    /// <summary>One object on one line: the id, and what the rates rest on.</summary>
    public static void PrintJson(Session session, string id, Fit fit)
    {
        if (fit.RequestDays is not { } days)
        {
            JsonPrinter.PrintId(session, id, json: true);
            return;
        }
        session.Output.WriteLine(
            JsonSerializer.Serialize(
                new
                {
                    id,
                    requests = new
                    {
                        evidence = "requests, those still waiting included",
                        starts_without_request = days.WithoutRequestShare,
                        corrected = days.IsCorrected,
                        raised_low = days.Raised.Min(),
                        raised_high = days.Raised.Max(),
                        waiting_added = Math.Round(fit.Unseen.Sum()),
                    },
                    eighteen = EighteenNote.ToJson(fit),
                }
            )
        );
    }

    private static string Starts(Session session, RequestDays? days)
    {
        if (days is null)
        {
            return session.Say(
                "The cube does not tell how many starts stand in for a request; make it again with populatie aggregate to see.",
                "De kubus vertelt niet hoe vaak een start de vraag vervangt; maak hem opnieuw met populatie aggregate om dat te zien."
            );
        }
        var share = session.Percent(days.WithoutRequestShare, 1);
        var (low, high) = (session.Decimal(days.Raised.Min(), 2), session.Decimal(days.Raised.Max(), 2));
        return days switch
        {
            { WithoutRequestShare: 0 } => session.Say(
                "Every spell begun in these years names the day of its request.",
                "Elke zorgperiode die in deze jaren begon, noemt de dag van de vraag."
            ),
            { IsCorrected: false } => session.Say(
                $"Of the spells begun, {share} name no request: their start stands in, as it is.",
                $"Van de begonnen zorgperioden noemt {share} geen vraag: de start vervangt die, zoals hij is."
            ),
            _ => session.Say(
                $"Of the spells begun, {share} name no request: their start stands in, corrected for waits that changed (requests × {low} to {high} by product).",
                $"Van de begonnen zorgperioden noemt {share} geen vraag: de start vervangt die, gecorrigeerd voor wachttijden die veranderden (vragen × {low} tot {high} per product)."
            ),
        };
    }
}
