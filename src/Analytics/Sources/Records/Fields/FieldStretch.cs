using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Populatie.Analytics.Kernels;

namespace Populatie.Analytics.Sources.Records.Fields;

/// <summary>Makes one number of the last sixteen bytes of each field; lanes do not see each other.</summary>
internal interface IFieldKernel
{
    /// <param name="head">The eight bytes before <paramref name="tail"/>, the first lowest.</param>
    /// <param name="tail">The eight bytes before the end of the field; where it is shorter, of what stands before it too.</param>
    /// <param name="length">Of the field, in bytes.</param>
    /// <returns>Whatever the caller makes values of; bits of <see cref="RowState"/> belong in the highest byte.</returns>
    TWords Convert<TWords>(TWords head, TWords tail, TWords length)
        where TWords : struct, IWords<TWords>;
}

/// <summary>
/// Some rows of a column on their way through lanes: first the bytes of every field are brought together, which is all
/// that has to be done row by row; then a kernel works on several at a time. Short, so that it stays in the nearest cache.
/// Not thread-safe.
/// </summary>
internal sealed class FieldStretch(LaneWidth width)
{
    public const int Rows = 256;

    private const int StateShift = 56;
    private readonly ulong[] heads = new ulong[Rows];
    private readonly ulong[] tails = new ulong[Rows];
    private readonly ulong[] lengths = new ulong[Rows];
    private readonly ulong[] results = new ulong[Rows];

    /// <summary>What a kernel makes of some rows.</summary>
    /// <param name="rows">At most <see cref="Rows"/>.</param>
    public ReadOnlySpan<ulong> Convert<TKernel>(in FieldColumn column, int from, int rows, TKernel kernel)
        where TKernel : struct, IFieldKernel
    {
        Gather(in column, from, rows);
        switch (width)
        {
            case LaneWidth.Scalar:
                Run<TKernel, ScalarWords>(kernel, rows);
                break;
            case LaneWidth.Bits128:
                Run<TKernel, Words128>(kernel, rows);
                break;
            case LaneWidth.Bits256:
                Run<TKernel, Words256>(kernel, rows);
                break;
            default:
                Run<TKernel, Words512>(kernel, rows);
                break;
        }
        return results.AsSpan(0, rows);
    }

    /// <summary>A result with bits of <see cref="RowState"/> in its highest byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TWords WithState<TWords>(TWords value, TWords state)
        where TWords : struct, IWords<TWords> => value | (state << StateShift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte StateOf(ulong result) => (byte)(result >> StateShift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long ValueOf(ulong result) => (long)(result & ((1UL << StateShift) - 1));

    private void Gather(in FieldColumn column, int from, int rows)
    {
        var fields = column;
        ref var head = ref MemoryMarshal.GetArrayDataReference(heads);
        ref var tail = ref MemoryMarshal.GetArrayDataReference(tails);
        ref var length = ref MemoryMarshal.GetArrayDataReference(lengths);
        unchecked
        {
            for (var i = 0; i < rows; i++)
            {
                fields.Find(from + i, out var start, out var end);
                Unsafe.Add(ref head, i) = fields.WordAt(end - 16);
                Unsafe.Add(ref tail, i) = fields.WordAt(end - 8);
                Unsafe.Add(ref length, i) = (ulong)(uint)(end - start);
            }
        }
    }

    private void Run<TKernel, TWords>(TKernel kernel, int rows)
        where TKernel : struct, IFieldKernel
        where TWords : struct, IWords<TWords>
    {
        // Lanes behind the last row work on what was left there; nobody looks at it.
        var lanes = Unsafe.SizeOf<TWords>() / sizeof(ulong);
        for (var i = 0; i < rows; i += lanes)
        {
            var result = kernel.Convert(TWords.Load(in heads[i]), TWords.Load(in tails[i]), TWords.Load(in lengths[i]));
            TWords.Store(result, ref results[i]);
        }
    }
}
