using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Need.Dynamics;
using Populatie.Analytics.Need.Features;
using Populatie.Analytics.Numerics;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Need;

/// <summary>
/// Learns from a cube and its population what a projection needs to know. Method and assumptions: docs/method/fit.md.
/// Values in, value out; the same inputs give the same bits.
/// </summary>
public static class FitEstimator
{
    /// <exception cref="UsageException">
    /// The years, areas, bands or reference asked for do not fit the cube and the population.
    /// </exception>
    public static Fit Estimate(Cube cube, PopulationSeries population, FitSettings settings)
    {
        var (areas, axis, bands) = (cube.Axes.Areas, cube.Axes.Products, cube.Axes.Bands);
        var (buurten, products) = (areas.BuurtCount, axis.ProductCount);
        var window = FitWindows.Choose(cube, population, settings);

        var tally = new FlowTally(cube, window);
        var unseen = UnseenRequests.Of(cube, tally);
        tally.Add(unseen);
        var requestDays = RequestDaysEstimator.Of(cube, tally, settings.Assumptions);
        if (requestDays is { IsCorrected: true })
        {
            tally.Raise(requestDays.Raised);
        }
        var exposure = new WindowExposure(population, areas, bands, window);
        var womenShare = ReferenceRates.ShareOfWomen(tally.NewByCell, exposure.Everyone, products, bands.Count);
        var counts = ReferenceRates.DivideUnknownSex(tally.NewByCell, womenShare);
        var cityRates = ReferenceRates.PerPersonYear(counts, exposure.Everyone);
        var rates = settings.Reference == RateReference.National ? National(settings, cityRates.Length) : cityRates;

        var located = LocatedRequests.Count(tally, buurten, products);
        var completeness = LocatedRequests.Completeness(tally, located, products);
        var byRates = ReferenceRates.Expected(rates, exposure.Total, buurten, products);
        var expected =
            settings.Reference == RateReference.Peers
                ? Peers(tally, womenShare, exposure, areas, completeness)
                : byRates;
        var stays = cube.StaysUntil(window.Last);
        var transitions = new Transitions(stays);
        var stepShare = Transitions.StepShare(stays, tally.NewEver);
        var stepped = StepArrivals.Foresee(tally.EndedByLeaf, stays, located, stepShare);
        var (effects, foreseen) = WithFeatures(areas, settings, located, expected, completeness);
        var risk = RiskTable.Estimate(located, stepped, foreseen, byRates, completeness, stepShare);
        var requestRate = WithoutSteps(rates, stepShare);
        var weights = Weights(requestRate, risk, exposure.Total, buurten, products, bands.Count);
        var ended = OpenSpells.SpreadUnknown(tally.EndedInLastYear, weights, areas, products * bands.Count);
        var intensity = new CareIntensity(cube, tally, settings.Assumptions);
        var (dynamics, ownVolatility) = RequestDynamicsEstimator.Estimate(
            new(tally, exposure, cityRates, areas, requestDays, settings.Assumptions),
            axis,
            settings.Assumptions.Dynamics
        );
        return new Fit
        {
            Areas = areas,
            Products = axis,
            Bands = bands,
            Reference = settings.Reference,
            FirstYear = window.First,
            LastYear = window.Last,
            RequestRate = requestRate,
            RequestCount = counts,
            CarriedByRisks = risk.ShareOfChance(byRates, counts),
            PersonYears = PerYear(exposure.Total, window.Years),
            Completeness = completeness,
            StepShare = stepShare,
            RiskShape = risk.Shape,
            RiskRate = risk.Rate,
            Alpha = risk.Alpha,
            Stays = Stays(stays, axis, settings),
            EndReason = transitions.EndReason,
            StepTo = transitions.StepTo,
            ReturnRate = transitions.ReturnRate,
            OpenAtEnd = OpenSpells.SpreadUnknown(tally.OpenAtEnd, weights, areas, products * bands.Count),
            EndedInLastYear = OpenSpells.Keep(ended, StillAway(transitions), bands.Count),
            ClientsPerSpell = intensity.ClientsPerSpell,
            MinutesPerDay = intensity.MinutesPerDay,
            CentsPerDay = intensity.CentsPerDay,
            CostBasis = intensity.CostBasis,
            RateVolatility = ownVolatility,
            Dynamics = dynamics,
            ClientRatios = intensity.ClientRatios,
            Expected = PerYear(expected, window.Years),
            Observed = LocatedRequests.PerYear(located, expected, completeness, tally, window.Years, products),
            Features = effects,
            RequestDays = requestDays,
            Unseen = unseen,
            Waits = RequestWaits.Of(cube, tally, settings.Assumptions),
            Eighteen = TurningEighteenEstimator.Of(cube, window.Last, settings.Assumptions),
            Hours = DeliveredHours.Of(axis, tally, intensity, settings.Assumptions),
            Basis = cube.Origin.Basis,
            Inputs = Inputs(cube, settings),
        };
    }

