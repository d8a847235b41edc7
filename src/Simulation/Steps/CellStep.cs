using Populatie.Analytics.Kernels;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Blocks;
using Populatie.Simulation.Projection;

namespace Populatie.Simulation.Steps;

/// <summary>
/// One step of all cells of a buurt, eight replicates at a time. What arises and what becomes of those in care come first;
/// then whoever shares out starts has its say; then care begins. All spans have the shape [Cell, 8]; counts are whole numbers.
/// One instance per thread.
/// </summary>
/// <remarks>
/// A cell takes five addresses in a step, and two uniforms from each. What matters for who is in care and who comes back has a
/// uniform of its own, so that two scenarios share it even where their counts differ; for the rest, what a count leaves of its
/// uniform decides what becomes of those counted. Error bound: docs/method/sampling.md.
/// </remarks>
/// <param name="codes">Address of each cell within a buurt.</param>
internal sealed class CellStep(ReadOnlyMemory<uint> codes)
{
    private const int Lanes = Block8.Size;
    private const int Buffers = 10;
    private readonly CellRows rows = new(codes);
    private readonly Memory<double> buffers = LineAligned.Memory<double>(Buffers * CellRows.Room);

    /// <summary>Whose care ended otherwise than plainly, in what was last done.</summary>
    public OtherEnds Others { get; } = new(codes);

    /// <summary>New requests, and those of people helped until recently: some come back, others leave the pool for good.</summary>
    /// <param name="mean">Expected new requests in the step; ≥ 0.</param>
    /// <param name="noRequest">e^−mean, by <see cref="BlockDraws.AtZero"/>.</param>
    /// <param name="requests">Set.</param>
    public void Ask(
        in BuurtStep at,
        ReadOnlySpan<double> mean,
        ReadOnlySpan<double> noRequest,
        Span<double> pool,
        Span<double> requests
    )
    {
        var u = Buffer(0);
        var v = Buffer(1);
        var asked = Buffer(2);
        var gone = Buffer(3);
        var back = Buffer(4);
        requests.Clear();
        rows.Find(at.Order, mean, pool);
        while (rows.Next(at.Buurt))
        {
            rows.Fetch(noRequest);
            Draw(at, Purpose.Requests);
            at.Draws.PoissonRows(u, mean, noRequest, rows.Cells, asked[..rows.Length]);
            Draw(at, StepLaw.LeavePool, v, pool, rows.Cells, gone, []);
            var cells = rows.Cells[..rows.Count];
            for (var row = 0; row < cells.Length; row++)
            {
                var cell = cells[row] * Lanes;
                LaneSums.Subtract(pool[cell..], Of(gone, row));
                Of(asked, row).CopyTo(requests[cell..]);
            }
            // In most cells nobody leaves the pool.
            rows.Narrow(gone);
            at.Draws.UniformRows(rows.Addresses, at.Step, (uint)Purpose.LeavePool, u, v);
            Draw(at, StepLaw.ComeBack, u, gone, [], back, []);
            cells = rows.Cells[..rows.Count];
            for (var row = 0; row < cells.Length; row++)
            {
                LaneSums.Add(requests[(cells[row] * Lanes)..], Of(back, row));
            }
        }
    }

    /// <summary>Those in care stay, go on to phase 2, end, or are broken off by death or move.</summary>
    /// <param name="pool">Plain ends are added.</param>
    /// <param name="gone">Who is no longer in care, for whatever reason; set.</param>
    public void Stay(in BuurtStep at, Span<double> open1, Span<double> open2, Span<double> pool, Span<double> gone)
    {
        var u = Buffer(0);
        var v = Buffer(1);
        var left1 = Buffer(2);
        var done1 = Buffer(3);
        var left2 = Buffer(4);
        var ended = Buffer(5);
        var ended2 = Buffer(6);
        var other = Buffer(7);
        gone.Clear();
        Others.Clear();
        rows.Find(at.Order, open1, open2);
        while (rows.Next(at.Buurt))
        {
            rows.Fetch(pool);
            Draw(at, Purpose.LeavePhase1);
            Draw(at, StepLaw.LeavePhase1, u, open1, rows.Cells, left1, []);
            Draw(at, StepLaw.LeavePhase2, v, open2, rows.Cells, left2, []);
            at.Draws.UniformRows(rows.Addresses, at.Step, (uint)Purpose.DoneInPhase1, u, v);
            var large = Draw(at, StepLaw.DoneInPhase1, u, left1, [], done1, u);
            Refresh(large, at, Purpose.EndFromPhase1, u);
            Draw(at, StepLaw.EndFromPhase1, u, done1, [], ended, []);
            large = Draw(at, StepLaw.EndFromPhase2, v, left2, [], ended2, v);
            Refresh(large, at, Purpose.EndReason, v);
            RowSums.Put(ended[..rows.Length], ended2[..rows.Length], ended[..rows.Length]);
            DrawOther(at, v, ended, other);
            var cells = rows.Cells[..rows.Count];
            for (var row = 0; row < cells.Length; row++)
            {
                var cell = cells[row] * Lanes;
                LaneSums.Subtract(open1[cell..], Of(left1, row));
                LaneSums.Move(open2[cell..], Of(left1, row), Of(done1, row), Of(left2, row));
                LaneSums.Put(gone[cell..], Of(done1, row), Of(left2, row));
                LaneSums.AddDifference(pool[cell..], Of(ended, row), Of(other, row));
                Others.Add(cells[row], Of(other, row));
            }
        }
    }

