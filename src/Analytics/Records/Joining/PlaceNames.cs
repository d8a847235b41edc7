using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Records.Joining;

/// <summary>What the ways and reasons of a <see cref="JoinReport"/> are called, in both languages.</summary>
public static class PlaceNames
{
    public static Bilingual Of(PlacedBy way) =>
        way switch
        {
            PlacedBy.Coordinates => new("located by coordinates", "geplaatst op coördinaten"),
            PlacedBy.BuurtCode => new("located by buurt code", "geplaatst op buurtcode"),
            PlacedBy.Postcode => new("located by postcode", "geplaatst op postcode"),
            _ => new("located by address", "geplaatst op adres"),
        };

    public static Bilingual Of(UnknownPlace reason) =>
        reason switch
        {
            UnknownPlace.NoPlace => new("onbekend: no place given", "onbekend: geen plek opgegeven"),
            UnknownPlace.Outside => new("onbekend: outside every buurt", "onbekend: buiten elke buurt"),
            UnknownPlace.PostcodeWithoutTable => new(
                "onbekend: postcode, and no postcode table",
                "onbekend: postcode, en geen postcodetabel"
            ),
            UnknownPlace.PostcodeUnknown => new(
                "onbekend: postcode that is not in the table",
                "onbekend: postcode die niet in de tabel staat"
            ),
            UnknownPlace.CodeUnknown => new(
                "onbekend: area code that is not in the areas",
                "onbekend: gebiedscode die niet bij de gebieden hoort"
            ),
            UnknownPlace.KnownToWijk => new("onbekend: known to the wijk only", "onbekend: alleen de wijk bekend"),
            _ => new("onbekend: known to the gemeente only", "onbekend: alleen de gemeente bekend"),
        };
}
