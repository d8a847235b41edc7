using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Simulation.Analysis.Bridge;
using Populatie.Simulation.Analysis.Comparison;
using Populatie.Simulation.Figures;
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

/// <summary>
/// The growth of cost in a stored run between two years, or from one run to another in one year, split from the runs' own measures.
/// </summary>
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
    private readonly RunView other;
    private readonly BridgeQuery query;
    private readonly DemandPath? demand;
    private readonly int area;
    private readonly Measure money;

    private BridgeTable(RunView run, RunView other, BridgeQuery query, DemandPath? demand)
    {
        (this.run, this.other, this.query, this.demand) = (run, other, query, demand);
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
        new BridgeTable(run, run, query, demand).OverYears();

    /// <summary>From what one scenario costs in a year to what another costs in the same futures.</summary>
    /// <param name="query">Its <see cref="BridgeQuery.To"/> is the year; the last that both reach where it is left out.</param>
    /// <exception cref="UsageException">The runs are not the same futures, or do not have what is asked.</exception>
    public static GrowthBridge Between(RunView run, RunView other, BridgeQuery query)
    {
        RunPairing.Check(run.Card, other.Card);
        return new BridgeTable(run, other, query, null).OverScenarios();
    }

    private GrowthBridge OverYears()
    {
        var products = query.Product is { } one ? [one] : Acts();
        var to = query.To ?? run.LastProjected;
        var from = query.From ?? (Known(products, run.LastObserved) ? run.LastObserved : run.FirstProjected);
        Check(from, to);
        return Make(products, new(run, from), new(run, to), to - from);
    }

    private GrowthBridge OverScenarios()
    {
        var year = query.To ?? Math.Min(run.LastProjected, other.LastProjected);
        if (year < run.FirstProjected || year > Math.Min(run.LastProjected, other.LastProjected))
        {
            throw new UsageException(
                new(
                    $"both runs are known from {run.FirstProjected} to {Math.Min(run.LastProjected, other.LastProjected)}; not in {year}",
                    $"beide projecties zijn bekend van {run.FirstProjected} tot en met {Math.Min(run.LastProjected, other.LastProjected)}; niet in {year}"
                )
            );
        }
        CheckProduct();
        return Make(query.Product is { } one ? [one] : Acts(), new(run, year), new(other, year), 1);
    }

    private GrowthBridge Make(string[] products, End first, End last, int years)
    {
        // Either all in every future, or all by their means: a sum of both would be neither.
        var kept = products.All(p => IsKept(p, first) && IsKept(p, last));
        var byAges = demand is not null && demand.Knows(first.Year) && demand.Knows(last.Year);
        var ends = products.Select(p => Ends(p, first, last, kept, byAges)).ToList();
        var place = run.Areas.AreasAt(query.Level)[area];
        return new()
        {
            Run = run.Card.Id,
            Scenario = run.Card.Scenario.Name,
            Area = place.Code,
            AreaName = place.Name,
            Level = query.Level,
            Other = first.Year == last.Year ? other.Card.Id : null,
            OtherScenario = first.Year == last.Year ? other.Card.Scenario.Name : null,
            From = first.Year,
            To = last.Year,
            Money = query.Money,
            PriceYear = run.LastObserved,
            Replicates = run.Card.Replicates,
            ByAges = byAges,
            Parts = BridgeSum.Of(ends, years, last.IsSeen ? run.ObservedBasis : Basis.Estimated),
        };
    }

    /// <summary>Where a bridge begins or ends: a year of a run.</summary>
    private sealed record End(RunView Run, int Year)
    {
        public bool IsSeen => Year <= Run.LastObserved;
    }

    private (string, CostLevels, CostLevels) Ends(string product, End first, End last, bool kept, bool byAges)
    {
        var links = LinksOf(product, first, last);
        var terms = links.Select(l => l.Term).ToList();
        var begin = links.Select(l => Values(l.Measure, product, first, kept)).ToList();
        var end = links.Select(l => Values(l.Measure, product, last, kept)).ToList();
        if (byAges)
        {
            // Residents as they would count if the younger asked for as much as the older: between residents and clients.
            var per = PerResident(product, first.Year, last.Year);
            terms.Insert(1, BridgeTerm.Ageing);
            begin.Insert(1, begin[0]);
            end.Insert(1, [.. end[0].Select(v => v * per)]);
        }
        return (product, new([.. terms], [.. begin]), new([.. terms], [.. end]));
    }

    /// <summary>The links that are known in both years. Without volume and real cost the last one is mix and prices in one.</summary>
    private List<(Measure Measure, BridgeTerm Term)> LinksOf(string product, End first, End last)
    {
        bool Has(Measure measure) =>
            Value(measure, product, first) is not null && Value(measure, product, last) is not null;
        foreach (
            var (measure, end) in new[]
            {
                (Measures.Population, first),
                (Measures.Population, last),
                (money, first),
                (money, last),
            }
        )
        {
            if (Value(measure, product, end) is null)
            {
                var known = end.Run;
                throw new UsageException(
                    new(
                        $"{known.Card.Id} does not know {measure.Name} of {product} in {end.Year}; choose --from and --to between {known.LastObserved} and {known.LastProjected}, or another --money",
                        $"{known.Card.Id} kent {measure.Name} van {product} in {end.Year} niet; kies --from en --to tussen {known.LastObserved} en {known.LastProjected}, of een andere --money"
                    )
                );
            }
        }
        var whole = Array.FindIndex(Chain, c => c.Measure == money);
        var links = Chain[..(whole + 1)].Where(c => Has(c.Measure)).ToList();
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
                cost[own] = At(Measures.CostVolume, code, from) ?? At(Measures.CostNominal, code, from) ?? 0;
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
        string[] acts = [.. new[] { "Wmo", "Jeugd" }.Where(a => At(Measures.CostVolume, a, run.LastProjected) is > 0)];
        return acts.Length > 0 ? acts : ["all"];
    }

    private bool Known(string[] products, int year) =>
        products.All(p =>
            At(Measures.Population, p, year) is > 0
            && At(Measures.Clients, p, year) is not null
            && At(money, p, year) is > 0
        );

    private bool IsKept(string product, End end) =>
        end.IsSeen
        || (
            Chain.All(c => KeptFigures.Has(end.Run, query.Level, ProductFor(c.Measure, product), c.Measure))
            && end.Run.Card.Replicates > 1
        );

    private double[] Values(Measure measure, string product, End end, bool kept)
    {
        if (end.IsSeen || !kept)
        {
            return [Value(measure, product, end)!.Value];
        }
        var values = KeptFigures.Of(end.Run, query.Level, area, ProductFor(measure, product), measure, end.Year);
        var result = new double[values.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = values[i];
        }
        return result;
    }

    /// <summary>An observed value or a mean over the futures, in kept whole numbers; null where it is not known.</summary>
    private double? Value(Measure measure, string product, End end)
    {
        var (run, year) = end;
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

    private double? At(Measure measure, string product, int year) => Value(measure, product, new End(run, year));

    private static string ProductFor(Measure measure, string product) =>
        measure == Measures.Population ? "all" : product;

    private void Check(int from, int to)
    {
        if (from >= to || from < run.FirstObserved || to > run.LastProjected)
        {
            throw new UsageException(
                new(
                    $"a bridge from {from} to {to} is not possible; {run.Card.Id} has {run.FirstObserved} to {run.LastProjected}, and the first year must come before the last",
                    $"een brug van {from} naar {to} kan niet; {run.Card.Id} heeft {run.FirstObserved} tot en met {run.LastProjected}, en het eerste jaar moet voor het laatste komen"
                )
            );
        }
        CheckProduct();
    }

    private void CheckProduct()
    {
        if (query.Product is { } product && At(Measures.CostVolume, product, run.LastProjected) is null)
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
