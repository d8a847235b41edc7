using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Simulation.Analysis.Bridge;
using Populatie.Simulation.Projection;

namespace Populatie.Simulation.Store;

/// <summary>What to make a bridge of. What is left out is chosen: from the last observed year to the horizon, by act.</summary>
/// <param name="Area">Code of one area; null where the level has only one.</param>
/// <param name="Product">One product or total; null for both acts and all together.</param>
public sealed record BridgeQuery(
    AreaLevel Level = AreaLevel.Gemeente,
    string? Area = null,
    string? Product = null,
    int? From = null,
    int? To = null,
    MoneyBasis Money = MoneyBasis.Nominal
);

/// <summary>The growth of cost in a stored run, split from the run's own measures.</summary>
public sealed class BridgeTable
{
    private static readonly (Measure Measure, BridgeTerm Term)[] Chain =
    [
        (Measures.Population, BridgeTerm.Residents),
        (Measures.Clients, BridgeTerm.Rate),
        (Measures.Hours, BridgeTerm.Duration),
        (Measures.CostVolume, BridgeTerm.Mix),
        (Measures.CostReal, BridgeTerm.RelativePrice),
        (Measures.CostNominal, BridgeTerm.GeneralPrice),
    ];

    private readonly RunView run;
    private readonly BridgeQuery query;
    private readonly DemandPath? demand;
    private readonly int area;
    private readonly Measure money;

    private BridgeTable(RunView run, BridgeQuery query, DemandPath? demand)
    {
        (this.run, this.query, this.demand) = (run, query, demand);
        area = AreaOf(run, query);
        money = query.Money switch
        {
            MoneyBasis.Nominal => Measures.CostNominal,
            MoneyBasis.Real => Measures.CostReal,
            _ => Measures.CostVolume,
        };
    }

    /// <param name="demand">Tells ages apart from the number of residents; null where that cannot be told.</param>
    /// <exception cref="UsageException">The run does not have what is asked, or does not know it in one of the years.</exception>
    public static GrowthBridge Of(RunView run, BridgeQuery query, DemandPath? demand) =>
        new BridgeTable(run, query, demand).Make();

    private GrowthBridge Make()
    {
        var products = query.Product is { } one ? [one] : Acts();
        var to = query.To ?? run.LastProjected;
        var from = query.From ?? (Known(products, run.LastObserved) ? run.LastObserved : run.FirstProjected);
        Check(from, to);
        // Either all in every future, or all by their means: a sum of both would be neither.
        var kept = products.All(p => IsKept(p, from) && IsKept(p, to));
        var byAges = demand is not null && demand.Knows(from) && demand.Knows(to);
        var ends = products.Select(p => Ends(p, from, to, kept, byAges)).ToList();
        var place = run.Areas.AreasAt(query.Level)[area];
        return new()
        {
            Run = run.Card.Id,
            Scenario = run.Card.Scenario.Name,
            Area = place.Code,
            AreaName = place.Name,
            Level = query.Level,
            From = from,
            To = to,
            Money = query.Money,
            PriceYear = run.LastObserved,
            Replicates = run.Card.Replicates,
            ByAges = byAges,
            Parts = BridgeSum.Of(ends, to - from, to <= run.LastObserved ? run.ObservedBasis : Basis.Estimated),
        };
    }

    private (string, CostLevels, CostLevels) Ends(string product, int from, int to, bool kept, bool byAges)
    {
        var links = LinksOf(product, from, to);
        var terms = links.Select(l => l.Term).ToList();
        var begin = links.Select(l => Values(l.Measure, product, from, kept)).ToList();
        var end = links.Select(l => Values(l.Measure, product, to, kept)).ToList();
        if (byAges)
        {
            // Residents as they would count if the younger asked for as much as the older: between residents and clients.
            var per = PerResident(product, from, to);
            terms.Insert(1, BridgeTerm.Ageing);
            begin.Insert(1, begin[0]);
            end.Insert(1, [.. end[0].Select(v => v * per)]);
        }
        return (product, new([.. terms], [.. begin]), new([.. terms], [.. end]));
    }

    /// <summary>The links that are known in both years. Without volume and real cost the last one is mix and prices in one.</summary>
    private List<(Measure Measure, BridgeTerm Term)> LinksOf(string product, int from, int to)
    {
        bool Has(Measure measure) =>
            Value(measure, product, from) is not null && Value(measure, product, to) is not null;
        foreach (
            var (measure, year) in new[]
            {
                (Measures.Population, from),
                (Measures.Population, to),
                (money, from),
                (money, to),
            }
        )
        {
            if (Value(measure, product, year) is null)
            {
                throw new UsageException(
                    new(
                        $"{run.Card.Id} does not know {measure.Name} of {product} in {year}; choose --from and --to between {run.LastObserved} and {run.LastProjected}, or another --money",
                        $"{run.Card.Id} kent {measure.Name} van {product} in {year} niet; kies --from en --to tussen {run.LastObserved} en {run.LastProjected}, of een andere --money"
                    )
                );
            }
        }
        var last = Array.FindIndex(Chain, c => c.Measure == money);
        var links = Chain[..(last + 1)].Where(c => Has(c.Measure)).ToList();
        if (links[^1].Term > BridgeTerm.Mix && !links.Exists(l => l.Term == BridgeTerm.Mix))
        {
            links[^1] = (money, BridgeTerm.Price);
        }
        return links;
    }

