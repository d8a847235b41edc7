using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Records;

/// <summary>What the reasons and kinds of <see cref="RecordReport"/> are called, in both languages.</summary>
public static class RowReasons
{
    public static Bilingual Name(SetAside reason) =>
        reason switch
        {
            SetAside.FieldCount => new(
                "another number of fields than the heading",
                "een ander aantal velden dan de kop"
            ),
            SetAside.Quote => new("text after a closing quote", "tekst na een sluitend aanhalingsteken"),
            SetAside.NoPerson => new("no person", "geen persoon"),
            SetAside.BirthYear => new("impossible birth year", "onmogelijk geboortejaar"),
            SetAside.Coordinate => new("a coordinate that is not a number", "een coördinaat die geen getal is"),
            SetAside.Product => new("unknown product", "onbekend product"),
            SetAside.Date => new("impossible date", "onmogelijke datum"),
            SetAside.EndBeforeStart => new("end before start", "einde voor begin"),
            SetAside.NoDate => new("no date at all", "geen enkele datum"),
            SetAside.Hours => new("hours that are not a number", "uren die geen getal zijn"),
            SetAside.Cost => new(
                "a cost that is not a whole number of cents",
                "kosten die geen geheel aantal centen zijn"
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "unknown reason"),
        };

    public static Bilingual Name(Combined kind) =>
        kind switch
        {
            Combined.Replaced => new("replaced by a later row of the same", "vervangen door een latere regel"),
            Combined.Overlapping => new(
                "overlaps another row, joined to it",
                "overlapt een andere regel, samengevoegd"
            ),
            Combined.Withdrawn => new("withdrawn assignment", "ingetrokken toewijzing"),
            Combined.TakenBack => new(
                "a credit line, or the debit line that it takes back",
                "een creditregel, of de debetregel die hij terugneemt"
            ),
            Combined.ToldByDeliveries => new(
                "assignment without product, told by its delivery lines",
                "toewijzing zonder product, bekend uit de leveringsregels"
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown kind"),
        };

    public static Bilingual Name(Odd kind) =>
        kind switch
        {
            Odd.DateAfterDelivery => new("date after the delivery", "datum na de aanlevering"),
            Odd.StartBeforeRequest => new("start before the request", "begin voor de aanvraag"),
            Odd.FarEnd => new("end in the far future, read as open", "einde in de verre toekomst, gelezen als open"),
            Odd.AgeOutsideProduct => new("age that the product does not serve", "leeftijd buiten het product"),
            Odd.PriceOverCap => new("price over the cap of the product", "prijs boven het maximum van het product"),
            Odd.Credit => new("negative hours or cost (a credit line)", "negatieve uren of kosten (een creditregel)"),
            Odd.UnknownOutcome => new("unknown outcome", "onbekende uitkomst"),
            Odd.UnknownDelivery => new(
                "unknown form of delivery, read as ZIN",
                "onbekende leveringsvorm, gelezen als ZIN"
            ),
            Odd.UnknownSex => new("unknown sex", "onbekend geslacht"),
            Odd.EndWithoutStart => new("an end without a start", "een einde zonder begin"),
            Odd.OtherTrack => new("another track than that of the product", "een ander spoor dan dat van het product"),
            Odd.HalfCoordinate => new("one coordinate of the two", "één van de twee coördinaten"),
            Odd.UnknownPerson => new(
                "BSN unknown: counted as a person of its own",
                "BSN onbekend: geteld als een eigen persoon"
            ),
            Odd.DateCompleted => new("date without day or month, completed", "datum zonder dag of maand, aangevuld"),
            Odd.NoAssignment => new("delivery line without its assignment", "leveringsregel zonder zijn toewijzing"),
            Odd.AmountDiffers => new("amount that is not volume times tariff", "bedrag dat niet volume maal tarief is"),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown kind"),
        };
}
