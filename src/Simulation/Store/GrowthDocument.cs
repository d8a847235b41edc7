using System.Collections.Immutable;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Records;
using Populatie.Simulation.Growth;
using Populatie.Simulation.Scenarios.Levers;

namespace Populatie.Simulation.Store;

/// <summary>A growth table for programs; what is of a run is left out without one. Money in euros, growth in shares.</summary>
/// <remarks>
/// As JSON, in snake case: <c>{rates: [{vintage, line, year, growth, basis, source}], run, scenario, with_shift, vintage,
/// period_steps, price_year, years: [{act, year, vintage, vintage_basis, own, money, cost, buys, volume, unbought,
/// unbought_share, unbought_hours, moved}], moves: [{subject, areas, start, ramp_years, effect}], holds_shift, index: [{line, year,
/// index}], dutch_sources: {source: text}}</c>; a spread is <c>{p5, p50, p95}</c>. Immutable.
/// </remarks>
/// <param name="WithShift">Id of the run with care that moves in.</param>
/// <param name="PriceYear">Whose general prices the money has.</param>
/// <param name="HoldsShift">Whether the own growth holds care that moves in, for want of a run to tell it apart by.</param>
/// <param name="Index">Lines of the vintage beside each other: the level before its first year at 100.</param>
public sealed record GrowthDocument(
    ImmutableArray<VintageRate> Rates,
    string? Run,
    string? Scenario,
    string? WithShift,
    string Vintage,
    int PeriodSteps,
    int? PriceYear,
    IReadOnlyList<GrowthDocument.ActYear>? Years,
    IReadOnlyList<GrowthDocument.Move>? Moves,
    bool? HoldsShift,
    IReadOnlyList<GrowthDocument.Level> Index
)
{
    /// <summary>Of sources that are ours: what they are in Dutch. What was published keeps its own words.</summary>
    public required IReadOnlyDictionary<string, string> DutchSources { get; init; }

    private const double CentsPerEuro = 100;

    public static GrowthDocument Of(GrowthAnswer answer)
    {
        var run = answer.Run;
        return new(
            answer.Rates,
            run?.Card.Id,
            run?.Card.Scenario.Name,
            answer.With?.Card.Id,
            answer.Vintage.Code,
            answer.PeriodSteps,
            run?.LastObserved,
            run is null ? null : [.. answer.Years.Select(ActYear.Of)],
            run is null ? null : [.. answer.Moves.Select(Move.Of)],
            run is null ? null : answer.IsMixed,
            [.. answer.Indices.Select(i => new Level(i.Line, i.Year, i.Index))]
        )
        {
            DutchSources = SourceText.DutchOf([
                .. answer.Rates.Select(r => r.Source),
                .. answer.Moves.Select(m => m.Effect.Source),
            ]),
        };
    }

    /// <param name="Index">With the year before the first at 100.</param>
    public sealed record Level(string Line, int Year, double Index);

    /// <summary>5%, half and 95% of the futures stay under these.</summary>
    public sealed record Range(double P5, double P50, double P95)
    {
        internal static Range Of(Spread spread) => new(spread.Low, spread.Middle, spread.High);

        internal static Range? Of(Spread? spread) => spread is { } s ? Of(s) : null;

        internal static Range? Euros(Spread? cents) =>
            cents is { } s ? new(s.Low / CentsPerEuro, s.Middle / CentsPerEuro, s.High / CentsPerEuro) : null;
    }

    /// <summary>As <see cref="GrowthYear"/>, in euros.</summary>
    public sealed record ActYear(
        Act Act,
        int Year,
        double? Vintage,
        Basis? VintageBasis,
        Range Own,
        double? Money,
        Range? Cost,
        Range? Buys,
        Range? Volume,
        Range? Unbought,
        Range? UnboughtShare,
        Range? UnboughtHours,
        Range? Moved
    )
    {
        internal static ActYear Of(GrowthYear year) =>
            new(
                year.Act,
                year.Year,
                year.Vintage?.Value,
                year.Vintage is null ? null : year.VintageBasis,
                Range.Of(year.Own),
                year.Money / CentsPerEuro,
                Range.Euros(year.Cost),
                Range.Euros(year.Buys),
                Range.Euros(year.Volume),
                Range.Euros(year.Unbought),
                Range.Of(year.UnboughtShare),
                Range.Of(year.UnboughtHours),
                Range.Euros(year.Moved)
            );
    }

    /// <summary>Care that moves to the municipality.</summary>
    /// <param name="Effect">Requests on top, as a share.</param>
    public sealed record Move(string Subject, ImmutableArray<string> Areas, int Start, int RampYears, Assumed Effect)
    {
        internal static Move Of(Lever lever) =>
            new(
                lever.Subject,
                lever.Areas,
                lever.Start,
                lever.RampYears,
                new(lever.Effect.Value, lever.Effect.Low, lever.Effect.High, lever.Effect.Source)
            );
    }

    public sealed record Assumed(double Value, double Low, double High, string Source);
}