    /// <summary>
    /// Those who begin at a uniform moment within the step are, at its end, in phase 1, in phase 2, ended, or gone.
    /// </summary>
    /// <param name="starts">Who begins.</param>
    /// <param name="pool">Plain ends are added.</param>
    public void Enter(
        in BuurtStep at,
        ReadOnlySpan<double> starts,
        Span<double> open1,
        Span<double> open2,
        Span<double> pool
    )
    {
        var u = Buffer(0);
        var v = Buffer(1);
        var beyond = Buffer(2);
        var done = Buffer(3);
        var ended = Buffer(4);
        var other = Buffer(5);
        Others.Clear();
        rows.Find(at.Order, starts);
        while (rows.Next(at.Buurt))
        {
            rows.Fetch(open1);
            rows.Fetch(open2);
            rows.Fetch(pool);
            Draw(at, Purpose.EntrantBeyondPhase1);
            var large = Draw(at, StepLaw.EntrantBeyondPhase1, u, starts, rows.Cells, beyond, u);
            Refresh(large, at, Purpose.EntrantEndReason, u);
            large = Draw(at, StepLaw.EntrantDone, v, beyond, [], done, v);
            Refresh(large, at, Purpose.EntrantEnded, v);
            Draw(at, StepLaw.EntrantEnded, v, done, [], ended, []);
            DrawOther(at, u, ended, other);
            var cells = rows.Cells[..rows.Count];
            for (var row = 0; row < cells.Length; row++)
            {
                var cell = cells[row] * Lanes;
                LaneSums.AddDifference(open1[cell..], starts[cell..], Of(beyond, row));
                LaneSums.AddDifference(open2[cell..], Of(beyond, row), Of(done, row));
                LaneSums.AddDifference(pool[cell..], Of(ended, row), Of(other, row));
                Others.Add(cells[row], Of(other, row));
            }
        }
    }

    /// <summary>Of those whose care ended: who did so by a step to another product, or to the Wlz.</summary>
    private void DrawOther(
        in BuurtStep at,
        ReadOnlySpan<double> uniform,
        ReadOnlySpan<double> ended,
        Span<double> other
    ) => at.Draws.BinomialRows(uniform, ended, [], at.Reasons, rows.Cells, ReasonLaws.Width, other[..rows.Length], []);

    /// <summary>The two uniforms of each row, into the first buffers.</summary>
    private void Draw(in BuurtStep at, Purpose purpose) =>
        at.Draws.UniformRows(rows.Addresses, at.Step, (uint)purpose, Buffer(0), Buffer(1));

    private bool Draw(
        in BuurtStep at,
        StepLaw law,
        ReadOnlySpan<double> uniform,
        ReadOnlySpan<double> trials,
        ReadOnlySpan<int> places,
        Span<double> count,
        Span<double> rest
    ) =>
        at.Draws.BinomialRows(
            uniform,
            trials,
            places,
            at.Laws[((int)law * ChanceLaw.Width)..],
            rows.Cells,
            StepLaws.Width,
            count[..rows.Length],
            rest
        );

    /// <summary>A large count uses its uniform up: what becomes of those counted has an address of its own.</summary>
    private void Refresh(bool large, in BuurtStep at, Purpose purpose, Span<double> uniform)
    {
        if (!large)
        {
            return;
        }
        var (first, other) = (Buffers - 2, Buffers - 1);
        at.Draws.UniformRows(rows.Addresses, at.Step, (uint)purpose, Buffer(first), Buffer(other));
        Renew(uniform, Buffer(first), rows.Length);
    }

    /// <summary>Puts a fresh uniform where a large count has left none.</summary>
    internal static void Renew(Span<double> uniform, ReadOnlySpan<double> fresh, int length)
    {
        for (var i = 0; i < length; i++)
        {
            uniform[i] = uniform[i] == RowInversion.NoRest ? fresh[i] : uniform[i];
        }
    }

    private Span<double> Buffer(int number) => buffers.Span.Slice(number * CellRows.Room, CellRows.Room);

    private static ReadOnlySpan<double> Of(Span<double> buffer, int row) => buffer.Slice(row * Lanes, Lanes);
}
