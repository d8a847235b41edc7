using System.Runtime.Intrinsics;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Need;
using Populatie.Analytics.Numerics;
using Populatie.Analytics.Population;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Blocks;
using Populatie.Simulation.Chance;
using Populatie.Simulation.Levers;
using Populatie.Simulation.Steps;
using Populatie.Simulation.Unmet;

namespace Populatie.Simulation.Projection;

/// <summary>
/// The uncertain parameters of eight replicates, each drawn at its own address: a scenario that changes one leaves the
/// others as they were. With uncertainty off every one is at its central value.
/// </summary>
internal sealed class BlockParameters
{
    private const int Lanes = Block8.Size;
    private readonly ProjectionInputs inputs;
    private readonly CellPlan plan;
    private readonly ParameterSource source;
    private readonly int years;

    // Shape [Act, Wijk, Year, Lane].
    private readonly double[] wijken;

    // Shape [Year, Slot, Lane], where it is known.
    private readonly double[] weekSurvival;
    private readonly bool[] knowsSurvival;

    /// <param name="draws">The chance of events.</param>
    public BlockParameters(ProjectionPlan whole, BlockDraws draws, ParameterSource source)
    {
        (inputs, plan, Draws, this.source) = (whole.Inputs, whole.Cells, draws, source);
        Ranges = new(source);
        years = inputs.Scenario.YearCount;
        Rates = ReferenceRates();
        var walks = new RequestWalks(inputs, plan, source);
        City = walks.City();
        Laws = StayLaws();
        knowsSurvival = new bool[years * plan.Used.Length];
        weekSurvival = new double[knowsSurvival.Length * Lanes];
        (RelativePrice, Deflator, Budget) = Money();
        wijken = walks.Wijken();
        Levers = whole.Levers.Draw(Ranges);
        Unmet = whole.Unmet.Draw(draws, Ranges);
        Waiting = new(inputs.Scenario, inputs.Fit, Ranges);
        TakeOff(OwnRequests.Shares(whole, Waiting));
    }

    /// <summary>The chance of events: no parameter is drawn from it here.</summary>
    public BlockDraws Draws { get; }

    public LeverBlock Levers { get; }

    /// <summary>Stocks of unmet need; of one set at a time.</summary>
    public UnmetBlock Unmet { get; }

    /// <summary>Draws of assumptions within their ranges.</summary>
    public ParameterDraw Ranges { get; }

    public WaitingRules Waiting { get; }

    /// <summary>Chance that who begins within a step of a year is still in care at its end, in eight replicates.</summary>
    public Vector512<double> StillIn(int cell, int year)
    {
        var laws = Laws.AsSpan(((year * plan.Cells.Length) + cell) * StepLaws.Width, StepLaws.Width);
        return Vector512<double>.One
            - (StepLaws.Read(laws, StepLaw.EntrantBeyondPhase1) * StepLaws.Read(laws, StepLaw.EntrantDone));
    }

    /// <summary>
    /// The chance that who began care in a step of a year is still in it a week later, over the ages of a product: half a step
    /// in it is the mean of all entrants. Worked out once, however many gemeenten ask.
    /// </summary>
    /// <returns>Shape [8].</returns>
    public ReadOnlySpan<double> WeekSurvival(int slot, int year)
    {
        var at = (year * plan.Used.Length) + slot;
        var chance = weekSurvival.AsSpan(at * Lanes, Lanes);
        if (!knowsSurvival[at])
        {
            var (first, last) = (plan.FirstCell[slot], plan.FirstCell[slot + 1]);
            var half = inputs.Scenario.SubstepsPerStep / 2.0;
            chance.Clear();
            for (var cell = first; cell < last; cell++)
            {
                LaneSums.Add(chance, StillIn(cell, year));
            }
            for (var lane = 0; lane < Lanes; lane++)
            {
                chance[lane] = FixedMath.Exp(FixedMath.Log(Math.Max(1e-9, chance[lane] / (last - first))) / half);
            }
            knowsSurvival[at] = true;
        }
        return chance;
    }

    /// <summary>Shape [Cell, Sex, Lane]; unit: new requests per person-year.</summary>
    public double[] Rates { get; }

    /// <summary>Shape [Slot, Year, Lane]: the city's level, trend and walk × growth for other reasons.</summary>
    public double[] City { get; }

    /// <summary>What a wijk has beside the city in a year, for the act of a product. Shape [Lane].</summary>
    public ReadOnlySpan<double> WijkOf(int wijk, int product, int year)
    {
        var act = (int)inputs.Fit.Products.Products[product].Act;
        return wijken.AsSpan(((((act * inputs.Fit.Areas.WijkCount) + wijk) * years) + year) * Lanes, Lanes);
    }

    /// <summary>Shape [Year, Cell, <see cref="StepLaws.Width"/>].</summary>
    public double[] Laws { get; }

    /// <summary>Shape [Year, Lane]: level against the base year.</summary>
    public double[] RelativePrice { get; }

    /// <summary>Shape [Year, Lane]: level against the base year.</summary>
    public double[] Deflator { get; }

    /// <summary>Shape [Act, Year, Lane]: real spending against the base year; empty without a vintage.</summary>
    public double[] Budget { get; }

    /// <summary>Relative risks of one buurt. Shape [Slot, Lane].</summary>
    public void FillRisks(int buurt, Span<double> risks)
    {
        var fit = inputs.Fit;
        var draws = DrawsFor(Purpose.RelativeRisk);
        for (var slot = 0; slot < plan.Used.Length; slot++)
        {
            var at = (buurt * fit.Products.ProductCount) + plan.Used[slot];
            var (shape, rate) = (fit.RiskShape[at], fit.RiskRate[at]);
            var target = risks.Slice(slot * Lanes, Lanes);
            if (draws is null || shape >= Fit.CertainShape)
            {
                target.Fill(shape / rate);
                continue;
            }
            var cell = ((uint)buurt << 8) | (uint)plan.Used[slot];
            draws.Gamma(At(cell, 0, Purpose.RelativeRisk), shape, rate, target);
        }
    }

