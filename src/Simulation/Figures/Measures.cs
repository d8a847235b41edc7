using System.Collections.Immutable;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Statistics;

namespace Populatie.Simulation.Figures;

/// <summary>One measure of a run.</summary>
/// <param name="Name">As the contract spells it.</param>
/// <param name="Unit">As shown.</param>
/// <param name="Scale">Kept whole numbers per unit: 60 minutes to the hour, 1000 thousandths to the FTE.</param>
/// <param name="Headline">Whether values per replicate are kept for totals of gemeente, wijk and grouping.</param>
public sealed record Measure(string Name, string Unit, int Scale, bool Headline)
{
    /// <summary>How it is made of what is summed; null for residents, who are counted apart.</summary>
    internal MeasureFormula? Formula { get; init; }

    /// <summary>
    /// Whether it tells how long those who began had waited. Where hardly anybody began it tells little: safety begins at once,
    /// and of nobody it is kept as 0.
    /// </summary>
    public bool IsOfStarters =>
        Formula is { } formula && (formula.QuantileOfWaits > 0 || formula.Over.Contains(BaseMeasure.Starts));

    /// <summary>
    /// Bits of the kept whole numbers below which values are not told apart where only sketches are kept: ten euros, eight
    /// minutes, eight thousandths; nothing in counts.
    /// </summary>
    internal int Grain =>
        string.Equals(Unit, "eur_cents", StringComparison.Ordinal) ? 10
        : Scale > 1 ? 3
        : 0;
}

/// <summary>The measures of a run, in the order of its files.</summary>
public static class Measures
{
    /// <summary>Thousandths.</summary>
    internal const int FteScale = 1000;

    public static readonly Measure Population = new("population", "persons", 1, true);
    public static readonly Measure Need = new("need", "needs", 1, false)
    {
        Formula = MeasureFormula.Sum(BaseMeasure.Need),
    };
    public static readonly Measure Requests = new("requests", "requests", 1, true)
    {
        Formula = MeasureFormula.Sum(BaseMeasure.Requests),
    };
    public static readonly Measure Clients = new("clients", "persons", 1, true)
    {
        Formula = MeasureFormula
            .Sum(BaseMeasure.OpenAtBegin, BaseMeasure.Starts)
            .Times((fit, level) => fit.ClientsPerSpellAt(level)),
    };
    public static readonly Measure InCare = new("in_care", "spells", 1, true)
    {
        Formula = MeasureFormula.Sum(BaseMeasure.InCare),
    };
    public static readonly Measure Starts = new("starts", "spells", 1, false)
    {
        Formula = MeasureFormula.Sum(BaseMeasure.Starts),
    };
    public static readonly Measure Ends = new("ends", "spells", 1, false)
    {
        Formula = MeasureFormula.Sum(BaseMeasure.Ends),
    };
    public static readonly Measure Hours = new("hours", "hours", 60, true)
    {
        Formula = MeasureFormula.Sum(BaseMeasure.Minutes),
    };
    public static readonly Measure Fte = new("fte_needed", "fte", FteScale, true)
    {
        Formula = MeasureFormula.Sum(BaseMeasure.FteNeeded),
    };
    public static readonly Measure FteAvailable = new("fte_available", "fte", FteScale, true)
    {
        Formula = MeasureFormula.Sum(BaseMeasure.FteAvailable),
    };
    public static readonly Measure Waiting = new("waiting", "requests", 1, true)
    {
        Formula = MeasureFormula.Sum(BaseMeasure.Waiting),
    };
    public static readonly Measure WaitingOverNorm = new("waiting_over_norm", "requests", 1, true)
    {
        Formula = MeasureFormula.Sum(BaseMeasure.WaitingOverNorm),
    };
    public static readonly Measure WaitMean = new("wait_mean_weeks", "weeks", WaitBins.PerWeek, false)
    {
        Formula = MeasureFormula.Ratio(BaseMeasure.DoubleWeeksWaited, BaseMeasure.Starts, WaitBins.PerWeek / 2),
    };
    public static readonly Measure WaitP90 = new("wait_p90_weeks", "weeks", WaitBins.PerWeek, false)
    {
        Formula = MeasureFormula.WaitQuantile(90),
    };
    public static readonly Measure DroppedOut = new("dropped_out", "requests", 1, false)
    {
        Formula = MeasureFormula.Sum(BaseMeasure.Dropped),
    };
    public static readonly Measure HelpedInformally = new("helped_informally", "requests", 1, false)
    {
        Formula = MeasureFormula.Sum(BaseMeasure.HelpedInformally),
    };
    public static readonly Measure Worsened = new("worsened", "requests", 1, false)
    {
        Formula = MeasureFormula.Sum(BaseMeasure.Worsened),
    };
    public static readonly Measure OutOfScope = new("out_of_scope", "requests", 1, false)
    {
        Formula = MeasureFormula.Sum(BaseMeasure.OutOfScope),
    };

