using Populatie.Analytics.Faults;

namespace Populatie.Server.Description;

/// <summary>What operations are listed under.</summary>
internal sealed record Topic(string Name, Bilingual Meaning)
{
    public static readonly Topic Areas = new(
        "areas",
        new("Names, boundaries and tiles of areas", "Namen, grenzen en tegels van gebieden")
    );

    public static readonly Topic Runs = new(
        "runs",
        new(
            "Projections: their figures, and how two of them differ",
            "Projecties: hun cijfers, en hoe er twee verschillen"
        )
    );

    public static readonly Topic Scenarios = new(
        "scenarios",
        new(
            "What is assumed of the future; asking for a run of it",
            "Wat over de toekomst wordt aangenomen; een projectie ervan vragen"
        )
    );

    public static readonly Topic Observed = new(
        "observed",
        new("What is known of the past", "Wat bekend is van het verleden")
    );

    public static readonly Topic Ogc = new(
        "ogc",
        new(
            "The same areas for QGIS and its like: OGC API Features and Tiles",
            "Dezelfde gebieden voor QGIS en dergelijke: OGC API Features en Tiles"
        )
    );

    public static readonly Topic Server = new(
        "server",
        new("The page, and the server itself", "De pagina, en de server zelf")
    );

    public static readonly Topic[] All = [Areas, Runs, Scenarios, Observed, Ogc, Server];
}
