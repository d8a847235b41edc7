using System.Runtime.Intrinsics;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Blocks;
using Populatie.Simulation.Chance;

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
/// <param name="slotOf">Under which product each cell counts.</param>
internal sealed class CellStep(ReadOnlyMemory<uint> codes, ReadOnlyMemory<int> slotOf)
{
    private const int Lanes = Block8.Size;
    private const int Buffers = 12;
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
        Span<float> pool,
        Span<float> requests
    )
    {
        var u = Buffer(0);
        var v = Buffer(1);
        var asked = Buffer(2);
        var gone = Buffer(3);
        var back = Buffer(4);
        var recent = Buffer(5);
        requests.Clear();
        rows.Find(at.Order, mean, pool);
        while (rows.Next(at.Buurt))
        {
            rows.Fetch(noRequest);
            Draw(at, Purpose.Requests);
            at.Draws.PoissonRows(u, mean, noRequest, rows.Cells, asked[..rows.Length]);
            rows.Gather(pool, recent);
            Draw(at, StepLaw.LeavePool, v, recent, gone, []);
            var cells = rows.Cells[..rows.Count];
            for (var row = 0; row < cells.Length; row++)
            {
                var cell = cells[row] * Lanes;
                Counts.Store(Of(recent, row) - Of(gone, row), pool[cell..]);
                Counts.Store(Of(asked, row), requests[cell..]);
            }
            // In most cells nobody leaves the pool.
            rows.Narrow(gone);
            at.Draws.UniformRows(rows.Addresses, at.Step, (uint)Purpose.LeavePool, u, v);
            Draw(at, StepLaw.ComeBack, u, gone, back, []);
            cells = rows.Cells[..rows.Count];
            for (var row = 0; row < cells.Length; row++)
            {
                Counts.Add(requests[(cells[row] * Lanes)..], Of(back, row));
            }
        }
    }

    /// <summary>Those in care stay, go on to phase 2, end, or are broken off by death, move or turning eighteen.</summary>
    /// <param name="pool">Plain ends are added.</param>
    /// <param name="left">Shape [Slot, 8]: who is no longer in care, for whatever reason; set.</param>
    public void Stay(in BuurtStep at, Span<float> open1, Span<float> open2, Span<float> pool, Span<double> left)
    {
        var u = Buffer(0);
        var v = Buffer(1);
        var left1 = Buffer(2);
        var done1 = Buffer(3);
        var left2 = Buffer(4);
        var ended = Buffer(5);
        var ended2 = Buffer(6);
        var other = Buffer(7);
        var first = Buffer(8);
        var second = Buffer(9);
        var slots = slotOf.Span;
        left.Clear();
        Others.Clear();
        rows.Find(at.Order, open1, open2);
        while (rows.Next(at.Buurt))
        {
            rows.Fetch(pool);
            Draw(at, Purpose.LeavePhase1);
            rows.Gather(open1, first);
            rows.Gather(open2, second);
            Draw(at, StepLaw.LeavePhase1, u, first, left1, []);
            Draw(at, StepLaw.LeavePhase2, v, second, left2, []);
            at.Draws.UniformRows(rows.Addresses, at.Step, (uint)Purpose.DoneInPhase1, u, v);
            var large = Draw(at, StepLaw.DoneInPhase1, u, left1, done1, u);
            Refresh(large, at, Purpose.EndFromPhase1, u);
            Draw(at, StepLaw.EndFromPhase1, u, done1, ended, []);
            large = Draw(at, StepLaw.EndFromPhase2, v, left2, ended2, v);
            Refresh(large, at, Purpose.EndReason, v);
            RowSums.Put(ended[..rows.Length], ended2[..rows.Length], ended[..rows.Length]);
            DrawOther(at, v, ended, other);
            var cells = rows.Cells[..rows.Count];
            for (var row = 0; row < cells.Length; row++)
            {
                var cell = cells[row] * Lanes;
                var (from1, done, from2) = (Of(left1, row), Of(done1, row), Of(left2, row));
                Counts.Store(Of(first, row) - from1, open1[cell..]);
                Counts.Store(Of(second, row) + (from1 - done - from2), open2[cell..]);
                LaneSums.Add(left[(slots[cells[row]] * Lanes)..], done + from2);
                Counts.Add(pool[cell..], Of(ended, row) - Of(other, row));
                Others.Add(cells[row], other.Slice(row * Lanes, Lanes));
            }
        }
    }

    /// <summary>
    /// Those who begin at a uniform moment within the step are, at its end, in phase 1, in phase 2, ended, or gone.
    /// </summary>
    /// <param name="starts">Who begins.</param>
    /// <param name="pool">Plain ends are added.</param>
    /// <param name="began">Shape [Slot, 8]: who begins; set.</param>
    /// <param name="inCare">Shape [Slot, 8]: who of them is in care at the end is added.</param>
    public void Enter(
        in BuurtStep at,
        ReadOnlySpan<float> starts,
        Span<float> open1,
        Span<float> open2,
        Span<float> pool,
        Span<double> began,
        Span<double> inCare
    )
    {
        var u = Buffer(0);
        var v = Buffer(1);
        var beyond = Buffer(2);
        var done = Buffer(3);
        var ended = Buffer(4);
        var other = Buffer(5);
        var begin = Buffer(6);
        var slots = slotOf.Span;
        began.Clear();
        Others.Clear();
        rows.Find(at.Order, starts);
        while (rows.Next(at.Buurt))
        {
            rows.Fetch(open1);
            rows.Fetch(open2);
            rows.Fetch(pool);
            rows.Gather(starts, begin);
            Draw(at, Purpose.EntrantBeyondPhase1);
            var large = Draw(at, StepLaw.EntrantBeyondPhase1, u, begin, beyond, u);
            Refresh(large, at, Purpose.EntrantEndReason, u);
            large = Draw(at, StepLaw.EntrantDone, v, beyond, done, v);
            Refresh(large, at, Purpose.EntrantEnded, v);
            Draw(at, StepLaw.EntrantEnded, v, done, ended, []);
            DrawOther(at, u, ended, other);
            var cells = rows.Cells[..rows.Count];
            for (var row = 0; row < cells.Length; row++)
            {
                var cell = cells[row] * Lanes;
                var slot = slots[cells[row]] * Lanes;
                var (all, later, over) = (Of(begin, row), Of(beyond, row), Of(done, row));
                LaneSums.Add(began[slot..], all);
                LaneSums.Add(inCare[slot..], all - over);
                Counts.Add(open1[cell..], all - later);
                Counts.Add(open2[cell..], later - over);
                Counts.Add(pool[cell..], Of(ended, row) - Of(other, row));
                Others.Add(cells[row], other.Slice(row * Lanes, Lanes));
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
        Span<double> count,
        Span<double> rest
    ) =>
        at.Draws.BinomialRows(
            uniform,
            trials,
            [],
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

    private static Vector512<double> Of(Span<double> buffer, int row) => LaneSums.Load(buffer[(row * Lanes)..]);
}
