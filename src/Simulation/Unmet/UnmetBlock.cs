using Populatie.Analytics.Evidence;
using Populatie.Analytics.Numerics;
using Populatie.Analytics.Randomness;
using Populatie.Analytics.Records;
using Populatie.Simulation.Chance;
using Populatie.Simulation.Scenarios.Notation;

namespace Populatie.Simulation.Unmet;

/// <summary>
/// Unmet need of the buurten of one coupling set, in eight replicates: the stocks of foregone and hidden need from year to
/// year. Stocks are whole persons; who is still in need is drawn person by person (binomially), so none is ever negative and
/// what a year adds to a stock never exceeds what happened in it (law N4). Not thread-safe; buffers are used again.
/// </summary>
/// <remarks>
/// A need goes away at rate r. Of a stock e^−r is left after a year; of those who went without at an even pace in the year,
/// (1 − e^−r) ÷ r is left at its end.
/// </remarks>
internal sealed class UnmetBlock
{
    private const int Lanes = Block8.Size;
    private const uint TimingCell = 1;
    private const uint HeldCell = 2;
    private const uint ForegoneCell = 3;
    private const uint HiddenCell = 4;

    /// <summary>Parts per buurt and slot.</summary>
    public const int PartCount = 4;

    private readonly UnmetPlan plan;
    private readonly BlockDraws draws;

    // Shape [Act, Lane]: of the stock, and of the newcomers, the share still in need; of the stock when in balance.
    private readonly double[][] foregoneStays;
    private readonly double[][] hiddenStays;
    private readonly double[] hiddenExit;

    // Shape [Slot, Lane].
    private readonly double[] held;

    // Shape [Buurt of the set, Slot, Lane].
    private double[] foregone = [];
    private double[] hidden = [];
    private int[] buurten = [];

    internal UnmetBlock(UnmetPlan plan, BlockDraws draws, ParameterDraw parameters)
    {
        (this.plan, this.draws) = (plan, draws);
        (foregoneStays, _) = Stays(parameters, ForegoneCell, plan.Settings.ForegoneExit);
        (hiddenStays, hiddenExit) = Stays(parameters, HiddenCell, plan.Settings.HiddenExit);
        held = Held(parameters);
    }

    /// <summary>Begins with a set: no stocks. (Follow with <see cref="Seed"/>.)</summary>
    /// <param name="set">Ordinals of its buurten.</param>
    public void Begin(int[] set)
    {
        buurten = set;
        var length = set.Length * plan.Product.Length * Lanes;
        if (foregone.Length < length)
        {
            (foregone, hidden) = (new double[length], new double[length]);
        }
        foregone.AsSpan(0, length).Clear();
        hidden.AsSpan(0, length).Clear();
    }

    /// <summary>Hidden need at the start: a stock in balance with what arises silently, a Poisson count around it.</summary>
    /// <param name="buurt">Position in the set.</param>
    /// <param name="silentPerYear">Shape [8]: needs per year that are not asked for; ≥ 0.</param>
    public void Seed(int buurt, int slot, ReadOnlySpan<double> silentPerYear)
    {
        if (!plan.KnowsRequests[slot])
        {
            return;
        }
        Span<double> mean = stackalloc double[Lanes];
        var exit = hiddenExit.AsSpan((int)plan.Acts[slot] * Lanes, Lanes);
        for (var lane = 0; lane < Lanes; lane++)
        {
            mean[lane] = silentPerYear[lane] / exit[lane];
        }
        draws.Poisson(At(buurt, slot, 0, Purpose.InitialHidden), mean, Of(hidden, buurt, slot));
    }

    /// <summary>Foregone need at the start: the observed years once more, from nobody at the begin of the first.</summary>
    /// <param name="dropped">Shape [Year], up to the base year: who gave up waiting; ≥ 0.</param>
    public void SeedForegone(int buurt, int slot, ReadOnlySpan<long> dropped)
    {
        if (!dropped.ContainsAnyExcept(0))
        {
            return;
        }
        Span<double> went = stackalloc double[Lanes];
        var stays = foregoneStays[(int)plan.Acts[slot]];
        for (var year = 0; year < dropped.Length; year++)
        {
            went.Fill(dropped[year]);
            Turn(At(buurt, slot, year, Purpose.InitialForegone), stays, went, Of(foregone, buurt, slot));
        }
    }

