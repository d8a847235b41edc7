using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Simulation.Figures;

namespace Populatie.Simulation.Store;

/// <summary>
/// What binds where: per area and year the scarcity that held up the most person-weeks (medians over the replicates), its part
/// of all that were held up, and the track or act that felt it most. The choosing is a function of figures; a run gives them.
/// </summary>
public static class BindingTable
{
    private const int YearStep = 5;

    /// <summary>One row per area and year, areas in the order of the run. Areas named <c>onbekend</c> have none.</summary>
    /// <param name="area">Code of one area; null for all of the level.</param>
    /// <exception cref="UsageException">
    /// The run has no queues, or no such level, area or projected year.
    /// </exception>
    public static ImmutableArray<BindingRow> Of(
        RunView run,
        AreaLevel level,
        IReadOnlyCollection<int> years,
        string? area = null
    )
    {
        Check(run, years);
        var chosen = RunFigures.AreasOf(run, level, area);
        var areas = run.Areas.AreasAt(level);
        var counted = run.Table(level, Measures.Waiting).AreaCount;
        return
        [
            .. from a in chosen
            where a < counted && !areas[a].IsUnknown
            from year in years
            select Row(run, level, areas[a], a, year),
        ];
    }

    /// <summary>Every fifth projected year, and the last.</summary>
    public static ImmutableArray<int> YearsOf(RunView run) => YearsOf(run.FirstProjected, run.LastProjected);

    /// <summary>The years from first to last that five divides, and the last.</summary>
    public static ImmutableArray<int> YearsOf(int first, int last) =>
        [.. Enumerable.Range(first, last - first + 1).Where(y => y % YearStep == 0 || y == last)];

    /// <summary>
    /// Per projected year the medians of who waits over the norm at its end, and of the requests of that year.
    /// </summary>
    /// <param name="area">Ordinal of the area at its level.</param>
    /// <exception cref="UsageException">The run has no queues.</exception>
    public static ImmutableArray<(int Year, double OverNorm, double Requests)> OverNorm(
        RunView run,
        AreaLevel level,
        int area
    )
    {
        Check(run, []);
        var all = run.Axis.Length - 1;
        double At(Measure measure, int year) => Median(run, level, measure, area, all, year);
        return
        [
            .. Enumerable
                .Range(run.FirstProjected, run.LastProjected - run.FirstProjected + 1)
                .Select(y => (y, At(Measures.WaitingOverNorm, y), At(Measures.Requests, y))),
        ];
    }

    /// <summary>The first year in which more people wait over the norm than a share of its requests; null: none.</summary>
    public static int? FirstYearOver(IEnumerable<(int Year, double OverNorm, double Requests)> years, double share)
    {
        foreach (var (year, overNorm, requests) in years)
        {
            if (overNorm > share * requests)
            {
                return year;
            }
        }
        return null;
    }

    /// <summary>The largest of three counts of person-weeks ≥ 0, and its part of their sum. Of equals the one named first.</summary>
    public static (Binding Binding, double Share) Largest(double staff, double space, double money)
    {
        var largest = Math.Max(staff, Math.Max(space, money));
        return largest <= 0 ? (Binding.None, 0)
            : staff >= largest ? (Binding.Staff, staff / (staff + space + money))
            : space >= largest ? (Binding.Space, space / (staff + space + money))
            : (Binding.Money, money / (staff + space + money));
    }

    /// <summary>The code with the most held up. Of equals the one of the fewest products: it says more; then the first.</summary>
    /// <param name="totals">Not empty.</param>
    public static string MostHeld(IEnumerable<(string Code, int Products, double Held)> totals) =>
        totals.OrderByDescending(t => t.Held).ThenBy(t => t.Products).First().Code;

    /// <summary>Whether people can wait in a run.</summary>
    public static bool HasQueues(RunView run) =>
        !run.Card.Scenario.Capacity.IsUnlimited
        && !run.Card.Scenario.Groups.IsDefaultOrEmpty
        && run.Card.Scenario.Groups.Any(g => g.Products.Any(p => DeliversAnyOf(run, p)))
        && run.Card.MeasureNames.Contains(Measures.BindingStaff.Name, StringComparer.Ordinal);

    /// <summary>
    /// Whether a product of the run is, or is in, what a group names. Published tables tell of all kinds together, which no
    /// group delivers.
    /// </summary>
    private static bool DeliversAnyOf(RunView run, string code) =>
        run.Products.TryFind(code, out var named)
        && run.Axis.Any(own => !run.Products.IsTotal(own) && (own == named || run.Products.Contains(named, own)));

    private static BindingRow Row(RunView run, AreaLevel level, Area place, int area, int year)
    {
        var all = run.Axis.Length - 1;
        double At(Measure measure) => Median(run, level, measure, area, all, year);
        var (binding, share) = Largest(At(Measures.BindingStaff), At(Measures.BindingSpace), At(Measures.BindingMoney));
        var product = MeasureOf(binding) is { } held
            ? MostHeld(
                TracksAndActs(run)
                    .Select(t =>
                        (
                            run.Products.Codes[run.Axis[t.Position]],
                            t.Products,
                            Median(run, level, held, area, t.Position, year)
                        )
                    )
            )
            : run.Products.Codes[run.Products.AllOrdinal];
        return new(
            place.Code,
            place.Name,
            level,
            year,
            At(Measures.Waiting),
            At(Measures.WaitingOverNorm),
            At(Measures.WaitMean),
            binding,
            share,
            product
        );
    }

    private static Measure? MeasureOf(Binding binding) =>
        binding switch
        {
            Binding.Staff => Measures.BindingStaff,
            Binding.Space => Measures.BindingSpace,
            Binding.Money => Measures.BindingMoney,
            _ => null,
        };

    /// <summary>Positions of the totals below <c>all</c>, and how many products in use each holds.</summary>
    private static IEnumerable<(int Position, int Products)> TracksAndActs(RunView run)
    {
        var used = run.Axis.Where(o => !run.Products.IsTotal(o)).ToList();
        return Enumerable
            .Range(0, run.Axis.Length)
            .Where(p => run.Products.IsTotal(run.Axis[p]) && run.Axis[p] != run.Products.AllOrdinal)
            .Select(p => (p, used.Count(o => run.Products.Contains(run.Axis[p], o))));
    }

    private static double Median(RunView run, AreaLevel level, Measure measure, int area, int position, int year) =>
        run.Table(level, measure).At(area, position, year - run.FirstProjected, run.Card.Replicates).P50;

    private static void Check(RunView run, IReadOnlyCollection<int> years)
    {
        if (!HasQueues(run))
        {
            throw new UsageException(
                new(
                    "this run tells nothing of waiting: staff, places and money of its care are not bounded; bound them in the scenario, under capacity and groups",
                    "over wachten zegt deze projectie niets: personeel, plaatsen en geld van deze zorg zijn niet begrensd; begrens ze in het scenario, onder capacity en groups"
                )
            );
        }
        foreach (var year in years.Where(y => y < run.FirstProjected || y > run.LastProjected))
        {
            throw new UsageException(
                new(
                    $"what binds is known of projected years, {run.FirstProjected} to {run.LastProjected}; not of {year}",
                    $"wat knelt is bekend van geprojecteerde jaren, {run.FirstProjected} tot en met {run.LastProjected}; niet van {year}"
                )
            );
        }
    }
}