    private static double[] National(FitSettings settings, int cells)
    {
        var table =
            settings.National
            ?? throw new UsageException(
                new(
                    "reference national needs a table of rates; give one with --national FILE, or choose city or peers",
                    "referentie national vraagt een tabel met cijfers; geef die met --national BESTAND, of kies city of peers"
                )
            );
        return table.Rates.Length == cells
            ? table.Rates
            : throw new ArgumentException(
                $"{table.Rates.Length} national rates do not fit {cells} cells",
                nameof(settings)
            );
    }

    private static double[] Peers(
        FlowTally tally,
        double[] womenShare,
        WindowExposure exposure,
        AreaIndex areas,
        double[] completeness
    )
    {
        if (areas.WijkCount < 2)
        {
            throw new UsageException(
                new(
                    "reference peers needs at least two wijken; choose city",
                    "referentie peers vraagt ten minste twee wijken; kies city"
                )
            );
        }
        var expected = PeerRates.Expected(
            tally.LocatedByWijk,
            womenShare,
            exposure.Total,
            areas.OfLeaf(AreaLevel.Wijk),
            areas.WijkCount,
            completeness.Length
        );
        for (var i = 0; i < expected.Length; i++)
        {
            expected[i] /= completeness[i % completeness.Length];
        }
        return expected;
    }

    /// <returns>What features say, and shape [B, P]: the expected use with it, which θ's prior is centred on.</returns>
    private static (FeatureEffects? Effects, double[] Foreseen) WithFeatures(
        AreaIndex areas,
        FitSettings settings,
        double[] located,
        double[] expected,
        double[] completeness
    )
    {
        if (settings.Features is not { } features)
        {
            return (null, expected);
        }
        if (!features.Covers(areas))
        {
            throw new UsageException(
                new(
                    $"{features.Name} does not know every buurt of the cube, nor its wijk or gemeente; leave --features out",
                    $"{features.Name} kent niet elke buurt van de kubus, noch de wijk of gemeente ervan; laat --features weg"
                )
            );
        }
        var (effects, mean) = FeatureModel.Estimate(areas, features, located, expected, completeness);
        return (effects, [.. expected.Select((e, i) => e * mean[i])]);
    }

    private static double[] WithoutSteps(double[] rates, double[] stepShare)
    {
        var cells = rates.Length / stepShare.Length;
        return [.. rates.Select((rate, i) => rate * (1 - stepShare[i / cells]))];
    }

    private static double[] PerYear(double[] overWindow, int years) => [.. overWindow.Select(v => v / years)];

    /// <returns>Shape [B, P, A]: where requests come from, as the measure for spreading what has no buurt.</returns>
    private static double[] Weights(
        double[] rates,
        RiskTable risk,
        double[] personYears,
        int buurten,
        int products,
        int bands
    )
    {
        const int Sexes = Exposure.SexCount;
        var weights = new double[buurten * products * bands];
        for (var i = 0; i < weights.Length; i++)
        {
            var (buurtProduct, band) = (i / bands, i % bands);
            var (buurt, product) = (buurtProduct / products, buurtProduct % products);
            for (var sex = 0; sex < Sexes; sex++)
            {
                weights[i] +=
                    rates[(((product * bands) + band) * Sexes) + sex]
                    * personYears[(((buurt * bands) + band) * Sexes) + sex];
            }
            weights[i] *= risk.Shape[buurtProduct] / risk.Rate[buurtProduct];
        }
        return weights;
    }

    /// <summary>
    /// Share of the last year's ends that are plain and have not been followed by a return yet: with ends spread evenly
    /// over the year and a return rate r, (1 − e^−r) ÷ r of them are still away at its end.
    /// </summary>
    private static double[] StillAway(Transitions transitions) =>
        [
            .. transitions.ReturnRate.Select(
                (r, p) => transitions.PlainShare[p] * (r > 1e-9 ? -FixedMath.Expm1(-r) / r : 1)
            ),
        ];

    private static StayModel?[] Stays(StayTable stays, ProductAxis axis, FitSettings settings) =>
        [
            .. axis.Products.Select(
                (product, p) =>
                    StayEstimator.Estimate(StayEstimator.Counts(stays, p), product.MeanStayMonths, settings.Assumptions)
            ),
        ];

    private static SortedDictionary<string, string> Inputs(Cube cube, FitSettings settings)
    {
        var inputs = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, digest) in cube.Origin.Inputs.Concat(settings.Inputs))
        {
            inputs[name] = digest;
        }
        inputs["basis"] = cube.Origin.Basis == Basis.Synthetic ? "synthetic records" : "observed records";
        if (settings is { Reference: RateReference.National, National: { } table })
        {
            inputs["national"] = $"{table.Name} {table.Digest}";
        }
        if (settings.Features is { } features)
        {
            inputs["features"] = $"{features.Name} {features.Digest}";
        }
        return inputs;
    }
}