    private double PerResident(string product, int from, int to)
    {
        var (fit, products) = (demand!.Fit, demand.Fit.Products);
        var cost = new double[products.ProductCount];
        // In the last observed year, or in the futures: whatever is known of the year that the bridge begins in.
        foreach (var ordinal in run.Axis.Where(o => !run.Products.IsTotal(o)))
        {
            var code = run.Products.Codes[ordinal];
            if (
                products.TryFind(code, out var own)
                && run.Products.TryFind(product, out var total)
                && run.Products.Contains(total, ordinal)
            )
            {
                cost[own] = Value(Measures.CostVolume, code, from) ?? Value(Measures.CostNominal, code, from) ?? 0;
            }
        }
        var wanted = run.Areas.AreasAt(query.Level)[area].Code;
        var areas = fit.Areas;
        var there = areas.AreasAt(query.Level);
        var ordinalThere = Enumerable
            .Range(0, there.Length)
            .First(a => string.Equals(there[a].Code, wanted, StringComparison.Ordinal));
        var ofLeaf = areas.OfLeaf(query.Level);
        var buurten = Enumerable.Range(0, areas.BuurtCount).Where(b => ofLeaf[b] == ordinalThere).ToList();
        return demand.PerResident(buurten, cost, from, to);
    }

    /// <summary>Acts that cost something in the last projected year.</summary>
    private string[] Acts()
    {
        string[] acts =
        [
            .. new[] { "Wmo", "Jeugd" }.Where(a => Value(Measures.CostVolume, a, run.LastProjected) is > 0),
        ];
        return acts.Length > 0 ? acts : ["all"];
    }

    private bool Known(string[] products, int year) =>
        products.All(p =>
            Value(Measures.Population, p, year) is > 0
            && Value(Measures.Clients, p, year) is not null
            && Value(money, p, year) is > 0
        );

    private bool IsKept(string product, int year) =>
        year <= run.LastObserved
        || (
            Chain.All(c => KeptFigures.Has(run, query.Level, ProductFor(c.Measure, product), c.Measure))
            && run.Card.Replicates > 1
        );

    private double[] Values(Measure measure, string product, int year, bool kept)
    {
        if (year <= run.LastObserved || !kept)
        {
            return [Value(measure, product, year)!.Value];
        }
        var values = KeptFigures.Of(run, query.Level, area, ProductFor(measure, product), measure, year);
        var result = new double[values.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = values[i];
        }
        return result;
    }

    /// <summary>An observed value or a mean over the futures, in kept whole numbers; null where it is not known.</summary>
    private double? Value(Measure measure, string product, int year)
    {
        if (!run.Products.TryFind(ProductFor(measure, product), out var ordinal))
        {
            return null;
        }
        if (year <= run.LastObserved)
        {
            var years = run.LastObserved - run.FirstObserved + 1;
            var at = (((area * run.Products.Count) + ordinal) * years) + year - run.FirstObserved;
            return
                year >= run.FirstObserved
                && run.Past(query.Level, measure) is { } past
                && past[at] != ObservedYears.Unknown
                ? past[at]
                : null;
        }
        var position = measure == Measures.Population ? 0 : Array.IndexOf(run.Axis, ordinal);
        var table = run.Table(query.Level, measure);
        return position < 0
            ? null
            : table.At(area, position, year - run.FirstProjected, run.Card.Replicates).Mean * table.Scale;
    }

    private static string ProductFor(Measure measure, string product) =>
        measure == Measures.Population ? "all" : product;

    private void Check(int from, int to)
    {
        if (from >= to || from < run.FirstObserved || to > run.LastProjected)
        {
            throw new UsageException(
                new(
                    $"a bridge from {from} to {to} is not possible; {run.Card.Id} has {run.FirstObserved} to {run.LastProjected}, and the first year comes before the last",
                    $"een brug van {from} naar {to} kan niet; {run.Card.Id} heeft {run.FirstObserved} tot en met {run.LastProjected}, en het eerste jaar komt voor het laatste"
                )
            );
        }
        if (query.Product is { } product && Value(Measures.CostVolume, product, run.LastProjected) is null)
        {
            var known = string.Join(", ", run.Card.Axis);
            throw new UsageException(
                new(
                    $"{run.Card.Id} has no product {product}; it has {known}",
                    $"{run.Card.Id} heeft geen product {product}; wel {known}"
                )
            );
        }
    }

    private static int AreaOf(RunView run, BridgeQuery query)
    {
        var areas = run.Areas.AreasAt(query.Level);
        var known = RunFigures.AreasOf(run, query.Level, query.Area).Where(a => !areas[a].IsUnknown).ToList();
        return known.Count == 1
            ? known[0]
            : throw new UsageException(
                new(
                    $"a bridge is of one area; choose with --area {string.Join(", ", known.Take(16).Select(a => areas[a].Code))}",
                    $"een brug is van één gebied; kies met --area {string.Join(", ", known.Take(16).Select(a => areas[a].Code))}"
                )
            );
    }
}
