using System.Globalization;
using Populatie.Analytics.Areas;
using Populatie.Server.Problems;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Store;

namespace Populatie.Server.Values;

/// <summary>What is asked of a run, checked against what it has.</summary>
/// <param name="Year">Null: all years.</param>
/// <param name="Area">Code of one area; null: all of the level.</param>
internal sealed record ValuesQuery(
    string Run,
    Measure Measure,
    AreaLevel Level,
    string Product,
    int? Year,
    string? Area
)
{
    /// <summary>Longest list of known names that a fault spells out.</summary>
    private const int Spelled = 60;

    /// <exception cref="ApiFault">The run has no such measure, level, product, year or area.</exception>
    public static ValuesQuery Of(
        RunView run,
        string measure,
        string? year,
        string? level,
        string? product,
        string? area = null
    )
    {
        var card = run.Card;
        if (!card.MeasureNames.Contains(measure, StringComparer.Ordinal))
        {
            throw Missing("measure", "maat", card.MeasureNames);
        }
        var chosen = area is null ? level ?? AreaLevel.Buurt.ToName() : level ?? LevelOf(run, area);
        if (!card.Levels.Contains(chosen, StringComparer.Ordinal) || !AreaLevels.TryParse(chosen, out var at))
        {
            throw Missing("level", "niveau", card.Levels);
        }
        if (area is not null && !run.Areas.AreasAt(at).Any(a => string.Equals(a.Code, area, StringComparison.Ordinal)))
        {
            throw ApiFault.NotFound(
                $"there is no such {chosen}; /v1/areas/{chosen} lists them",
                $"dit gebied is er niet; /v1/areas/{chosen} noemt ze"
            );
        }
        var code = product ?? run.Products.Codes[run.Products.AllOrdinal];
        if (!run.Axis.Any(o => string.Equals(run.Products.Codes[o], code, StringComparison.Ordinal)))
        {
            throw Missing("product", "product", [.. run.Axis.Select(o => run.Products.Codes[o])]);
        }
        return new(card.Id, Measures.Find(measure)!, at, code, year is null ? null : YearOf(run, year), area);
    }

    private static int YearOf(RunView run, string text)
    {
        var (first, last) = (run.FirstObserved, run.LastProjected);
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year))
        {
            throw ApiFault.Bad(
                $"a year is a number from {first} to {last}",
                $"een jaar is een getal van {first} tot en met {last}"
            );
        }
        return year >= first && year <= last
            ? year
            : throw ApiFault.NotFound(
                $"this run has the years {first} to {last}; not {year}",
                $"deze projectie heeft de jaren {first} tot en met {last}; niet {year}"
            );
    }

    /// <summary>The level on which there is an area with a code.</summary>
    private static string LevelOf(RunView run, string area) =>
        run.Card.Levels.Where(l =>
                AreaLevels.TryParse(l, out var level)
                && run.Areas.AreasAt(level).Any(a => string.Equals(a.Code, area, StringComparison.Ordinal))
            )
            .FirstOrDefault()
        ?? throw ApiFault.NotFound(
            "there is no such area in this run; /v1/areas/buurt and /v1/areas/wijk list them",
            "dit gebied is er niet in deze projectie; /v1/areas/buurt en /v1/areas/wijk noemen ze"
        );

    private static ApiFault Missing(string english, string dutch, IReadOnlyCollection<string> known)
    {
        var list = string.Join(", ", known.Take(Spelled)) + (known.Count > Spelled ? ", …" : "");
        return ApiFault.NotFound(
            $"this run has no such {english}; it has {list}",
            $"deze projectie heeft dit niet als {dutch}; wel {list}"
        );
    }
}
