using System.Collections.Immutable;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Counting;

/// <summary>What is counted while records become spells. The first five are sizes; the rest looks odd but was kept.</summary>
public enum CleaningCount
{
    Rows,
    Persons,
    Spells,
    OpenSpells,
    Waits,
    JoinedRows,
    OverlappingRows,
    IdenticalRows,
    ReopenedSpells,
    RequestsAfterStart,
    SpellsWithoutRequest,
    RequestsBeforeData,
    WaitsMetByCare,
    RepeatedWaits,
    SpellMoves,
    AgesOutsideProduct,
    PersonsWithoutBirthYear,
    PersonsWithSeveralBirthYears,
    PersonsWithSeveralSexes,
    StartsOnFirstDay,
    EndsOnLastDay,
    EndsAfterData,
    CostWithoutCare,
    RowsWithoutDates,
    RowsEndingBeforeStart,
    RowsOutsideData,
}

/// <summary>The account of the cleaning: nothing is changed silently. Immutable; thread-safe.</summary>
public sealed class CleaningReport
{
    private readonly ImmutableArray<long> counts;

    internal CleaningReport(ReadOnlySpan<long> counts) => this.counts = [.. counts];

    public static IReadOnlyList<CleaningCount> All { get; } = Enum.GetValues<CleaningCount>();

    public long this[CleaningCount count] => counts[(int)count];

    /// <summary>What a count means, as a reader sees it.</summary>
    public static Bilingual Describe(CleaningCount count) =>
        count switch
        {
            CleaningCount.Rows => new("rows read", "regels gelezen"),
            CleaningCount.Persons => new("persons", "personen"),
            CleaningCount.Spells => new("spells of care", "zorgperioden"),
            CleaningCount.OpenSpells => new("spells still open at the end", "zorgperioden aan het eind nog open"),
            CleaningCount.Waits => new("requests without a start", "aanvragen zonder start"),
            CleaningCount.JoinedRows => new("rows joined to an earlier one", "regels gevoegd bij een eerdere"),
            CleaningCount.OverlappingRows => new(
                "rows that overlap an earlier one",
                "regels die een eerdere overlappen"
            ),
            CleaningCount.IdenticalRows => new(
                "rows identical to another (amounts added up)",
                "regels gelijk aan een andere (bedragen opgeteld)"
            ),
            CleaningCount.ReopenedSpells => new(
                "spells reopened within a year of their end",
                "zorgperioden heropend binnen een jaar na het einde"
            ),
            CleaningCount.RequestsAfterStart => new("requests after the start", "aanvragen na de start"),
            CleaningCount.SpellsWithoutRequest => new(
                "spells without a request date (their start counts)",
                "zorgperioden zonder aanvraagdatum (de start telt)"
            ),
            CleaningCount.RequestsBeforeData => new(
                "requests from before the data (not in any period)",
                "aanvragen van vóór de gegevens (in geen periode)"
            ),
            CleaningCount.WaitsMetByCare => new(
                "rows without a start whose request was met by another row",
                "regels zonder start waarvan de aanvraag elders is gestart"
            ),
            CleaningCount.RepeatedWaits => new(
                "repeated requests while already waiting",
                "herhaalde aanvragen tijdens het wachten"
            ),
            CleaningCount.SpellMoves => new("moves during a spell", "verhuizingen tijdens een zorgperiode"),
            CleaningCount.AgesOutsideProduct => new(
                "spells begun at an age that the product does not serve",
                "zorgperioden gestart op een leeftijd buiten het product"
            ),
            CleaningCount.PersonsWithoutBirthYear => new(
                "persons without a birth year (given the middle age of their first product)",
                "personen zonder geboortejaar (kregen de middelste leeftijd van hun eerste product)"
            ),
            CleaningCount.PersonsWithSeveralBirthYears => new(
                "persons with several birth years (the latest record counts)",
                "personen met meer geboortejaren (de laatste registratie telt)"
            ),
            CleaningCount.PersonsWithSeveralSexes => new(
                "persons with several sexes (the latest record counts)",
                "personen met meer geslachten (de laatste registratie telt)"
            ),
            CleaningCount.StartsOnFirstDay => new(
                "spells that start on the very first day (perhaps already running)",
                "zorgperioden die op de allereerste dag beginnen (misschien al langer lopend)"
            ),
            CleaningCount.EndsOnLastDay => new(
                "spells that end on the very last day (perhaps still open)",
                "zorgperioden die op de allerlaatste dag eindigen (misschien nog open)"
            ),
            CleaningCount.EndsAfterData => new(
                "spells that end after the last day of the data (open until then)",
                "zorgperioden die na de laatste dag van de gegevens eindigen (tot dan open)"
            ),
            CleaningCount.CostWithoutCare => new(
                "rows with minutes or cost but no day in care",
                "regels met minuten of kosten maar zonder dag in zorg"
            ),
            CleaningCount.RowsWithoutDates => new(
                "rows without request and start (set aside)",
                "regels zonder aanvraag en start (terzijde gelegd)"
            ),
            CleaningCount.RowsEndingBeforeStart => new(
                "rows that end before they start (set aside)",
                "regels die eindigen voor ze beginnen (terzijde gelegd)"
            ),
            _ => new("rows wholly outside the days of the data", "regels geheel buiten de dagen van de gegevens"),
        };
}

/// <summary>The counts while they grow; one per thread, added up at the end, so the order of work cannot matter.</summary>
internal sealed class CleaningTally
{
    private readonly long[] counts = new long[CleaningReport.All.Count];

    public void Count(CleaningCount count, long by = 1) => counts[(int)count] += by;

    public void Add(CleaningTally other)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] += other.counts[i];
        }
    }

    public CleaningReport ToReport() => new(counts);
}
