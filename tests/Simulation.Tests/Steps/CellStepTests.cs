using Populatie.Analytics.Kernels;
using Populatie.Analytics.Need;
using Populatie.Analytics.Numerics;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Steps;
using Populatie.Simulation.Tests.Reference;

namespace Populatie.Simulation.Tests.Steps;

/// <summary>One step of the cells of a buurt, all at once.</summary>
public sealed class CellStepTests
{
    private const int Lanes = Block8.Size;
    private const double Quarter = 0.25;
    private static readonly StayModel Stay = new(0.9, 0.6, 0.5, 0);
    private static readonly QuarterLaw Law = QuarterLaw.Of(Stay, 1, 0.15, Quarter);
    private static readonly PoolLaw Recent = PoolLaw.Of(0.7, 0.15, Quarter);

    [Fact]
    [Trait("Speed", "slow")]
    public void Joint_counts_are_those_of_persons_placed_one_by_one()
    {
        const int steps = 40_000;
        const int cells = 5;
        var naive = new NaiveCellStep(new Random(8))
        {
            Mean = 0.6,
            FromPhase1 = new(Law.Stay1, Law.Advance1, Law.End1),
            FromPhase2 = new(0, Law.Stay2, Law.End2),
            Entrant = new(Law.Enter1, Law.Enter2, Law.EnterEnd),
            ComeBack = Recent.Leave * Recent.Return,
            Expire = Recent.Leave * (1 - Recent.Return),
            Step = 0.25,
            Wlz = 0.15,
        };
        var ours = new Dictionary<(int, int, int, int, int), (int Ours, int Theirs)>();
        for (var step = 0u; step < steps / (cells * Lanes); step++)
        {
            var board = new Board(cells);
            board.Mean.AsSpan().Fill(0.6);
            board.Open1.AsSpan().Fill(3);
            board.Open2.AsSpan().Fill(2);
            board.Pool.AsSpan().Fill(2);
            board.Run(BlockDraws.For(LaneChoice.Current, 31, 0), step);
            for (var i = 0; i < cells * Lanes; i++)
            {
                Count(
                    (
                        (int)board.Open1[i],
                        (int)board.Open2[i],
                        (int)board.Pool[i],
                        (int)board.Requests[i],
                        (int)board.Others[i]
                    ),
                    own: true
                );
                var cell = naive.Run(3, 2, 2);
                Count((cell.Open1, cell.Open2, cell.Pool, cell.Requests, cell.Others), own: false);
            }
        }
        void Count((int, int, int, int, int) outcome, bool own)
        {
            var (a, b) = ours.GetValueOrDefault(outcome);
            ours[outcome] = own ? (a + 1, b) : (a, b + 1);
        }

        // Two samples of equal size from one law: Σ (a − b)² / (a + b) is χ². Rare outcomes go together.
        var (chi, degrees, rareOurs, rareTheirs) = (0.0, -1, 0, 0);
        foreach (var (a, b) in ours.Values)
        {
            if (a + b < 16)
            {
                (rareOurs, rareTheirs) = (rareOurs + a, rareTheirs + b);
                continue;
            }
            chi += (double)(a - b) * (a - b) / (a + b);
            degrees++;
        }
        chi += (double)(rareOurs - rareTheirs) * (rareOurs - rareTheirs) / Math.Max(1, rareOurs + rareTheirs);
        degrees.ShouldBeGreaterThan(200);
        FixedMath.GammaUpperCdf(chi / 2, (degrees + 1) / 2.0).ShouldBeInRange(3.4e-6, 1 - 3.4e-6);
    }

    [Fact]
    public void Every_width_gives_the_same_bits_and_nobody_is_lost()
    {
        const int cells = 29;
        var boards = Enum.GetValues<LaneWidth>().Select(w => (Board: new Board(cells), Width: w)).ToArray();
        foreach (var (board, width) in boards)
        {
            var random = new Random(4);
            for (var i = 0; i < cells * Lanes; i++)
            {
                // Some cells empty, some large enough for the search from the mode.
                var size = Math.Pow(10, i / Lanes % 6) / 10;
                board.Mean[i] = i / Lanes % 7 == 0 ? 0 : size * random.NextDouble();
                board.Open1[i] = (float)Math.Floor(size * 3 * random.NextDouble());
                board.Open2[i] = (float)Math.Floor(size * 2 * random.NextDouble());
                board.Pool[i] = (float)Math.Floor(size * random.NextDouble());
            }
            var draws = BlockDraws.For(width, 5, 8);
            for (var step = 0u; step < 12; step++)
            {
                var before = board.Open1.Zip(board.Open2, (a, b) => a + b).ToArray();
                board.Run(draws, step);
                for (var i = 0; i < cells * Lanes; i++)
                {
                    var stayed = before[i] - board.Gone[i];
                    ((double)board.Open1[i] + board.Open2[i]).ShouldBe(stayed + board.Entered[i]);
                    board.Entered[i].ShouldBeInRange(0, board.Requests[i]);
                    board.Began[i].ShouldBe(board.Requests[i]);
                    Math.Min(board.Open1[i], Math.Min(board.Open2[i], board.Pool[i])).ShouldBeGreaterThanOrEqualTo(0);
                }
            }
        }
        foreach (var (board, _) in boards.AsSpan(1))
        {
            board.Open1.ShouldBe(boards[0].Board.Open1);
            board.Open2.ShouldBe(boards[0].Board.Open2);
            board.Pool.ShouldBe(boards[0].Board.Pool);
            board.Others.ShouldBe(boards[0].Board.Others);
        }
    }

