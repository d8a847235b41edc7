using Populatie.Analytics.Kernels;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Projection;

namespace Populatie.Simulation.Steps;

/// <summary>
/// One step of all cells of a buurt, eight replicates at a time. What arises and what becomes of those in care come first;
/// then whoever shares out starts has its say; then care begins. All spans have the shape [Cell, 8]; counts are whole numbers.
/// One instance per thread.
/// </summary>
/// <remarks>
/// The chain of conditional binomials that a stay goes through takes its uniforms from one address: what a count leaves of
/// its uniform decides what becomes of those counted. Error bound: docs/method/sampling.md.
/// </remarks>
/// <param name="codes">Address of each cell within a buurt.</param>
internal sealed class CellStep(ReadOnlyMemory<uint> codes)
{
    private const int Lanes = Block8.Size;
    private const int Buffers = 11;
    private readonly CellRows rows = new(codes);
    private readonly Memory<double> buffers = LineAligned.Memory<double>(Buffers * CellRows.Room);

    /// <summary>New needs: those that become a request, and those that stay hidden.</summary>
    /// <param name="mean">Expected new requests in the step; ≥ 0.</param>
    /// <param name="noRequest">e^−mean, by <see cref="BlockDraws.AtZero"/>.</param>
    /// <param name="hiddenMean">Expected needs without a request; ≥ 0.</param>
    /// <param name="noHidden">e^−mean of those.</param>
    /// <param name="requests">Set.</param>
    /// <param name="hidden">Set.</param>
    public void Arise(
        in BuurtStep at,
        ReadOnlySpan<double> mean,
        ReadOnlySpan<double> noRequest,
        ReadOnlySpan<double> hiddenMean,
        ReadOnlySpan<double> noHidden,
        Span<double> requests,
        Span<double> hidden
    )
    {
        var u = Buffer(0);
        var v = Buffer(1);
        var n = Buffer(2);
        var m = Buffer(3);
        var a = Buffer(4);
        var b = Buffer(5);
        requests.Clear();
        hidden.Clear();
        rows.Find(mean, hiddenMean);
        while (Next(at, Purpose.Requests))
        {
            var all = ..rows.Length;
            rows.Gather(mean, n);
            rows.Gather(noRequest, m);
            at.Draws.PoissonRows(u, n, m, a[all]);
            rows.Gather(hiddenMean, n);
            rows.Gather(noHidden, m);
            at.Draws.PoissonRows(v, n, m, b[all]);
            for (var row = 0; row < rows.Count; row++)
            {
                var cell = rows.Cells[row] * Lanes;
                LaneSums.Copy(Of(a, row), requests[cell..]);
                LaneSums.Copy(Of(b, row), hidden[cell..]);
            }
        }
    }

    /// <summary>Those in care stay, go on to phase 2, end, or are broken off by death or move.</summary>
    /// <param name="ended">Ends of care in this step; set.</param>
    /// <param name="left">Deaths and moves; set.</param>
    public void Stay(in BuurtStep at, Span<double> open1, Span<double> open2, Span<double> ended, Span<double> left)
    {
        var u = Buffer(0);
        var v = Buffer(1);
        var n = Buffer(2);
        var m = Buffer(3);
        var a = Buffer(4);
        var b = Buffer(5);
        var c = Buffer(6);
        var d = Buffer(7);
        var e = Buffer(8);
        ended.Clear();
        left.Clear();
        rows.Find(open1, open2);
        while (Next(at, Purpose.LeavePhase1))
        {
            rows.Gather(open1, n);
            rows.Gather(open2, m);
            var large = Draw(at, StepLaw.LeavePhase1, u, n, a, u);
            Refresh(large, at, Purpose.DoneInPhase1, u, second: false);
            large = Draw(at, StepLaw.DoneInPhase1, u, a, b, u);
            Refresh(large, at, Purpose.DoneInPhase1, u, second: true);
            Draw(at, StepLaw.EndFromPhase1, u, b, c, []);
            large = Draw(at, StepLaw.LeavePhase2, v, m, d, v);
            Refresh(large, at, Purpose.EndFromPhase2, v, second: false);
            Draw(at, StepLaw.EndFromPhase2, v, d, e, []);
            for (var row = 0; row < rows.Count; row++)
            {
                var cell = rows.Cells[row] * Lanes;
                LaneSums.Subtract(open1[cell..], Of(a, row));
                LaneSums.Subtract(open2[cell..], Of(d, row));
                LaneSums.AddDifference(open2[cell..], Of(a, row), Of(b, row));
                LaneSums.Add(ended[cell..], Of(c, row), Of(e, row));
                LaneSums.AddDifference(left[cell..], Of(b, row), Of(c, row));
                LaneSums.AddDifference(left[cell..], Of(d, row), Of(e, row));
            }
        }
    }