    /// <remarks>
    /// Who waits, is held or gave up does so for one product: in records hardly two in a hundred do for two. Those who never asked
    /// are reckoned per product, as clients are, and overlap as these do.
    /// </remarks>
    public static readonly Measure Unmet = new("unmet", "persons", 1, true)
    {
        Formula = MeasureFormula.PersonsOf(
            [BaseMeasure.UnmetHidden],
            BaseMeasure.UnmetWaiting,
            BaseMeasure.UnmetHeld,
            BaseMeasure.UnmetForegone,
            BaseMeasure.UnmetHidden
        ),
    };
    public static readonly Measure UnmetWaiting = new("unmet_waiting", "persons", 1, false)
    {
        Formula = MeasureFormula.Sum(BaseMeasure.UnmetWaiting),
    };
    public static readonly Measure UnmetHeld = new("unmet_held", "persons", 1, false)
    {
        Formula = MeasureFormula.Sum(BaseMeasure.UnmetHeld),
    };
    public static readonly Measure UnmetForegone = new("unmet_foregone", "persons", 1, false)
    {
        Formula = MeasureFormula.Sum(BaseMeasure.UnmetForegone),
    };
    public static readonly Measure UnmetHidden = new("unmet_hidden", "persons", 1, false)
    {
        Formula = MeasureFormula.PersonsOf([BaseMeasure.UnmetHidden], BaseMeasure.UnmetHidden),
    };
    public static readonly Measure BindingStaff = new("binding_staff", "person_weeks", 1, false)
    {
        Formula = MeasureFormula.Sum(BaseMeasure.HeldByStaff),
    };
    public static readonly Measure BindingSpace = new("binding_space", "person_weeks", 1, false)
    {
        Formula = MeasureFormula.Sum(BaseMeasure.HeldBySpace),
    };
    public static readonly Measure BindingMoney = new("binding_money", "person_weeks", 1, false)
    {
        Formula = MeasureFormula.Sum(BaseMeasure.HeldByMoney),
    };
    public static readonly Measure CostVolume = new("cost_volume", "eur_cents", 1, true)
    {
        Formula = MeasureFormula.Sum(BaseMeasure.CostVolume),
    };
    public static readonly Measure CostReal = new("cost_real", "eur_cents", 1, true)
    {
        Formula = MeasureFormula.Sum(BaseMeasure.CostReal),
    };
    public static readonly Measure CostNominal = new("cost_nominal", "eur_cents", 1, true)
    {
        Formula = MeasureFormula.Sum(BaseMeasure.CostNominal),
    };
    public static readonly Measure BudgetReal = new("budget_real", "eur_cents", 1, false)
    {
        Formula = MeasureFormula.Sum(BaseMeasure.BudgetReal),
    };
    public static readonly Measure BudgetNominal = new("budget_nominal", "eur_cents", 1, false)
    {
        Formula = MeasureFormula.Sum(BaseMeasure.BudgetNominal),
    };
    public static readonly Measure GapReal = new("gap_real", "eur_cents", 1, true)
    {
        Formula = MeasureFormula.Difference(BaseMeasure.CostReal, BaseMeasure.BudgetReal),
    };
    public static readonly Measure GapNominal = new("gap_nominal", "eur_cents", 1, true)
    {
        Formula = MeasureFormula.Difference(BaseMeasure.CostNominal, BaseMeasure.BudgetNominal),
    };

    /// <summary>What every run has.</summary>
    public static readonly ImmutableArray<Measure> Always =
    [
        Population,
        Need,
        Requests,
        Clients,
        InCare,
        Starts,
        Ends,
        Hours,
        Fte,
        FteAvailable,
        Waiting,
        WaitingOverNorm,
        WaitMean,
        WaitP90,
        DroppedOut,
        HelpedInformally,
        Worsened,
        OutOfScope,
        Unmet,
        UnmetWaiting,
        UnmetHeld,
        UnmetForegone,
        UnmetHidden,
        BindingStaff,
        BindingSpace,
        BindingMoney,
        CostVolume,
        CostReal,
        CostNominal,
    ];

    /// <summary>What a run has besides, when spending follows a vintage.</summary>
    public static readonly ImmutableArray<Measure> TopDown = [BudgetReal, BudgetNominal, GapReal, GapNominal];

    public static readonly Measure PaymentReal = new("payment_real", "eur_cents", 1, true)
    {
        Formula = MeasureFormula.Sum(BaseMeasure.PaidReal),
    };
    public static readonly Measure PaymentNominal = new("payment_nominal", "eur_cents", 1, false)
    {
        Formula = MeasureFormula.Sum(BaseMeasure.PaidNominal),
    };

    /// <summary>What a run has besides, where money may bind.</summary>
    public static readonly ImmutableArray<Measure> Contracts = [PaymentReal, PaymentNominal];

    /// <summary>What there is to tell only where people can wait.</summary>
    public static readonly ImmutableArray<Measure> OfWaiting =
    [
        Waiting,
        WaitingOverNorm,
        WaitMean,
        WaitP90,
        DroppedOut,
        HelpedInformally,
        Worsened,
        UnmetWaiting,
        BindingStaff,
        BindingSpace,
        BindingMoney,
    ];

    /// <summary>The measures of the runs of a scenario.</summary>
    public static ImmutableArray<Measure> Of(Scenario scenario) =>
        [
            .. Always,
            .. scenario.Growth.Mode == GrowthMode.TopDown || scenario.Capacity.Money ? TopDown : [],
            .. scenario.Capacity.Money ? Contracts : [],
        ];

    public static Measure? Find(string name) =>
        Always
            .Concat(TopDown)
            .Concat(Contracts)
            .FirstOrDefault(m => string.Equals(m.Name, name, StringComparison.Ordinal));
}