    private double[] ReferenceRates()
    {
        var fit = inputs.Fit;
        var draws = DrawsFor(Purpose.ReferenceRate);
        var rates = new double[plan.Cells.Length * 2 * Lanes];
        for (var c = 0; c < plan.Cells.Length; c++)
        {
            var (_, product, band) = plan.Cells[c];
            var carried = fit.CarriedByRisks.Length > 0 ? fit.CarriedByRisks[product] : 0;
            for (var sex = 0; sex < PopulationTable.SexCount; sex++)
            {
                var at = (((product * fit.Bands.Count) + band) * PopulationTable.SexCount) + sex;
                var (rate, count) = (fit.RequestRate[at], fit.RequestCount[at] / (1 - carried));
                var target = rates.AsSpan(((c * PopulationTable.SexCount) + sex) * Lanes, Lanes);
                if (draws is not null && count > 0 && rate > 0)
                {
                    // The rate rests on so many requests, less the chance in them that is drawn with relative risks: Gamma with
                    // that shape, and the estimate as its mean.
                    var cell = (uint)((product << 5) | band);
                    draws.Gamma(At(cell, 0, Purpose.ReferenceRate, (uint)sex), count, count / rate, target);
                }
                else
                {
                    target.Fill(rate);
                }
            }
        }
        return rates;
    }

    /// <summary>Leaves a share of the new requests for each product. Shape [Slot, Lane].</summary>
    private void TakeOff(double[] shares)
    {
        for (var c = 0; c < plan.Cells.Length; c++)
        {
            var share = shares.AsSpan(plan.Cells[c].Slot * Lanes, Lanes);
            for (var sex = 0; sex < PopulationTable.SexCount; sex++)
            {
                LaneSums.Multiply(Rates.AsSpan(((c * PopulationTable.SexCount) + sex) * Lanes, Lanes), share);
            }
        }
    }

    private double[] StayLaws()
    {
        var fit = inputs.Fit;
        var laws = new double[plan.Cells.Length * years * StepLaws.Width];
        var step = 1.0 / inputs.Scenario.StepsPerYear;
        var leaveRates = inputs.Residents.LeaveRate.Span;
        Span<double> speed = stackalloc double[Lanes];
        speed.Clear();
        var draws = DrawsFor(Purpose.StaySpeed);
        for (var c = 0; c < plan.Cells.Length; c++)
        {
            var (_, product, band) = plan.Cells[c];
            var stay = fit.Stays[product]!;
            draws?.Normal(At((uint)product, 0, Purpose.StaySpeed), speed);
            var eighteen =
                fit.Eighteen is { } told && band == fit.Bands.OfAge(TurningEighteen.Adult) ? told.Rate[product] : 0;
            var comeBack = PoolLaw.Hazard(fit.ReturnRate[product]);
            for (var lane = 0; lane < Lanes; lane++)
            {
                var factor = draws is null ? 1 : FixedMath.Exp(stay.RelativeError * speed[lane]);
                for (var year = 0; year < years; year++)
                {
                    var leave = leaveRates[(year * fit.Bands.Count) + band];
                    StepLaws.Write(
                        QuarterLaw.Of(stay, factor, leave + eighteen, step),
                        PoolLaw.Of(comeBack, leave, step),
                        lane,
                        laws.AsSpan(((year * plan.Cells.Length) + c) * StepLaws.Width, StepLaws.Width)
                    );
                }
            }
        }
        return laws;
    }

    private (double[] Relative, double[] Deflator, double[] Budget) Money()
    {
        var relative = new double[years * Lanes];
        var deflator = new double[years * Lanes];
        var budget = new double[inputs.Paths.IsEmpty ? 0 : 2 * years * Lanes];
        Span<double> price = stackalloc double[Lanes];
        Span<double> inflation = stackalloc double[Lanes];
        Within(inputs.Scenario.Prices.Relative, Purpose.RelativePrice, price);
        Within(inputs.Scenario.Prices.Deflator, Purpose.Deflator, inflation);
        Grow(price, relative);
        Grow(inflation, deflator);
        Span<double> spending = stackalloc double[Lanes];
        foreach (var path in inputs.Paths)
        {
            var levels = budget.AsSpan((int)path.Act * years * Lanes, years * Lanes);
            levels.Fill(1);
            for (var year = 0; year < years; year++)
            {
                Within(path.Steps[year].Rate, Purpose.Spending, spending, (uint)path.Act);
                for (var lane = 0; lane < Lanes; lane++)
                {
                    var before = year == 0 ? 1 : levels[((year - 1) * Lanes) + lane];
                    levels[(year * Lanes) + lane] = before * (1 + spending[lane]);
                }
            }
        }
        return (relative, deflator, budget);
    }

    private void Grow(ReadOnlySpan<double> growth, Span<double> levels)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            var level = 1.0;
            for (var year = 0; year < years; year++)
            {
                levels[(year * Lanes) + lane] = level *= 1 + growth[lane];
            }
        }
    }

    private void Within(Assumption a, Purpose purpose, Span<double> values, uint draw = 0) =>
        Ranges.Within(a, purpose, values, draw: draw);

    private BlockDraws? DrawsFor(Purpose purpose) => source.DrawsFor((uint)purpose);

    private static DrawAddress At(uint cell, uint step, Purpose purpose, uint draw = 0) =>
        new(cell, step, (uint)purpose, draw);
}
