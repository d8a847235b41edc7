using System.Collections.Immutable;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;

namespace Populatie.Simulation.Growth;

/// <summary>A published path of growth, with what its source leaves open.</summary>
/// <param name="Basis"><c>real</c> (deflated by the GDP deflator) or <c>nominal</c>.</param>
/// <param name="FirstYear">First year that the source names.</param>
/// <param name="LastYear">Last year that the source names.</param>
/// <param name="Confidence">Confidence in the source, 0 … 1.</param>
/// <param name="Published">Yearly growth per line (<c>wmo</c>, <c>jeugd</c>, <c>wlz</c>, <c>zvw</c>, <c>care</c>), as fractions.</param>
/// <param name="Assumed">Our own assumption per line for years outside the source's.</param>
/// <param name="Components">Parts of the growth, where published; they add up.</param>
/// <param name="Nominal">The total in nominal terms, where published.</param>
public sealed record GrowthVintage(
    string Code,
    Bilingual Title,
    string Basis,
    int FirstYear,
    int LastYear,
    string Source,
    double Confidence,
    ImmutableSortedDictionary<string, double> Published,
    ImmutableSortedDictionary<string, Assumption> Assumed,
    ImmutableSortedDictionary<string, double> Components,
    double? Nominal
)
{
    private const int SixSteps = 6;

    /// <summary>What somebody at the table assumes: no source, so all of it is an assumption.</summary>
    /// <param name="rates">Real growth per year of each line, as shares.</param>
    public static GrowthVintage Own(IReadOnlyDictionary<string, double> rates, int from, int to, string source) =>
        new(
            "own",
            new("own assumption", "eigen aanname"),
            "real",
            from,
            to,
            source,
            0,
            ImmutableSortedDictionary<string, double>.Empty.WithComparers(StringComparer.Ordinal),
            rates.ToImmutableSortedDictionary(
                r => r.Key,
                r => new Assumption(r.Value, r.Value, r.Value, source, 0),
                StringComparer.Ordinal
            ),
            ImmutableSortedDictionary<string, double>.Empty.WithComparers(StringComparer.Ordinal),
            null
        );

    /// <summary>
    /// Whether the source gives the step to <paramref name="year"/> from the year before. By the convention of six steps
    /// "2027-2033" begins with the step from 2027 to 2028; by that of seven with the step from 2026 to 2027.
    /// </summary>
    public bool Gives(int year, int periodSteps) =>
        year <= LastYear && year >= FirstYear + (periodSteps == SixSteps ? 1 : 0);

    /// <summary>Level after the whole published period, with the level before it at 1 (golden check G05).</summary>
    public double Index(string line, int periodSteps)
    {
        var steps = LastYear - FirstYear + (periodSteps == SixSteps ? 0 : 1);
        var index = 1.0;
        for (var step = 0; step < steps; step++)
        {
            index *= 1 + Published[line];
        }
        return index;
    }
}
