using System.Collections.Immutable;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Embedded;
using Populatie.Analytics.Sources.Yaml;

namespace Populatie.Analytics.Sources.Products;

/// <summary>Reads a product catalogue in YAML: <c>products</c> in full, then <c>codes</c> that are like one of them.</summary>
internal static class ProductFile
{
    /// <summary>Cell keys give a product 8 bits; six of the 256 are for totals.</summary>
    public const int MostProducts = 244;

    private const double LargestEuro = 100_000;

    /// <param name="name">A catalogue that ships with the program.</param>
    public static ProductAxis ReadEmbedded(string name)
    {
        using var reader = new StringReader(EmbeddedFiles.Text(name));
        return Parse(name, reader);
    }

    public static ProductAxis Read(string path)
    {
        using var reader = new StreamReader(path);
        return Parse(path, reader);
    }

    public static ProductAxis Parse(string file, TextReader text)
    {
        var document = YamlText.Load(file, text, new("a product catalogue", "een productcatalogus"));
        var root = new YamlPlace(file, "the catalogue", document).Map(["products", "codes"]);
        var products = root.Get("products").Items().Select(ReadProduct).ToList();
        if (root.Find("codes") is { } codes)
        {
            products.AddRange(codes.Items().Select(c => ReadCode(c, products)).ToList());
        }
        CheckCodes(root, products);
        return new ProductAxis(products);
    }

    private static Product ReadProduct(YamlPlace place)
    {
        var map = place.Map([
            "code",
            "name",
            "act",
            "track",
            "category",
            "collective",
            "professional",
            "ages",
            "last_start_age",
            "unit",
            "hours",
            "euro",
            "stay",
            "in_cbs_wmo",
            "in_cbs_jeugd",
            "lump_sum",
        ]);
        var ages = map.Get("ages").Items();
        if (ages.Length != 2)
        {
            throw map.Get("ages")
                .Fault(
                    new($"{ages.Length} ages", $"{ages.Length} leeftijden"),
                    new("the first and the last age, as [18, 105]", "de eerste en de laatste leeftijd, als [18, 105]")
                );
        }
        var first = ages[0].Integer(0, AgeBands.AgeCount - 1);
        var last = ages[1].Integer(first, AgeBands.AgeCount - 1);
        return new Product
        {
            Code = map.Get("code").Text(),
            Name = ReadName(map.Get("name")),
            Act = map.Get("act").OneOf(("Wmo", Act.Wmo), ("Jeugd", Act.Jeugd)),
            Track = (Track)map.Get("track").Integer(1, 3),
            Category = map.Get("category").Text(),
            Collective = map.Get("collective").Number(0, 1),
            Professional = map.Get("professional").Number(0, 1),
            FirstAge = first,
            LastAge = last,
            LastStartAge = map.Find("last_start_age")?.Integer(first, last) ?? last,
            Unit = map.Get("unit").OneOf(("hour", "hour"), ("day", "day"), ("month", "month"), ("piece", "piece")),
            HoursPerClientMonth = ReadAssumption(map.Get("hours"), 744, 1),
            CentsPerClientMonth = ReadAssumption(map.Get("euro"), LargestEuro, 100),
            MeanStayMonths = ReadAssumption(map.Get("stay"), 1200, 1),
            InCbsWmo = map.Get("in_cbs_wmo").Truth(),
            InCbsJeugd = map.Get("in_cbs_jeugd").Truth(),
            LumpSum = map.Get("lump_sum").Truth(),
        };
    }

    private static Product ReadCode(YamlPlace place, List<Product> own)
    {
        var map = place.Map(["code", "name", "act", "like"]);
        var like = map.Get("like").Text();
        var act = map.Get("act").OneOf(("Wmo", Act.Wmo), ("Jeugd", Act.Jeugd));
        var model =
            own.Find(p => string.Equals(p.Code, like, StringComparison.Ordinal) && p.Act == act)
            ?? throw map.Get("like")
                .Fault(Bilingual.Same($"'{like}'"), new("a product of that act", "een product van die wet"));
        var code = map.Get("code").Text();
        return model with
        {
            Code = code,
            Category = code,
            Name = ReadName(map.Get("name")),
            HoursPerClientMonth = TakenOver(model.HoursPerClientMonth, like),
            CentsPerClientMonth = TakenOver(model.CentsPerClientMonth, like),
            MeanStayMonths = TakenOver(model.MeanStayMonths, like),
        };
    }

    private static Assumption TakenOver(Assumption model, string like) =>
        model with
        {
            Source = $"taken over from {like}: {model.Source}",
        };

    private static Bilingual ReadName(YamlPlace place)
    {
        var map = place.Map(["en", "nl"]);
        return new(map.Get("en").Text(), map.Get("nl").Text());
    }

    private static Assumption ReadAssumption(YamlPlace place, double most, double scale)
    {
        var map = place.Map(["value", "low", "high", "confidence", "source"]);
        var low = map.Get("low").Number(0, most);
        var high = map.Get("high").Number(low, most);
        return new(
            map.Get("value").Number(low, high) * scale,
            low * scale,
            high * scale,
            map.Get("source").Text(),
            map.Get("confidence").Number(0, 1)
        );
    }

    private static void CheckCodes(YamlPlace root, List<Product> products)
    {
        if (products.Count > MostProducts)
        {
            throw root.Fault(
                new($"{products.Count} products", $"{products.Count} producten"),
                new($"at most {MostProducts}", $"hoogstens {MostProducts}")
            );
        }
        ImmutableArray<string> totals = ["track-1", "track-2", "track-3", "Wmo", "Jeugd", "all"];
        var seen = new HashSet<string>(totals, StringComparer.Ordinal);
        foreach (var product in products.Where(p => !seen.Add(p.Code)))
        {
            throw root.Fault(
                new($"the code '{product.Code}' twice", $"tweemaal de code '{product.Code}'"),
                new("each code once", "elke code eenmaal")
            );
        }
    }
}
