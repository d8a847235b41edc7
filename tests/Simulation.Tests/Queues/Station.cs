using Populatie.Analytics.Kernels;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Queues;
using Populatie.Simulation.Tests.Reference;

namespace Populatie.Simulation.Tests.Queues;

/// <summary>One list on the real board, with a Poisson number of requests and stays that end by chance.</summary>
/// <param name="weeks">Length of a substep in weeks.</param>
/// <param name="substeps">Substeps per step: the stays of a step are drawn at once, as the projection does.</param>
internal sealed class Station(Erlang law, double weeks, int substeps)
{
    private const uint Coming = 900;
    private const uint Leaving = 901;

    private readonly List<double> inCare = [];

    /// <summary>Mean over replicates, and its standard error.</summary>
    internal readonly record struct Estimate(double Mean, double Error);

    /// <summary>Who waits on average at the end of a step, and the share of requests that waited.</summary>
    /// <param name="horizon">Weeks that count; a tenth of them goes before.</param>
    public (Estimate Waiting, Estimate MustWait) Simulate(int blocks, double horizon, ulong seed)
    {
        var (waiting, mustWait) = (new List<double>(), new List<double>());
        for (var block = 0; block < blocks; block++)
        {
            Block(BlockDraws.For(LaneWidth.Bits256, seed, block * Lists.Lanes), horizon, waiting, mustWait);
        }
        return (Of(waiting), Of(mustWait));
    }

    /// <summary>Who is in care on average at the end of a step; after <see cref="Simulate"/>.</summary>
    public Estimate InCare => Of(inCare);

    private void Block(BlockDraws draws, double horizon, List<double> waiting, List<double> mustWait)
    {
        var board = new QueueBoard(Lists.Single(substeps));
        var inputs = new QueueInputs(board.Plan);
        var length = weeks * substeps;
        var (stay, entrantStays) = (
            Math.Exp(-length / law.Stay),
            (1 - Math.Exp(-length / law.Stay)) * law.Stay / length
        );
        Array.Fill(inputs.Places, law.Places);
        Array.Fill(inputs.Survival, Math.Exp(-weeks / law.Stay));
        Array.Fill(inputs.DropOut, 1 - Math.Exp(-weeks / law.Patience));
        var (queue, came, atOnce) = (new double[Lists.Lanes], new double[Lists.Lanes], new double[Lists.Lanes]);
        var open = new double[Lists.Lanes];
        Span<double> mean = stackalloc double[Lists.Lanes];
        Span<double> end = stackalloc double[Lists.Lanes];
        Span<double> endSoon = stackalloc double[Lists.Lanes];
        Span<double> soon = stackalloc double[Lists.Lanes];
        mean.Fill(law.Requests * length);
        end.Fill(1 - stay);
        endSoon.Fill(1 - entrantStays);
        var steps = (uint)(horizon / length);
        var warm = steps / 10;
        for (var step = 0u; step < steps + warm; step++)
        {
            draws.Poisson(new(0, step, Coming), mean, inputs.Arrivals);
            draws.Binomial(new(0, step, Leaving), inputs.Open, end, inputs.Ends);
            board.Outputs.ForgetWaits();
            board.Step(inputs, draws, 0, step);
            draws.Binomial(new(0, step, Leaving, 1), board.Outputs.Started, endSoon, soon);
            for (var lane = 0; lane < Lists.Lanes; lane++)
            {
                inputs.Open[lane] += board.Outputs.Started[lane] - inputs.Ends[lane] - soon[lane];
                if (step >= warm)
                {
                    open[lane] += inputs.Open[lane] / steps;
                    queue[lane] += board.Outputs.Waiting[lane] / steps;
                    came[lane] += board.Outputs.Arrived[lane];
                    atOnce[lane] += board.Outputs.WaitHistogram[lane];
                }
            }
        }
        inCare.AddRange(open);
        waiting.AddRange(queue);
        mustWait.AddRange(came.Zip(atOnce, (c, a) => 1 - (a / c)));
    }

    private static Estimate Of(List<double> values)
    {
        var mean = values.Average();
        return new(mean, Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1) / values.Count));
    }
}