    [Fact]
    public void A_cell_does_not_depend_on_which_others_have_somebody()
    {
        var (alone, together) = (new Board(12), new Board(12));
        foreach (var board in new[] { alone, together })
        {
            board.Open1.AsSpan(5 * Lanes, Lanes).Fill(9);
            board.Mean.AsSpan(5 * Lanes, Lanes).Fill(0.7);
        }
        together.Open1.AsSpan(0, 3 * Lanes).Fill(400);
        together.Mean.AsSpan(7 * Lanes).Fill(80);
        for (var step = 0u; step < 6; step++)
        {
            alone.Run(BlockDraws.For(LaneChoice.Current, 9, 0), step);
            together.Run(BlockDraws.For(LaneChoice.Current, 9, 0), step);
        }
        var cell = (5 * Lanes)..(6 * Lanes);
        together.Open1[cell].ShouldBe(alone.Open1[cell]);
        together.Open2[cell].ShouldBe(alone.Open2[cell]);
        together.Pool[cell].ShouldBe(alone.Pool[cell]);
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        var board = new Board(20);
        board.Mean.AsSpan().Fill(0.8);
        var draws = BlockDraws.For(LaneChoice.Current, 9, 0);
        board.Run(draws, 0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        board.Run(draws, 1);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    /// <summary>One buurt without a queue.</summary>
    private sealed class Board
    {
        private readonly CellStep step;
        private readonly int[] order;
        private readonly double[] laws;
        private readonly double[] reasons;
        private readonly double[] noRequest;

        public Board(int cells)
        {
            // Each cell is a product of its own.
            int[] all = [.. Enumerable.Range(0, cells)];
            step = new(all.Select(c => (uint)c).ToArray(), all);
            order = [.. Enumerable.Range(0, cells).OrderBy(c => c * 7 % 5)];
            laws = new double[cells * StepLaws.Width];
            reasons = new double[cells * ReasonLaws.Width];
            for (var i = 0; i < cells * Lanes; i++)
            {
                var cell = i / Lanes;
                StepLaws.Write(Law, Recent, i % Lanes, laws.AsSpan(cell * StepLaws.Width, StepLaws.Width));
                ReasonLaws.Write(0.25, 0.15, i % Lanes, reasons.AsSpan(cell * ReasonLaws.Width, ReasonLaws.Width));
            }
            double[] PerCell() => new double[cells * Lanes];
            (Mean, noRequest, Gone, Others) = (PerCell(), PerCell(), PerCell(), PerCell());
            float[] People() => new float[cells * Lanes];
            (Open1, Open2, Pool, Requests) = (People(), People(), People(), People());
            (Began, Entered) = (PerCell(), PerCell());
        }

        public double[] Mean { get; }

        public float[] Open1 { get; }

        public float[] Open2 { get; }

        public float[] Pool { get; }

        public float[] Requests { get; }

        /// <summary>Of those in care at the begin: who is not any more.</summary>
        public double[] Gone { get; }

        public double[] Began { get; }

        /// <summary>Of those who began: who is in care at the end.</summary>
        public double[] Entered { get; }

        /// <summary>Ended otherwise than plainly.</summary>
        public double[] Others { get; }

        public void Run(BlockDraws draws, uint ordinal)
        {
            var at = new BuurtStep(draws, 3 << 13, ordinal, order, laws, reasons);
            draws.AtZero(Mean, noRequest);
            Others.AsSpan().Clear();
            step.Ask(at, Mean, noRequest, Pool, Requests);
            step.Stay(at, Open1, Open2, Pool, Gone);
            CountOthers();
            Entered.AsSpan().Clear();
            step.Enter(at, Requests, Open1, Open2, Pool, Began, Entered);
            CountOthers();
        }

        private void CountOthers()
        {
            for (var i = 0; i < step.Others.Count; i++)
            {
                var (cell, lane, _) = step.Others[i];
                Others[(cell * Lanes) + lane]++;
            }
        }
    }
}
