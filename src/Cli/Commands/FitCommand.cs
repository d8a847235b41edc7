using System.CommandLine;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Need;
using Populatie.Analytics.Need.Features;
using Populatie.Analytics.Need.Sources;
using Populatie.Analytics.Population;
using Populatie.Analytics.Published;
using Populatie.Analytics.Sources.Tables;
using Populatie.Analytics.Store;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands;

/// <summary><c>populatie fit</c>: what a cube teaches about rates, places, stays and prices.</summary>
internal static class FitCommand
{
    public static Command Create(Session session)
    {
        var until = new Option<int?>("--until")
        {
            HelpName = session.Say("YEAR", "JAAR"),
            Description = session.Say(
                "Last year to learn from (default: the last whole year)",
                "Laatste jaar om van te leren (standaard: het laatste hele jaar)"
            ),
        };
        var reference = new Option<string>("--reference")
        {
            HelpName = "national|city|peers",
            DefaultValueFactory = _ => "city",
            Description = session.Say(
                "What expected use is measured against: the whole city, the other wijken (peers), or a national table",
                "Waaraan verwacht gebruik wordt afgemeten: de hele stad (city), de andere wijken (peers) of een landelijke tabel (national)"
            ),
        };
        var national = new Option<string?>("--national")
        {
            HelpName = session.Say("FILE", "BESTAND"),
            Description = session.Say(
                "National rates as CSV: product,band,sex,rate",
                "Landelijke cijfers als CSV: product,band,sex,rate"
            ),
        };
        var cube = new Option<string>("--cube")
        {
            HelpName = "CUBE",
            DefaultValueFactory = _ => "latest",
            Description = session.Say("Cube to learn from", "Kubus om van te leren"),
        };
        var population = new Option<string?>("--population")
        {
            HelpName = "ID",
            Description = session.Say(
                "Population to measure against (default: the newest of these buurten, else Utrecht's own)",
                "Bevolking om aan af te meten (standaard: de nieuwste van deze buurten, anders die van Utrecht)"
            ),
        };
        var window = new Option<int>("--window")
        {
            HelpName = "N",
            DefaultValueFactory = _ => new FitSettings().WindowYears,
            Description = session.Say(
                "Years that the rates are averaged over",
                "Aantal jaren waarover de cijfers worden gemiddeld"
            ),
        };
        var featureFile = new Option<string?>("--features")
        {
            HelpName = session.Say("FILE|embedded", "BESTAND|embedded"),
            Description = session.Say(
                "Let features of buurten say what to expect of each: a table like geodata/utrecht/features.csv, or that one",
                "Laat kenmerken van buurten meebepalen wat van elk te verwachten is: een tabel zoals geodata/utrecht/features.csv, of die"
            ),
        };
        var json = CommonOptions.Json(session);
        var workspace = CommonOptions.Workspace(session);
        var command = new Command(
            "fit",
            session.Say(
                "Learn from a cube and its population: request rates, how each buurt differs, how long care lasts, what it "
                    + "costs. Example: populatie fit --until 2025 --reference peers",
                "Leer van een kubus en zijn bevolking: hoe vaak hulp wordt gevraagd, hoe elke buurt afwijkt, hoe lang hulp "
                    + "duurt, wat zij kost. Voorbeeld: populatie fit --until 2025 --reference peers"
            )
        )
        {
            until,
            reference,
            national,
            cube,
            population,
            window,
            featureFile,
            json,
            workspace,
        };
        command.Does(
            session,
            (parsed, _) =>
            {
                var home = session.OpenWorkspace(parsed.GetValue(workspace));
                var cubeId = home.Resolve(ArtefactKind.Cube, parsed.GetValue(cube)!);
                var source = CubeStore.Load(home, cubeId);
                var people = PopulationStore.LoadOrDefault(home, source.Axes.Areas, parsed.GetValue(population));
                var features = FeaturesOf(parsed.GetValue(featureFile));
                if (features is not null && source.Published is not null)
                {
                    throw new UsageException(
                        new(
                            "--features needs a cube of records: published tables know no requests per buurt",
                            "--features vraagt een kubus van records: gepubliceerde tabellen kennen geen vragen per buurt"
                        )
                    );
                }
                var settings = new FitSettings
                {
                    Until = parsed.GetValue(until),
                    Reference = ReferenceOf(parsed.GetValue(reference)!),
                    WindowYears = parsed.GetValue(window),
                    National = parsed.GetValue(national) is { } file
                        ? NationalRateReader.Read(file, source.Axes.Products, source.Axes.Bands)
                        : null,
                    Features = features,
                    Inputs = new SortedDictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["cube"] = cubeId,
                        ["population"] = PopulationStore.IdOf(people),
                    },
                };
                var fit = FitChoice.Estimate(source, people, settings);
                var id = FitStore.Save(home, fit, Title(fit));
                if (parsed.GetValue(json))
                {
                    RequestDaysNote.PrintJson(session, id, fit);
                }
                else
                {
                    FitTable.Print(session, fit);
                    JsonPrinter.PrintId(session, id, json: false);
                }
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static AreaFeatures? FeaturesOf(string? file)
    {
        if (file is null or "embedded")
        {
            return file is null ? null : AreaFeatures.Embedded;
        }
        return File.Exists(file)
            ? AreaFeatures.Of(PublishedTable.Parse(file, File.ReadAllText(file)))
            : throw new SourceFormatException(
                file,
                null,
                null,
                new("no such file", "geen bestand"),
                new("a table of features", "een tabel met kenmerken"),
                new("give a file, or embedded for Utrecht", "geef een bestand, of embedded voor Utrecht")
            );
    }

    private static string Title(Fit fit) =>
        FormattableString.Invariant($"{fit.FirstYear}-{fit.LastYear}, {fit.Reference.ToString().ToLowerInvariant()}");

    private static RateReference ReferenceOf(string text) =>
        text switch
        {
            "city" => RateReference.City,
            "peers" => RateReference.Peers,
            "national" => RateReference.National,
            _ => throw new UsageException(
                new(
                    $"--reference {text} is not known; choose city, peers or national",
                    $"--reference {text} is onbekend; kies city, peers of national"
                )
            ),
        };
}
