using Populatie.Analytics.Kernels;
using Populatie.Analytics.Need;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Chance;
using Populatie.Simulation.Steps;

namespace Populatie.Benchmarks;

/// <summary>
/// The cells of one buurt without a queue: small ones, as most are. Expected requests run from e⁻² to e^½ a year over the
/// cells, and stays are slower or quicker by up to a tenth in every cell and replicate, as an uncertain model has them.
/// </summary>
internal sealed class BuurtBoard
{
    public const int Cells = 160;
    private const int Lanes = Block8.Size;
    private const double Quarter = 0.25;
    private const double Step = 0.15;
    private const double Wlz = 0.03;
    private static readonly StayModel Stay = new(0.8, 0.4, 0.3, 0);
    private static readonly PoolLaw Pool = PoolLaw.Of(0.4, 0.05, Quarter);

    private readonly uint[] addresses = [.. Enumerable.Range(0, Cells).Select(c => (uint)c)];
    private readonly CellStep cellStep;
    private readonly BlockDraws draws;
    private readonly double[] laws = new double[Cells * StepLaws.Width];
    private readonly double[] reasons = new double[Cells * ReasonLaws.Width];
    private readonly double[] mean = PerCell();
    private readonly double[] noRequest = PerCell();
    private readonly float[] open1 = new float[Cells * Lanes];
    private readonly float[] open2 = new float[Cells * Lanes];
    private readonly float[] pool = new float[Cells * Lanes];
    private readonly float[] requests = new float[Cells * Lanes];
    private readonly double[] left = PerCell();
    private readonly double[] began = PerCell();
    private readonly double[] inCare = PerCell();
    private readonly int[] order = [.. Enumerable.Range(0, Cells)];
    private uint step;
    private long onward;

    public BuurtBoard(LaneWidth width)
    {
        cellStep = new(addresses, order);
        draws = BlockDraws.For(width, 1, 0);
        for (var i = 0; i < Cells * Lanes; i++)
        {
            var (cell, lane) = (i / Lanes, i % Lanes);
            mean[i] = MeanOf(cell);
            StepLaws.Write(LawOf(i), Pool, lane, laws.AsSpan(cell * StepLaws.Width, StepLaws.Width));
            ReasonLaws.Write(Step, Wlz, lane, reasons.AsSpan(cell * ReasonLaws.Width, ReasonLaws.Width));
        }
        draws.AtZero(mean, noRequest);
        // Until nothing depends on the empty start any more.
        for (var i = 0; i < 200; i++)
        {
            _ = Advance();
        }
    }

    /// <summary>What the rivals need to know of a chance.</summary>
    public const int ChanceCount = 12;

    /// <summary>
    /// The chances of a step as the rivals take them, each given that the ones before did not happen. Shape [Chance, Cell,
    /// Replicate].
    /// </summary>
    public static double[] Chances()
    {
        var chances = new double[ChanceCount * Cells * Lanes];
        for (var i = 0; i < Cells * Lanes; i++)
        {
            var law = LawOf(i);
            double[] own =
            [
                1 - law.Stay1,
                1 - (law.Advance1 / (1 - law.Stay1)),
                law.End1 / (1 - law.Stay1 - law.Advance1),
                1 - law.Stay2,
                law.End2 / (1 - law.Stay2),
                1 - law.Enter1,
                1 - (law.Enter2 / (1 - law.Enter1)),
                law.EnterEnd / (1 - law.Enter1 - law.Enter2),
                Pool.Leave,
                Pool.Return,
                Step + Wlz,
                Step / (Step + Wlz),
            ];
            for (var chance = 0; chance < ChanceCount; chance++)
            {
                chances[(chance * Cells * Lanes) + i] = own[chance];
            }
        }
        return chances;
    }

    private static QuarterLaw LawOf(int cellAndLane) =>
        QuarterLaw.Of(Stay, 0.9 + (0.2 * ((cellAndLane * 37 % 101) / 100.0)), 0.05, Quarter);

    /// <summary>Expected new requests in a quarter.</summary>
    public static double MeanOf(int cell) => Quarter * Math.Exp(-2 + (2.5 * (cell + 0.5) / Cells));

    public double InCare => (open1.Sum() + open2.Sum()) / (Cells * Lanes);

    /// <summary>One step; gives its cell-steps.</summary>
    public long Advance()
    {
        var at = new BuurtStep(draws, 0, step++, order, laws, reasons);
        cellStep.Ask(at, mean, noRequest, pool, requests);
        cellStep.Stay(at, open1, open2, pool, left);
        onward += Onward(Purpose.StepTarget);
        cellStep.Enter(at, requests, open1, open2, pool, began, inCare);
        onward += Onward(Purpose.EntrantStepTarget);
        GC.KeepAlive(onward);
        return Cells * Lanes;
    }

    /// <summary>How many go on to other care: each person by a uniform of its own.</summary>
    private int Onward(Purpose target)
    {
        var (count, others) = (0, cellStep.Others);
        others.Draw(draws, 0, step, target);
        for (var i = 0; i < others.Count; i++)
        {
            count += others[i].Uniform * (Step + Wlz) < Step ? 1 : 0;
        }
        return count;
    }

    /// <summary>Only the uniforms of a step in which everything happens in every cell: the bound that the generator sets.</summary>
    public long Addresses()
    {
        const int purposes = 3;
        for (var purpose = 0u; purpose < purposes; purpose++)
        {
            draws.UniformRows(addresses, step, purpose, began, left);
        }
        step++;
        return Cells * Lanes;
    }

    private static double[] PerCell() => new double[Cells * Lanes];
}
