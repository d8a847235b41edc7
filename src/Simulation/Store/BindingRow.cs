using Populatie.Analytics.Areas;

namespace Populatie.Simulation.Store;

/// <summary>What binds in one area and year, all products together. Counts are medians over the replicates.</summary>
/// <param name="Area">Code.</param>
/// <param name="Name">Name of the area.</param>
/// <param name="Level">Level of the area.</param>
/// <param name="Year">Projected year.</param>
/// <param name="Waiting">Persons who wait on the last day of the year.</param>
/// <param name="OverNorm">Of them, who wait longer than the norm.</param>
/// <param name="WaitMeanWeeks">Weeks that those who started in the year had waited, on average.</param>
/// <param name="Binding">What held up most of the person-weeks waited in the year.</param>
/// <param name="Share">Its part of the person-weeks that staff, places and money held up; 0 when nothing did.</param>
/// <param name="Product">Track or act in which it held up most; <c>all</c> when nothing binds.</param>
public sealed record BindingRow(
    string Area,
    string Name,
    AreaLevel Level,
    int Year,
    double Waiting,
    double OverNorm,
    double WaitMeanWeeks,
    Binding Binding,
    double Share,
    string Product
);
