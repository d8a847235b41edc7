using Populatie.Analytics.Evidence;
using Populatie.Analytics.Need;
using Populatie.Analytics.Records;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands;

/// <summary>How often care ends because its client turns eighteen, and what that rests on.</summary>
internal static class EighteenNote
{
    public static void Print(Session session, Fit fit)
    {
        if (fit.Basis == Basis.Published)
        {
            return;
        }
        if (Told(fit) is not { } told)
        {
            session.Output.WriteLine(
                session.Say(
                    "No record names turning eighteen as the reason of an end: in a projection who turns eighteen goes on, up to the last age that a product serves.",
                    "Geen record noemt achttien worden als reden van een einde: in een projectie gaat wie achttien wordt door, tot de laatste leeftijd die een product bedient."
                )
            );
            return;
        }
        var share = session.Interval(told.Share, told.Low, told.High, v => session.Percent(v, 0));
        var ends = session.Count((long)told.Ends);
        session.Output.WriteLine(
            session.Say(
                $"Of youth care that may go on after seventeen, {share} of what runs on 1 January of the year of the eighteenth birthday, or begins later, is ended by that birthday ({ends} ends): a projection goes on so.",
                $"Van jeugdzorg die na zeventien mag doorgaan, wordt {share} van wat loopt op 1 januari van het jaar van de achttiende verjaardag, of later begint, door die verjaardag beëindigd ({ends} einden): een projectie gaat zo door."
            )
        );
    }

    /// <returns>Null where no record names the reason.</returns>
    public static object? ToJson(Fit fit) =>
        Told(fit) is { } told
            ? new
            {
                share = told.Share,
                low = told.Low,
                high = told.High,
                ends = told.Ends,
            }
            : null;

    private static (double Share, double Low, double High, double Ends)? Told(Fit fit)
    {
        if (fit.Eighteen is not { IsSeen: true } eighteen)
        {
            return null;
        }
        var products = Enumerable
            .Range(0, fit.Products.ProductCount)
            .Where(p => fit.Products.Products[p].Act == Act.Jeugd && eighteen.Rate[p] > 0)
            .ToArray();
        return eighteen.ShareOfWhoCame(products) is { } share
            ? (share.Value, share.Low, share.High, products.Sum(p => eighteen.Ends[p]))
            : null;
    }
}
