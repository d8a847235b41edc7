using System.Collections.Immutable;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Embedded;
using Populatie.Analytics.Sources.Yaml;
using Populatie.Analytics.Synthesis;

namespace Populatie.Analytics.Sources.Synthesis;

/// <summary>Reads the truth of the generator from YAML. A value is a number, or <c>[value, low, high]</c>.</summary>
public static class TruthFile
{
    /// <summary>Name of the truth that is shipped, as messages call it.</summary>
    public const string EmbeddedName = "geodata/synthesis/truth.yaml";

    private static ImmutableSortedDictionary<int, double> ReadReporting(YamlPlace place)
    {
        var shares = ImmutableSortedDictionary.CreateBuilder<int, double>();
        foreach (var item in place.Items().Select(i => i.Map(["year", "share"])))
        {
            var year = item.Get("year");
            if (!shares.TryAdd(year.Integer(1990, 2100), item.Get("share").Number(0, 1)))
            {
                throw year.Fault(
                    new($"the year {year.Text()} a second time", $"het jaar {year.Text()} voor de tweede keer"),
                    new("every year once", "ieder jaar één keer")
                );
            }
        }
        return shares.ToImmutable();
    }

    private static readonly Lazy<TruthSettings> Shipped = new(() =>
    {
        using var reader = new StringReader(EmbeddedFiles.Text(EmbeddedName));
        return Parse(EmbeddedName, reader);
    });

    /// <summary>The shipped truth. Thread-safe; read once.</summary>
    public static TruthSettings Embedded => Shipped.Value;

    /// <exception cref="SourceFormatException">The file is not a truth; names line and column.</exception>
    public static TruthSettings Read(string path)
    {
        using var reader = new StreamReader(path);
        return Parse(path, reader);
    }

    internal static TruthSettings Parse(string file, TextReader text)
    {
        var document = YamlText.Load(file, text, new("a truth for the generator", "een waarheid voor de generator"));
        return ReadRoot(
            new YamlPlace(file, "the truth", document).Map([
                "reference_year",
                "bands",
                "persons",
                "records",
                "reporting_jeugd",
                "products",
            ])
        );
    }

    private static TruthSettings ReadRoot(YamlPlace root)
    {
        var bands = ReadBands(root.Get("bands"));
        var persons = root.Get("persons").Map(["leave_rate", "move_share", "mortality", "source", "confidence"]);
        var records = root.Get("records")
            .Map([
                "in_kind",
                "personal_budget",
                "only_buurt",
                "only_wijk",
                "only_gemeente",
                "nowhere",
                "ends_at_eighteen",
                "spread",
                "source",
                "confidence",
            ]);
        var (ofPersons, ofRecords) = (new Provenance(persons), new Provenance(records));
        return new TruthSettings
        {
            Bands = bands,
            ReferenceYear = root.Get("reference_year").Integer(1990, 2100),
            LeaveRate = Numbers(persons.Get("leave_rate"), bands.Count, 1),
            MoveShare = Numbers(persons.Get("move_share"), bands.Count, 1),
            ClientMortality = ofPersons.Value("mortality", 0.1, 10),
            InKind = ofRecords.Value("in_kind", 0, 1),
            PersonalBudget = ofRecords.Value("personal_budget", 0, 1),
            OnlyBuurt = ofRecords.Value("only_buurt", 0, 1),
            OnlyWijk = ofRecords.Value("only_wijk", 0, 1),
            OnlyGemeente = ofRecords.Value("only_gemeente", 0, 1),
            Nowhere = ofRecords.Value("nowhere", 0, 1),
            EndsAtEighteen = ofRecords.Value("ends_at_eighteen", 0, 1),
            Spread = ofRecords.Value("spread", 0, 0.9),
            JeugdReporting = ReadReporting(root.Get("reporting_jeugd")),
            Products = [.. root.Get("products").Items().Select(p => ReadProduct(p, bands))],
        };
    }

    private static AgeBands ReadBands(YamlPlace place)
    {
        var bounds = place.Items().Select(b => b.Integer(0, AgeBands.AgeCount - 1)).ToArray();
        try
        {
            return new AgeBands(bounds);
        }
        catch (ArgumentException)
        {
            throw place.Fault(
                new(
                    $"bands that begin at {string.Join(", ", bounds)}",
                    $"klassen die beginnen bij {string.Join(", ", bounds)}"
                ),
                new("0, then higher ages, each once; at most 32", "0, dan hogere leeftijden, elk eenmaal; hoogstens 32")
            );
        }
    }