    /// <summary>The year is over: brings the stocks up to its end and tells the four parts. Once per buurt, slot and year, in order of years.</summary>
    /// <param name="buurt">Position in the set.</param>
    /// <param name="parts">Shape [<see cref="UnmetKind"/>, 8]: persons on the last day; whole, ≥ 0; their sum is unmet need.</param>
    public void CloseYear(int buurt, int slot, int year, in UnmetYear flows, Span<double> parts)
    {
        var act = (int)plan.Acts[slot];
        Span<double> went = stackalloc double[Lanes];
        flows.OverNorm[..Lanes].CopyTo(Part(parts, UnmetKind.Waiting));
        draws.Binomial(
            At(buurt, slot, year, Purpose.Held),
            flows.InCare,
            held.AsSpan(slot * Lanes, Lanes),
            Part(parts, UnmetKind.Held)
        );
        for (var lane = 0; lane < Lanes; lane++)
        {
            went[lane] = flows.Dropped[lane] + flows.OutOfScope[lane];
        }
        Turn(At(buurt, slot, year, Purpose.ForegoneStays), foregoneStays[act], went, Of(foregone, buurt, slot));
        if (plan.KnowsRequests[slot])
        {
            Turn(At(buurt, slot, year, Purpose.HiddenStays), hiddenStays[act], flows.Silent, Of(hidden, buurt, slot));
        }
        Of(foregone, buurt, slot).CopyTo(Part(parts, UnmetKind.Foregone));
        Of(hidden, buurt, slot).CopyTo(Part(parts, UnmetKind.Hidden));
    }

    /// <summary>A year of a stock: who of it, and of those who joined, still is in need.</summary>
    private void Turn(in DrawAddress at, double[] stays, ReadOnlySpan<double> joined, Span<double> stock)
    {
        Span<double> old = stackalloc double[Lanes];
        Span<double> added = stackalloc double[Lanes];
        draws.Binomials(at, stock, stays.AsSpan(0, Lanes), old, joined, stays.AsSpan(Lanes, Lanes), added);
        for (var lane = 0; lane < Lanes; lane++)
        {
            stock[lane] = old[lane] + added[lane];
        }
    }

    /// <returns>Per act, shape [2, Lane]: what is left of a stock, and of the newcomers. And the rates, shape [Act, Lane].</returns>
    private static (double[][] Left, double[] Rates) Stays(
        ParameterDraw draws,
        uint cell,
        IReadOnlyDictionary<Act, Assumption> exits
    )
    {
        var acts = Enum.GetValues<Act>();
        var rates = new double[acts.Length * Lanes];
        var left = new double[acts.Length][];
        foreach (var act in acts)
        {
            var own = rates.AsSpan((int)act * Lanes, Lanes);
            draws.Within(exits[act], Purpose.UnmetSetting, own, cell, (uint)act);
            left[(int)act] = new double[2 * Lanes];
            for (var lane = 0; lane < Lanes; lane++)
            {
                left[(int)act][lane] = FixedMath.Exp(-own[lane]);
                left[(int)act][Lanes + lane] = Math.Min(1, -FixedMath.Expm1(-own[lane]) / own[lane]);
            }
        }
        return (left, rates);
    }

    private double[] Held(ParameterDraw parameters)
    {
        var shares = new double[plan.Product.Length * Lanes];
        Span<double> timing = stackalloc double[Lanes];
        Span<double> late = stackalloc double[Lanes];
        parameters.Within(plan.Settings.HeldTiming, Purpose.UnmetSetting, timing, TimingCell);
        parameters.Within(plan.Settings.HeldShare, Purpose.UnmetSetting, late, HeldCell);
        for (var slot = 0; slot < plan.Product.Length; slot++)
        {
            for (var lane = 0; lane < Lanes && plan.Referred[slot] > 0; lane++)
            {
                shares[(slot * Lanes) + lane] = Math.Clamp(
                    HeldShare.LongerThan(plan.Stays[slot], timing[lane]) * plan.Referred[slot] * late[lane],
                    0,
                    1
                );
            }
        }
        return shares;
    }

    /// <summary>What is drawn at an address of <see cref="Purpose.UnmetSetting"/>, and its unit.</summary>
    internal static (string Name, Unit Unit) NameOf(uint cell, uint draw)
    {
        var act = (Act)draw == Act.Wmo ? "wmo" : "jeugd";
        return cell switch
        {
            TimingCell => ("unmet.held-timing", Unit.Number),
            HeldCell => ("unmet.held-share", Unit.Percent),
            ForegoneCell => ($"unmet.foregone-exit.{act}", Unit.Percent),
            _ => ($"unmet.hidden-exit.{act}", Unit.Percent),
        };
    }

    private DrawAddress At(int buurt, int slot, int year, Purpose purpose) =>
        new(((uint)buurten[buurt] << 8) | (uint)plan.Product[slot], (uint)year, (uint)purpose);

    private Span<double> Of(double[] stock, int buurt, int slot) =>
        stock.AsSpan(((buurt * plan.Product.Length) + slot) * Lanes, Lanes);

    private static Span<double> Part(Span<double> parts, UnmetKind part) => parts.Slice((int)part * Lanes, Lanes);
}
