using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Need;
using Populatie.Analytics.Numerics;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Synthesis;

/// <summary>Works out the settings on a product axis and a set of areas, and draws θ.</summary>
internal static class TruthBuilder
{
    private const double MonthsPerYear = 12;

    public static Truth Build(GeneratorSettings asked, TruthSettings settings, AreaIndex areas, ProductAxis products)
    {
        var count = products.ProductCount;
        var of = new ProductTruth?[count];
        foreach (var product in settings.Products)
        {
            var ordinal = Find(products, product.Code);
            CheckLines(product, products.Products[ordinal]);
            of[ordinal] = product;
        }
        return new Truth
        {
            Asked = asked,
            Settings = settings,
            Areas = areas,
            Products = products,
            Of = [.. of],
            RequestRate = Rates(of, products, settings.Bands),
            RelativeRisk = DrawRisks(asked.Seed, of, areas.BuurtCount),
            Stays = [.. of.Select((t, p) => t is null ? null : StayOf(t, products.Products[p]))],
            StepTo = Steps(of, products),
        };
    }

    /// <summary>Cost is declared per client, or paid as a lump sum that the cube shares out; never both, never neither.</summary>
    private static void CheckLines(ProductTruth truth, Product product)
    {
        if (product.LumpSum == (truth.Lines == CareLines.Declared))
        {
            throw new UsageException(
                product.LumpSum
                    ? new(
                        $"the truth declares {truth.Code} with cost, which the catalogue pays as a lump sum: say attendance or whole",
                        $"de waarheid declareert {truth.Code} met kosten, terwijl de catalogus het als één bedrag betaalt: kies attendance of whole"
                    )
                    : new(
                        $"the truth gives {truth.Code} no cost, which the catalogue pays per client: say declared",
                        $"de waarheid geeft {truth.Code} geen kosten, terwijl de catalogus het per cliënt betaalt: kies declared"
                    )
            );
        }
    }

    /// <summary>
    /// Two phases with the catalogue's mean stay M: the first lasts e·M; a share g goes on for (1 − e)·M/g.
    /// </summary>
    private static StayModel StayOf(ProductTruth truth, Product product)
    {
        var mean = product.MeanStayMonths.Value / MonthsPerYear;
        var early = truth.EarlyShare.Value;
        var lasting = truth.LastingShare.Value;
        var leave = 1 / (mean * early);
        return lasting == 0
            ? new StayModel(1 / mean, 0, 0, 0)
            : new StayModel(leave * (1 - lasting), leave * lasting, lasting / (mean * (1 - early)), 0);
    }

    private static ImmutableArray<double> Rates(ProductTruth?[] of, ProductAxis products, AgeBands bands)
    {
        var rates = new double[of.Length * bands.Count * 2];
        for (var product = 0; product < of.Length; product++)
        {
            if (of[product] is not { } truth)
            {
                continue;
            }
            for (var cell = 0; cell < bands.Count * 2; cell++)
            {
                var served = Enumerable
                    .Range(bands.LowerBounds[cell / 2], bands.LastAge(cell / 2) - bands.LowerBounds[cell / 2] + 1)
                    .All(products.Products[product].MayStartAt);
                if (!served && truth.RequestRate[cell] > 0)
                {
                    throw new UsageException(
                        new(
                            $"the truth has requests for {truth.Code} at ages that may not start it: band {bands.Name(cell / 2)}",
                            $"de waarheid kent aanvragen voor {truth.Code} op leeftijden die er niet mee mogen beginnen: {bands.Name(cell / 2)}"
                        )
                    );
                }
                rates[(product * bands.Count * 2) + cell] = truth.RequestRate[cell];
            }
        }
        return [.. rates];
    }

    private static ImmutableArray<double> DrawRisks(ulong seed, ProductTruth?[] of, int buurten)
    {
        var risks = new double[buurten * of.Length];
        for (var buurt = 0; buurt < buurten; buurt++)
        {
            for (var product = 0; product < of.Length; product++)
            {
                if (of[product] is { } truth)
                {
                    var stream = new RandomStream(seed, Purpose.Risk, (uint)buurt, (uint)product, 0);
                    var alpha = truth.Alpha.Value;
                    risks[(buurt * of.Length) + product] = FixedMath.GammaQuantile(stream.Uniform(), alpha, alpha);
                }
            }
        }
        return [.. risks];
    }

    private static ImmutableArray<double> Steps(ProductTruth?[] of, ProductAxis products)
    {
        var steps = new double[of.Length * of.Length];
        for (var from = 0; from < of.Length; from++)
        {
            if (of[from] is not { } truth)
            {
                continue;
            }
            var all = truth.Ends.StepUp + truth.Ends.StepDown;
            Spread(truth.UpTo, truth.Ends.StepUp);
            Spread(truth.DownTo, truth.Ends.StepDown);

            void Spread(ImmutableArray<(string Code, double Weight)> targets, double share)
            {
                var total = targets.Sum(t => t.Weight);
                foreach (var (code, weight) in targets)
                {
                    steps[(from * of.Length) + Find(products, code)] += share / all * weight / total;
                }
            }
        }
        return [.. steps];
    }

    private static int Find(ProductAxis products, string code) =>
        products.TryFind(code, out var ordinal) && !products.IsTotal(ordinal)
            ? ordinal
            : throw new UsageException(
                new(
                    $"the truth names the product {code}, which the catalogue does not have",
                    $"de waarheid noemt het product {code}, dat niet in de catalogus staat"
                )
            );
}
