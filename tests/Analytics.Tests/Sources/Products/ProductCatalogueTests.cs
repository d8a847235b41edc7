using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Products;

namespace Populatie.Analytics.Tests.Sources.Products;

public sealed class ProductCatalogueTests
{
    private static readonly ProductAxis Axis = ProductCatalogue.Embedded;

    [Fact]
    public void Every_product_maps_to_exactly_one_track_and_one_act()
    {
        for (var product = 0; product < Axis.ProductCount; product++)
        {
            Enum.GetValues<Track>().Count(t => Axis.Contains(Axis.TrackOrdinal(t), product)).ShouldBe(1);
            Enum.GetValues<Act>().Count(a => Axis.Contains(Axis.ActOrdinal(a), product)).ShouldBe(1);
        }
        Axis.Products.Select(p => p.Track).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void Both_code_lists_are_complete_and_fit_the_cell_key()
    {
        var codes = Enumerable.Range(1, 18).Concat(Enumerable.Range(31, 8)).Concat(Enumerable.Range(40, 16));
        foreach (var code in codes)
        {
            var text = code.ToString("00", System.Globalization.CultureInfo.InvariantCulture);
            Axis.TryFind(text, out var ordinal).ShouldBeTrue(text);
            Axis.Products[ordinal].Category.ShouldBe(text);
            Axis.Products[ordinal].Act.ShouldBe(code <= 18 ? Act.Wmo : Act.Jeugd);
            Axis.Products[ordinal].CentsPerClientMonth.Source.ShouldStartWith("taken over from ");
        }
        Axis.TryFind("39", out _).ShouldBeFalse();
        Axis.Count.ShouldBeLessThanOrEqualTo(250);
    }

    [Fact]
    public void Assumptions_lie_within_their_ranges_and_name_a_source()
    {
        foreach (var product in Axis.Products)
        {
            foreach (
                var a in new[] { product.HoursPerClientMonth, product.CentsPerClientMonth, product.MeanStayMonths }
            )
            {
                a.Value.ShouldBeInRange(a.Low, a.High, product.Code);
                a.Low.ShouldBeGreaterThan(0, product.Code);
                a.Source.Length.ShouldBeGreaterThan(3);
                a.Confidence.ShouldBeInRange(0, 1);
                if (a.Source.Contains("from memory", StringComparison.Ordinal))
                {
                    (a.Confidence <= 0.5).ShouldBeTrue(product.Code);
                }
            }
            product.Name.English.Length.ShouldBeGreaterThan(3);
            product.Name.Dutch.ShouldNotBeNullOrWhiteSpace();
            product.Collective.ShouldBeInRange(0, 1);
            product.Professional.ShouldBeInRange(0, 1);
        }
    }

    [Fact]
    public void Protected_living_never_costs_more_than_its_cap()
    {
        foreach (var product in Axis.Products.Where(p => p.Category is "15"))
        {
            product.CentsPerClientMonth.High.ShouldBeLessThanOrEqualTo(750_000);
        }
    }

    [Fact]
    public void Published_counts_include_the_youth_team_but_not_the_adult_team_nor_the_social_basis()
    {
        Find("buurtteam-sociaal").InCbsWmo.ShouldBeFalse();
        Find("buurtteam-jeugd").InCbsJeugd.ShouldBeTrue();
        Axis.Products.Where(p => p.Track == Track.SocialeBasis).ShouldAllBe(p => !p.InCbsWmo && !p.InCbsJeugd);
        Axis.Products.ShouldAllBe(p => !p.InCbsWmo || p.Act == Act.Wmo);
        Axis.Products.ShouldAllBe(p => !p.InCbsJeugd || p.Act == Act.Jeugd);
    }

    [Fact]
    public void Minors_get_aids_and_youth_care_goes_on_after_eighteen_but_does_not_begin_there()
    {
        Find("wmo-hulpmiddelen").MayStartAt(9).ShouldBeTrue();
        Find("jeugd-ambulant").Serves(20).ShouldBeTrue();
        Find("jeugd-ambulant").MayStartAt(20).ShouldBeFalse();
        Find("jeugd-pleegzorg").MayStartAt(20).ShouldBeTrue();
    }

    [Theory]
    [InlineData(
        "products:\n  - code: a\n    trak: 1\n",
        "3:5: found the key 'trak', expected one of code",
        "did you mean 'track'?"
    )]
    [InlineData("products: 3\n", "1:11: found no list at products", "a list")]
    [InlineData("produkts: []\n", "1:1: found the key 'produkts'", "did you mean 'products'?")]
    [InlineData("products: [\n", ":", "YAML")]
    [InlineData("", "1:1: found an empty file", "a product catalogue")]
    [InlineData(
        "products: []\ncodes:\n  - {code: '01', act: Wmo, like: none, name: {en: a, nl: b}}\n",
        "3:34: found 'none'",
        "act"
    )]
    public void A_faulty_catalogue_is_refused_at_its_line_and_column(string yaml, string message, string advice)
    {
        var fault = Should.Throw<SourceFormatException>(() => ProductFile.Parse("cat.yaml", new StringReader(yaml)));
        fault.Message.ShouldStartWith("cat.yaml:");
        fault.Message.ShouldContain(message);
        fault.Message.ShouldContain(advice);
    }

    private static Product Find(string code) =>
        Axis.Products.Single(p => string.Equals(p.Code, code, StringComparison.Ordinal));
}
