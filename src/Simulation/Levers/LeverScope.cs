using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Need;
using Populatie.Analytics.Records;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Levers;
using Populatie.Simulation.Steps;

namespace Populatie.Simulation.Levers;

/// <summary>Finds the products and the buurten that levers name. Immutable; thread-safe.</summary>
internal sealed class LeverScope(Scenario scenario, Fit fit, CellPlan plan)
{
    /// <summary>iStandaard categories of begeleiding and beschermd wonen (WMO020).</summary>
    private static readonly ImmutableArray<string> AdultSupport = ["02", "15", "18"];

    /// <summary>Shape [Slot]: whether a lever works on the product in use.</summary>
    /// <exception cref="SourceFormatException">The subject is unknown, or of a sort that the kind does not take.</exception>
    public bool[] SlotsOf(Lever lever)
    {
        var term = LeverCatalogue.Of(lever.Kind);
        var covers = Covers(lever, term);
        return [.. plan.Used.Select(p => covers(p) && IsWithin(term.Reach, fit.Products.Products[p]))];
    }

    /// <summary>Whether a lever covers an act and a track altogether.</summary>
    public bool Covers(Lever lever, Act act, Track track) =>
        string.Equals(lever.Subject, "all", StringComparison.Ordinal)
        || fit.Products.TryFind(lever.Subject, out var ordinal)
            && (ordinal == fit.Products.ActOrdinal(act) || ordinal == fit.Products.TrackOrdinal(track));

    /// <summary>Whether a lever covers all products in use of a group.</summary>
    public bool Covers(Lever lever, ProductGroup group)
    {
        var covers = Covers(lever, LeverCatalogue.Of(lever.Kind));
        var own = plan.Used.Where(p => GroupOf(p) == group).ToList();
        return own.Count > 0 && own.TrueForAll(p => covers(p));
    }

    /// <summary>Shape [Buurt]: whether a lever works there; null when it works everywhere.</summary>
    /// <exception cref="SourceFormatException">An area is unknown, or is no wijk where one is asked for.</exception>
    public bool[]? BuurtenOf(Lever lever)
    {
        if (lever.Areas.IsEmpty)
        {
            return null;
        }
        var inside = new bool[fit.Areas.BuurtCount];
        foreach (var code in lever.Areas)
        {
            Find(code, lever, inside);
        }
        return inside;
    }

    private Func<int, bool> Covers(Lever lever, LeverTerm term)
    {
        if (fit.Products.TryFind(lever.Subject, out var ordinal))
        {
            return term.Subject == LeverSubject.Products || fit.Products.IsTotal(ordinal)
                ? product => fit.Products.Contains(ordinal, product)
                : throw LeverCheck.Fault(
                    lever,
                    scenario.Name,
                    new(
                        $"'{term.Name}' for the product '{lever.Subject}'",
                        $"'{term.Name}' voor het product '{lever.Subject}'"
                    ),
                    new("an act, a track, or all", "een wet, een spoor, of all"),
                    new(
                        "name the act or the track that it is paid from",
                        "noem de wet of het spoor waaruit het wordt betaald"
                    )
                );
        }
        var named = scenario.Groups.FirstOrDefault(g => string.Equals(g.Name, lever.Subject, StringComparison.Ordinal));
        if (named is not null && term.Subject == LeverSubject.Products)
        {
            return product => GroupOf(product) == named;
        }
        throw LeverCheck.Fault(
            lever,
            scenario.Name,
            new($"a lever for '{lever.Subject}'", $"een knop voor '{lever.Subject}'"),
            new("an act, a track, a product, or all", "een wet, een spoor, een product, of all"),
            LeverCheck.Meant(
                lever.Subject,
                fit.Products.Codes.Concat(scenario.Groups.Select(g => g.Name)),
                new("choose one", "kies er een")
            )
        );
    }

    /// <summary>A product belongs to the first group that names it, its track or its act.</summary>
    private ProductGroup? GroupOf(int product) =>
        scenario.Groups.FirstOrDefault(g =>
            g.Products.Any(code =>
                fit.Products.TryFind(code, out var ordinal) && fit.Products.Contains(ordinal, product)
            )
        );

    private void Find(string code, Lever lever, bool[] inside)
    {
        foreach (var level in fit.Areas.Levels)
        {
            var (areas, ofLeaf) = (fit.Areas.AreasAt(level), fit.Areas.OfLeaf(level));
            var found = false;
            for (var buurt = 0; buurt < inside.Length; buurt++)
            {
                var here = string.Equals(areas[ofLeaf[buurt]].Code, code, StringComparison.Ordinal);
                inside[buurt] |= here;
                found |= here;
            }
            if (found)
            {
                CheckLevel(code, level, lever);
                return;
            }
        }
        throw LeverCheck.Fault(
            lever,
            scenario.Name,
            new($"the unknown area '{code}'", $"het onbekende gebied '{code}'"),
            new("a code of these areas", "een code van deze gebieden"),
            fit.Areas.MendCode(code)
        );
    }

    private void CheckLevel(string code, AreaLevel level, Lever lever)
    {
        var term = LeverCatalogue.Of(lever.Kind);
        if (term.Where == LeverWhere.OneWijk && level != AreaLevel.Wijk)
        {
            throw LeverCheck.Fault(
                lever,
                scenario.Name,
                new(
                    $"the {level.ToName()} '{code}' for '{term.Name}'",
                    $"de {level.ToName()} '{code}' bij '{term.Name}'"
                ),
                new("one wijk", "één wijk"),
                new("name a code that begins with WK", "noem een code die begint met WK")
            );
        }
    }

    private static bool IsWithin(LeverReach reach, Product product) =>
        reach switch
        {
            LeverReach.BeyondSocialeBasis => product.Track != Track.SocialeBasis,
            LeverReach.Jeugd => product.Act == Act.Jeugd,
            LeverReach.AdultSupport => product.Act == Act.Wmo
                && AdultSupport.Contains(product.Category, StringComparer.Ordinal),
            _ => true,
        };
}
