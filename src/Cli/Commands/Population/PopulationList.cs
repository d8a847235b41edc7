using System.CommandLine;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Population;
using Populatie.Analytics.Store;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands.Population;

/// <summary><c>populatie population list</c></summary>
internal static class PopulationList
{
    private sealed record Entry(
        string Id,
        string Title,
        int Buurten,
        int FirstYear,
        int LastYear,
        IReadOnlyList<int> PublishedYears,
        long ResidentsLastYear
    );

    public static Command Create(Session session) =>
        ListCommand.Create<Entry>(
            session,
            session.Say(
                "The populations in the workspace, newest last, after the one that comes with the program. Example: populatie population list",
                "De bevolkingen in de werkmap, nieuwste laatst, na die van het programma zelf. Voorbeeld: populatie population list"
            ),
            kept =>
                kept.List(ArtefactKind.Population)
                    .Select(e => Describe(e.Id, e.Title, PopulationStore.Load(kept, e.Id)))
                    .Prepend(Embedded(session)),
            new("id", e => e.Id),
            new(session.Say("title", "titel"), e => e.Title),
            new("buurten", e => session.Count(e.Buurten), Right: true),
            new(session.Say("years", "jaren"), e => FormattableString.Invariant($"{e.FirstYear}-{e.LastYear}")),
            new(session.Say("published", "gepubliceerd"), e => string.Join(' ', e.PublishedYears)),
            new(
                session.Say("residents, last year", "inwoners, laatste jaar"),
                e => session.Count(e.ResidentsLastYear),
                Right: true
            )
        );

    private static Entry Embedded(Session session)
    {
        var series = UtrechtPopulation.Series();
        return Describe(PopulationStore.IdOf(series), session.Say("Utrecht (embedded)", "Utrecht (ingebouwd)"), series);
    }

    private static Entry Describe(string id, string title, PopulationSeries series) =>
        new(
            id,
            title,
            series.BuurtCodes.Length,
            series.FirstYear,
            series.LastYear,
            [.. series.Tables.Where(t => t.Basis == Basis.Published).Select(t => t.Year)],
            series.Tables[^1].Total()
        );
}