    private static ProductTruth ReadProduct(YamlPlace place, AgeBands bands)
    {
        var map = place.Map([
            "code",
            "lines",
            "v",
            "m",
            "trend",
            "alpha",
            "returns",
            "wait_weeks",
            "drops",
            "joins",
            "early",
            "lasting",
            "up",
            "down",
            "wlz",
            "dropped_out",
            "other",
            "source",
            "confidence",
        ]);
        var of = new Provenance(map);
        var (v, m) = (Numbers(map.Get("v"), bands.Count, 1000), Numbers(map.Get("m"), bands.Count, 1000));
        var (up, upTo) = ReadSteps(map.Find("up"));
        var (down, downTo) = ReadSteps(map.Find("down"));
        var ends = new EndShares(up, down, Share("wlz"), Share("dropped_out"), Share("other"));
        if (ends.StepUp + ends.StepDown + ends.Wlz + ends.DroppedOut + ends.Other > 1)
        {
            throw place.Fault(
                new("shares of ends that add up to more than 1", "aandelen van einden die samen meer dan 1 zijn"),
                new("at most 1", "hoogstens 1")
            );
        }
        return new ProductTruth
        {
            Code = map.Get("code").Text(),
            Lines = map.Get("lines")
                .OneOf(
                    ("declared", CareLines.Declared),
                    ("attendance", CareLines.Attendance),
                    ("whole", CareLines.Whole)
                ),
            RequestRate = [.. Enumerable.Range(0, 2 * bands.Count).Select(c => (c % 2 == 0 ? v : m)[c / 2] / 1000)],
            Source = map.Get("source").Text(),
            Confidence = map.Get("confidence").Number(0, 1),
            Trend = of.Value("trend", -0.5, 0.5),
            Alpha = of.Value("alpha", 0.1, 1e6),
            ReturnRate = of.Value("returns", 0, 20),
            WaitWeeks = of.Value("wait_weeks", 0, 200),
            DropsWhileWaiting = of.Value("drops", 0, 1),
            Joins = of.Value("joins", 0, 1),
            EarlyShare = of.Value("early", 0.01, 1),
            LastingShare = of.Value("lasting", 0, 1),
            Ends = ends,
            UpTo = upTo,
            DownTo = downTo,
        };

        double Share(string key) => map.Find(key)?.Number(0, 1) ?? 0;
    }

    private static (double Share, ImmutableArray<(string, double)> To) ReadSteps(YamlPlace? place)
    {
        if (place is null)
        {
            return (0, []);
        }
        var map = place.Map(["share", "to"]);
        var to = map.Get("to")
            .Items()
            .Select(i => i.Map(["code", "weight"]))
            .Select(i => (i.Get("code").Text(), i.Get("weight").Number(1e-6, 1e6)))
            .ToImmutableArray();
        var share = map.Get("share").Number(0, 1);
        return share > 0 && to.IsEmpty
            ? throw map.Get("to").Fault(new("no product to step to", "geen product om naar te gaan"), new("one", "één"))
            : (share, to);
    }

    private static ImmutableArray<double> Numbers(YamlPlace place, int count, double most)
    {
        var items = place.Items();
        return items.Length == count
            ? [.. items.Select(i => i.Number(0, most))]
            : throw place.Fault(
                new($"{items.Length} numbers", $"{items.Length} getallen"),
                new($"{count}, one per band", $"{count}, een per leeftijdsgroep")
            );
    }

    /// <summary>A mapping whose values share one source and one confidence.</summary>
    private sealed class Provenance(YamlPlace map)
    {
        private readonly string source = map.Get("source").Text();
        private readonly double confidence = map.Get("confidence").Number(0, 1);

        public Assumption Value(string key, double least, double most)
        {
            var items = map.Get(key).Items();
            if (items.Length != 3)
            {
                throw map.Get(key)
                    .Fault(
                        new($"{items.Length} numbers", $"{items.Length} getallen"),
                        new("[value, low, high]", "[waarde, laag, hoog]")
                    );
            }
            var low = items[1].Number(least, most);
            var high = items[2].Number(low, most);
            return new(items[0].Number(low, high), low, high, source, confidence);
        }
    }
}
