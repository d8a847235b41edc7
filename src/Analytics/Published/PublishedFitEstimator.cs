using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Need;
using Populatie.Analytics.Numerics;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Published;

/// <summary>
/// Learns from published clients what a projection needs to know. Tables give persons per year, not requests: how long people
/// stay and which ages they have are assumptions, chosen so that the model gives back the published clients. Method:
/// docs/method/published.md. The same inputs give the same bits.
/// </summary>
public static class PublishedFitEstimator
{
    private const double MonthsPerYear = 12;
    private const double MinutesPerHour = 60;
    private const double DaysPerMonth = 365.25 / 12;

    /// <exception cref="UsageException">The years or the reference asked for do not fit the cube and the population.</exception>
    public static Fit Estimate(
        Cube cube,
        PopulationSeries population,
        FitSettings settings,
        PublishedSettings? published = null
    )
    {
        published ??= PublishedSettings.Embedded;
        if (settings.Reference != RateReference.City)
        {
            throw new UsageException(
                new(
                    "a fit of published tables knows no ages or requests to compare with; choose --reference city",
                    "een schatting uit gepubliceerde tabellen kent geen leeftijden of aanvragen om mee te vergelijken; kies --reference city"
                )
            );
        }
        var (areas, axis, bands) = (cube.Axes.Areas, cube.Axes.Products, cube.Axes.Bands);
        var window = FitWindows.Choose(cube, population, settings);
        var people = new PublishedExposure(population, areas, bands, window);
        var parts = axis
            .Products.Select(
                (product, p) => new ActFit(cube, product, p, window, people, published, settings.Assumptions)
            )
            .ToArray();
        return new Fit
        {
            Areas = areas,
            Products = axis,
            Bands = bands,
            Reference = RateReference.City,
            FirstYear = window.First,
            LastYear = window.Last,
            RequestRate = [.. parts.SelectMany(p => p.RequestRate)],
            RequestCount = [.. parts.SelectMany(p => p.ClientCount)],
            PersonYears = people.Last,
            Completeness = [.. parts.Select(p => p.Placed)],
            StepShare = new double[parts.Length],
            RiskShape = Interleave(parts, areas.BuurtCount, p => p.RiskShape),
            RiskRate = Interleave(parts, areas.BuurtCount, p => p.RiskRate),
            Alpha = [.. parts.Select(p => p.Alpha)],
            Stays = [.. axis.Products.Select((p, i) => parts[i].Clients > 0 ? StayOf(p) : null)],
            EndReason = [.. parts.SelectMany(_ => new double[] { 1, 0, 0, 0 })],
            StepTo = new double[parts.Length * parts.Length],
            ReturnRate = new double[parts.Length],
            OpenAtEnd = OpenAtEnd(parts, areas.BuurtCount, bands.Count),
            EndedInLastYear = new int[areas.BuurtCount * parts.Length * bands.Count],
            ClientsPerSpell = ClientsPerSpell(axis, parts, published),
            MinutesPerDay = [.. axis.Products.Select(p => p.HoursPerClientMonth.Value * MinutesPerHour / DaysPerMonth)],
            CentsPerDay = [.. axis.Products.Select(p => p.CentsPerClientMonth.Value / DaysPerMonth)],
            CostBasis = [.. axis.Products.Select(_ => Basis.Assumed)],
            RateVolatility = new double[parts.Length],
            Dynamics = PublishedDynamics.Of(cube, population, window, parts, settings.Assumptions),
            Expected = Interleave(parts, areas.BuurtCount, p => p.Expected),
            Observed = Interleave(parts, areas.BuurtCount, p => p.Observed),
            Basis = Basis.Published,
            Inputs = Inputs(cube, settings),
        };
    }

    /// <summary>
    /// One phase of the assumed length. Its error is not stated: requests are chosen to fit the stay, so the level of clients
    /// does not hang on it.
    /// </summary>
    private static StayModel StayOf(Product product) => new(MonthsPerYear / product.MeanStayMonths.Value, 0, 0, 0);

    /// <returns>Shape [B, P].</returns>
    private static double[] Interleave(ActFit[] parts, int buurten, Func<ActFit, double[]> column)
    {
        var all = new double[buurten * parts.Length];
        for (var p = 0; p < parts.Length; p++)
        {
            var own = column(parts[p]);
            for (var b = 0; b < buurten; b++)
            {
                all[(b * parts.Length) + p] = own[b];
            }
        }
        return all;
    }

    /// <summary>Whole spells: each wijk gets its own total, rounded with what the wijken before it left over.</summary>
    /// <returns>Shape [B, P, A].</returns>
    private static int[] OpenAtEnd(ActFit[] parts, int buurten, int bands)
    {
        var open = new int[buurten * parts.Length * bands];
        for (var p = 0; p < parts.Length; p++)
        {
            var carry = new double[bands];
            var left = 0.0;
            for (var b = 0; b < buurten; b++)
            {
                var expected = parts[p].Open.AsSpan(b * bands, bands);
                double sum = left;
                foreach (var spells in expected)
                {
                    sum += spells;
                }
                var whole = (int)Math.Floor(sum + 0.5);
                left = sum - whole;
                WholeNumbers
                    .Round(expected, Math.Max(0, whole), carry)
                    .CopyTo(open.AsSpan(((b * parts.Length) + p) * bands));
            }
        }
        return open;
    }

    /// <returns>Shape [axis]: persons in a year ÷ spells in it; over both acts less those who use both.</returns>
    private static double[] ClientsPerSpell(ProductAxis axis, ActFit[] parts, PublishedSettings published)
    {
        var all = parts.Sum(p => p.Clients);
        var both = published.OverlapShare.Value * parts.Min(p => p.Clients);
        var ratio = new double[axis.Count];
        for (var ordinal = 0; ordinal < ratio.Length; ordinal++)
        {
            var held = Enumerable.Range(0, parts.Length).Count(p => axis.Contains(ordinal, p));
            ratio[ordinal] =
                held == 0 ? 1
                : held == 1 || all <= 0 ? published.ClientsPerSpell.Value
                : published.ClientsPerSpell.Value * (1 - (both / all));
        }
        return ratio;
    }

    private static SortedDictionary<string, string> Inputs(Cube cube, FitSettings settings)
    {
        var inputs = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, digest) in cube.Origin.Inputs.Concat(settings.Inputs))
        {
            inputs[name] = digest;
        }
        inputs["basis"] = "published tables";
        return inputs;
    }
}
