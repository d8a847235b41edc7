using System.Collections.Immutable;
using System.Text.Json;
using Populatie.Analytics.Evidence.Tables;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records.Joining;

namespace Populatie.Analytics.Records.Quality;

/// <summary>A delivery as its maker should see it: records, the tables beside them, and everything to mend. Immutable.</summary>
/// <param name="Records">Null when the delivery holds tables only.</param>
/// <param name="Compared">Null likewise.</param>
/// <param name="Claims">Every comparison between or within tables that could be made.</param>
public sealed record DeliveryCheck(
    RecordReport? Records,
    ComparisonReport? Compared,
    ImmutableArray<SummaryTable> Tables,
    ImmutableArray<TableClaim> Claims
)
{
    private static readonly Bilingual Kept = new("Kept as it is.", "Bewaard zoals het is.");
    private static readonly Bilingual Natural = new(
        "Kept; counted as one spell. Delivery lines fall within their assignment.",
        "Bewaard; geteld als één periode. Leveringsregels vallen binnen hun toewijzing."
    );
    private static readonly Bilingual LeftOut = new(
        "Left out; the other rows go on.",
        "Weggelaten; de andere regels gaan door."
    );

    public IEnumerable<TableClaim> Contradictions => Claims.Where(c => c.Contradicts);

    /// <summary>What was found in the records, the heaviest first.</summary>
    public ImmutableArray<DeliveryFinding> Findings { get; } =
        Records is null
            ? []
            :
            [
                .. InRows(Records)
                    .Concat(InPlaces(Records))
                    .Concat(InComparison(Records, Compared))
                    .OrderBy(f => f.Weight),
            ];

    /// <summary>Whether nothing has to be mended; remarks do not count.</summary>
    public bool IsClean => !Contradictions.Any() && Findings.All(f => f.Weight == FindingWeight.Remark);

    private static IEnumerable<DeliveryFinding> InRows(RecordReport report)
    {
        foreach (var tally in report.SetAside)
        {
            yield return Of(tally, FindingWeight.SetAside, RowReasons.Name(tally.Kind), report.RowsRead, LeftOut);
        }
        foreach (var tally in report.Odd)
        {
            yield return Of(
                tally,
                FindingWeight.Odd,
                RowReasons.Name(tally.Kind),
                report.RowsRead,
                DoneWith(tally.Kind)
            );
        }
        foreach (var tally in report.Combined)
        {
            var (what, done) = (RowReasons.Name(tally.Kind), InRecordOf(tally.Kind));
            var finding = Of(tally, FindingWeight.Remark, what, report.RowsRead, done);
            yield return finding with
            {
                Kind = $"combined-{finding.Kind}",
            };
        }
    }

    private static Bilingual InRecordOf(Combined kind) =>
        kind switch
        {
            Combined.Replaced => new(
                "No record of its own: the later row counts.",
                "Geen eigen registratie: de latere regel telt."
            ),
            Combined.Overlapping => new(
                "No record of its own: days, hours and cost are in that of the other row.",
                "Geen eigen registratie: dagen, uren en kosten zitten in die van de andere regel."
            ),
            Combined.ToldByDeliveries => new(
                "No record of its own: the delivery lines are.",
                "Geen eigen registratie: de leveringsregels zijn dat wel."
            ),
            _ => new("No record: this care was not given.", "Geen registratie: deze zorg is niet gegeven."),
        };

    private static DeliveryFinding Of<TKind>(
        RowTally<TKind> tally,
        FindingWeight weight,
        Bilingual what,
        long of,
        Bilingual done
    )
        where TKind : struct, Enum =>
        new(
            KindOf(tally.Kind),
            weight,
            what,
            tally.Count,
            of,
            [.. tally.First.Select(p => new FindingPlace(p.File, p.Row, p.Line, p.Column))],
            done
        );

    private static Bilingual DoneWith(Odd kind) =>
        kind switch
        {
            Odd.FarEnd => new("Read as still open.", "Gelezen als nog lopend."),
            Odd.UnknownDelivery => new("Read as ZIN.", "Gelezen als ZIN."),
            Odd.UnknownOutcome => new("Read as unknown.", "Gelezen als onbekend."),
            Odd.UnknownSex => new("Read as unknown.", "Gelezen als onbekend."),
            Odd.HalfCoordinate => new(
                "Coordinates not used; placed by code or postcode if there is one.",
                "Coördinaten niet gebruikt; geplaatst op code of postcode als die er is."
            ),
            Odd.OtherTrack => new("The track of the product counts.", "Het spoor van het product telt."),
            _ => Kept,
        };

    private static IEnumerable<DeliveryFinding> InPlaces(RecordReport report)
    {
        foreach (var reason in Enum.GetValues<UnknownPlace>())
        {
            if (report.Join.Of(reason) is > 0 and var count)
            {
                yield return new(
                    $"place-{KindOf(reason)}",
                    FindingWeight.Remark,
                    PlaceNames.Of(reason),
                    count,
                    report.Records,
                    [],
                    new("Kept; counted at onbekend.", "Bewaard; geteld bij onbekend.")
                );
            }
        }
        foreach (var file in report.Files.Where(f => !f.IgnoredColumns.IsEmpty))
        {
            yield return new(
                "ignored-columns",
                FindingWeight.Remark,
                new("columns that the layout does not know", "kolommen die de indeling niet kent"),
                file.IgnoredColumns.Length,
                null,
                [.. file.IgnoredColumns.Select(c => new FindingPlace(file.File, 0, 1, c))],
                new("Not read.", "Niet gelezen.")
            );
        }
    }

    private static IEnumerable<DeliveryFinding> InComparison(RecordReport report, ComparisonReport? compared)
    {
        if (compared is null)
        {
            yield break;
        }
        var some =
            compared.PersonsCompared == 1
                ? new Bilingual("", "")
                : new(
                    $" (one person in {compared.PersonsCompared} compared)",
                    $" (één op de {compared.PersonsCompared} personen vergeleken)"
                );
        foreach (var tally in compared.Tallies)
        {
            var (what, done) = Name(tally.Kind);
            var natural = report.WithAssignments && tally.Kind == Comparison.Overlap;
            yield return new(
                KindOf(tally.Kind),
                natural ? FindingWeight.Remark : FindingWeight.Odd,
                new(what.English + some.English, what.Dutch + some.Dutch),
                tally.Count,
                compared.PersonsCompared == 1 && tally.Kind is Comparison.Double or Comparison.Overlap
                    ? report.Records
                    : null,
                [.. tally.First.Select(p => new FindingPlace(p.File, p.Record, null, ""))],
                natural ? Natural : done
            );
        }
        foreach (var jumps in compared.Jumps.GroupBy(j => j.Product, StringComparer.Ordinal))
        {
            var years = string.Join(
                ", ",
                jumps.Select(j => FormattableString.Invariant($"{j.Year} ({j.Before} → {j.After})"))
            );
            yield return new(
                KindOf(Comparison.Jump),
                FindingWeight.Remark,
                new(
                    $"{jumps.Key}: spells begun jump in {years}{some.English}",
                    $"{jumps.Key}: begonnen perioden springen in {years}{some.Dutch}"
                ),
                jumps.Count(),
                null,
                [],
                new("Told, not changed: ask what happened.", "Gemeld, niet veranderd: vraag wat er gebeurde.")
            );
        }
    }

    private static (Bilingual What, Bilingual Done) Name(Comparison kind) =>
        kind switch
        {
            Comparison.Double => (
                new("the same record once more", "dezelfde registratie nog eens"),
                new("Kept; hours and cost count twice.", "Bewaard; uren en kosten tellen dubbel.")
            ),
            Comparison.TwoBirthYears => (
                new("a person with two birth years", "een persoon met twee geboortejaren"),
                new("Kept; the latest counts for the person.", "Bewaard; het laatste telt voor de persoon.")
            ),
            Comparison.TwoSexes => (
                new("a person with two sexes", "een persoon met twee geslachten"),
                new("Kept; the latest counts for the person.", "Bewaard; het laatste telt voor de persoon.")
            ),
            _ => (
                new(
                    "a spell that overlaps one of the same person and product",
                    "een periode die een andere van dezelfde persoon en hetzelfde product overlapt"
                ),
                new("Kept; counted as one spell.", "Bewaard; geteld als één periode.")
            ),
        };

    private static string KindOf<T>(T kind)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());
}
