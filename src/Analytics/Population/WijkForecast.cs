using System.Collections.Immutable;
using Populatie.Analytics.Sources.Tables;

namespace Populatie.Analytics.Population;

/// <summary>
/// One vintage of the published forecast of residents per wijk of Utrecht, on 1 January. Between the published years it
/// runs straight; before the first it does not exist; after the last it follows the last slope. Immutable; thread-safe.
/// </summary>
public sealed class WijkForecast
{
    private static readonly Lazy<ImmutableArray<WijkForecast>> All = new(() =>
        Read(PublishedTable.Embedded("utrecht/forecast-wijk.csv"))
    );
    private readonly double[][] persons;

    private WijkForecast(int vintage, ImmutableArray<string> wijken, ImmutableArray<int> years, double[][] persons)
    {
        (Vintage, WijkCodes, Years, this.persons) = (vintage, wijken, years, persons);
    }

    /// <summary>The year in which the forecast was made.</summary>
    public int Vintage { get; }

    /// <summary>Ordered by code.</summary>
    public ImmutableArray<string> WijkCodes { get; }

    /// <summary>The published years, ascending; the first is a count, not a forecast.</summary>
    public ImmutableArray<int> Years { get; }

    /// <summary>The vintages that ship with the program, oldest first.</summary>
    public static ImmutableArray<WijkForecast> Vintages => All.Value;

    public static WijkForecast Latest => All.Value[^1];

    public static WijkForecast Of(int vintage) =>
        All.Value.FirstOrDefault(f => f.Vintage == vintage)
        ?? throw new ArgumentOutOfRangeException(nameof(vintage), vintage, "no such vintage");

    /// <param name="wijk">Ordinal in <see cref="WijkCodes"/>.</param>
    /// <returns>Residents on 1 January; ≥ 0; fractional between the published years.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The year lies before the first of the vintage.</exception>
    public double At(int wijk, int year)
    {
        if (year < Years[0])
        {
            throw new ArgumentOutOfRangeException(nameof(year), year, $"vintage {Vintage} begins in {Years[0]}");
        }
        var knot = 1;
        while (knot < Years.Length - 1 && year > Years[knot])
        {
            knot++;
        }
        var (from, to) = (persons[wijk][knot - 1], persons[wijk][knot]);
        var share = (double)(year - Years[knot - 1]) / (Years[knot] - Years[knot - 1]);
        return Math.Max(0, from + ((to - from) * share));
    }

    /// <inheritdoc cref="At(int, int)"/>
    public double At(string wijkCode, int year) => At(Ordinal(wijkCode), year);

    /// <summary>Residents of the whole city on 1 January.</summary>
    public double City(int year)
    {
        var sum = 0.0;
        for (var wijk = 0; wijk < WijkCodes.Length; wijk++)
        {
            sum += At(wijk, year);
        }
        return sum;
    }

    /// <summary>
    /// Factor by which a wijk grows between two years. The forecast starts from another count than the published one, so
    /// growth carries over where levels do not.
    /// </summary>
    public double Growth(int wijk, int from, int to) => At(wijk, to) / At(wijk, from);

    private int Ordinal(string wijkCode)
    {
        var found = WijkCodes.IndexOf(wijkCode);
        return found >= 0 ? found : throw new ArgumentException($"{wijkCode} is not in the forecast", nameof(wijkCode));
    }

    private static ImmutableArray<WijkForecast> Read(PublishedTable table) =>
        [
            .. table
                .Rows.Select(r =>
                    (Vintage: r.Whole("vintage"), Code: r.Text("code"), Year: r.Whole("year"), Total: r.Whole("total"))
                )
                .GroupBy(r => r.Vintage)
                .OrderBy(g => g.Key)
                .Select(vintage =>
                {
                    var wijken = vintage
                        .Select(r => r.Code)
                        .Distinct(StringComparer.Ordinal)
                        .Order(StringComparer.Ordinal);
                    ImmutableArray<string> codes = [.. wijken];
                    ImmutableArray<int> years = [.. vintage.Select(r => r.Year).Distinct().Order()];
                    var cells = codes
                        .Select(code =>
                            years
                                .Select(year =>
                                    (double)
                                        vintage
                                            .Single(r =>
                                                r.Year == year && string.Equals(r.Code, code, StringComparison.Ordinal)
                                            )
                                            .Total
                                )
                                .ToArray()
                        )
                        .ToArray();
                    return new WijkForecast(vintage.Key, codes, years, cells);
                }),
        ];
}