    /// <summary>Who was helped until recently: some come back and are added to the requests, others leave the pool for good.</summary>
    public void Return(in BuurtStep at, Span<double> pool, Span<double> requests)
    {
        var u = Buffer(0);
        var v = Buffer(1);
        var n = Buffer(2);
        var a = Buffer(4);
        var b = Buffer(5);
        rows.Find(pool, pool);
        while (Next(at, Purpose.LeavePool))
        {
            rows.Gather(pool, n);
            Draw(at, StepLaw.LeavePool, u, n, a, []);
            Draw(at, StepLaw.ComeBack, v, a, b, []);
            for (var row = 0; row < rows.Count; row++)
            {
                var cell = rows.Cells[row] * Lanes;
                LaneSums.Subtract(pool[cell..], Of(a, row));
                LaneSums.Add(requests[cell..], Of(b, row));
            }
        }
    }

    /// <summary>
    /// Those who begin at a uniform moment within the step are, at its end, in phase 1, in phase 2, ended, or gone.
    /// </summary>
    /// <param name="starts">Who begins.</param>
    /// <param name="ended">Ends of care in this step; set.</param>
    /// <param name="left">Deaths and moves; set.</param>
    public void Enter(
        in BuurtStep at,
        ReadOnlySpan<double> starts,
        Span<double> open1,
        Span<double> open2,
        Span<double> ended,
        Span<double> left
    )
    {
        var u = Buffer(0);
        var v = Buffer(1);
        var n = Buffer(2);
        var a = Buffer(4);
        var b = Buffer(5);
        var c = Buffer(6);
        ended.Clear();
        left.Clear();
        rows.Find(starts, starts);
        while (Next(at, Purpose.EntrantBeyondPhase1))
        {
            rows.Gather(starts, n);
            Draw(at, StepLaw.EntrantBeyondPhase1, u, n, a, []);
            var large = Draw(at, StepLaw.EntrantDone, v, a, b, v);
            Refresh(large, at, Purpose.EntrantEnded, v, second: false);
            Draw(at, StepLaw.EntrantEnded, v, b, c, []);
            for (var row = 0; row < rows.Count; row++)
            {
                var cell = rows.Cells[row] * Lanes;
                LaneSums.AddDifference(open1[cell..], Of(n, row), Of(a, row));
                LaneSums.AddDifference(open2[cell..], Of(a, row), Of(b, row));
                LaneSums.Add(ended[cell..], Of(c, row));
                LaneSums.AddDifference(left[cell..], Of(b, row), Of(c, row));
            }
        }
    }

    /// <summary>Why care ended: plainly (and one may come back), by a step to another product, or to the Wlz.</summary>
    /// <param name="reason">Purpose of the draw.</param>
    /// <param name="reasons">Shape [Cell, <see cref="ReasonLaws.Width"/>].</param>
    /// <param name="pool">Plain ends are added.</param>
    /// <param name="steps">Steps; set.</param>
    public void Divide(
        in BuurtStep at,
        Purpose reason,
        ReadOnlySpan<double> ended,
        ReadOnlySpan<double> reasons,
        Span<double> pool,
        Span<double> steps
    )
    {
        var u = Buffer(0);
        var v = Buffer(1);
        var n = Buffer(2);
        var a = Buffer(4);
        var b = Buffer(5);
        steps.Clear();
        rows.Find(ended, ended);
        while (Next(at, reason))
        {
            var all = ..rows.Length;
            rows.Gather(ended, n);
            at.Draws.BinomialRows(u, n, reasons, rows.Cells, ReasonLaws.Width, a[all], []);
            at.Draws.BinomialRows(v, a, reasons[ChanceLaw.Width..], rows.Cells, ReasonLaws.Width, b[all], []);
            for (var row = 0; row < rows.Count; row++)
            {
                var cell = rows.Cells[row] * Lanes;
                LaneSums.AddDifference(pool[cell..], Of(n, row), Of(a, row));
                LaneSums.Copy(Of(b, row), steps[cell..]);
            }
        }
    }

    /// <summary>The next cells, and the two uniforms of each.</summary>
    private bool Next(in BuurtStep at, Purpose purpose)
    {
        if (!rows.Next(at.Buurt))
        {
            return false;
        }
        at.Draws.UniformRows(rows.Addresses, at.Step, (uint)purpose, Buffer(0), Buffer(1));
        return true;
    }

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
            at.Laws[((int)law * ChanceLaw.Width)..],
            rows.Cells,
            StepLaws.Width,
            count[..rows.Length],
            rest
        );

    /// <summary>A large count uses its uniform up: what becomes of those counted has an address of its own.</summary>
    private void Refresh(bool large, in BuurtStep at, Purpose purpose, Span<double> uniform, bool second)
    {
        if (!large)
        {
            return;
        }
        var (first, other) = (Buffers - 2, Buffers - 1);
        at.Draws.UniformRows(rows.Addresses, at.Step, (uint)purpose, Buffer(first), Buffer(other));
        var fresh = Buffer(second ? other : first);
        for (var i = 0; i < rows.Length; i++)
        {
            uniform[i] = uniform[i] == RowInversion.NoRest ? fresh[i] : uniform[i];
        }
    }

    private Span<double> Buffer(int number) => buffers.Span.Slice(number * CellRows.Room, CellRows.Room);

    private static ReadOnlySpan<double> Of(Span<double> buffer, int row) => buffer.Slice(row * Lanes, Lanes);
}
