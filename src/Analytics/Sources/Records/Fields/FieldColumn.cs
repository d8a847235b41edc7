using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Populatie.Analytics.Sources.Records.Fields;

/// <summary>
/// One column of a block of rows, as stretches of text. Row by row the kernels either make the value of a field or decline:
/// then the careful reader looks at that row. Around the text lie 64 readable bytes on both sides.
/// </summary>
internal readonly ref struct FieldColumn
{
    // Four fields and no more: then the compiler keeps a copy of this in registers.
    private readonly ref byte text;
    private readonly ref int ends;
    private readonly ref int firstMark;
    private readonly bool last;

    /// <param name="firstMark">Shape [row]; as <see cref="RowTable"/> has them.</param>
    public FieldColumn(Span<byte> text, ReadOnlySpan<int> marks, ReadOnlySpan<int> firstMark, int field, bool last)
    {
        this.text = ref MemoryMarshal.GetReference(text);
        ends = ref Unsafe.Add(ref MemoryMarshal.GetReference(marks), field);
        this.firstMark = ref MemoryMarshal.GetReference(firstMark);
        this.last = last;
    }

    /// <summary>Where the field of a row begins and ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Find(int row, out int start, out int end)
    {
        ref var mark = ref Unsafe.Add(ref ends, Unsafe.Add(ref firstMark, row));
        start = Unsafe.Add(ref mark, -1) + 1;
        end = mark;
        if (last && end > start && At(end - 1) == '\r')
        {
            end--;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte At(int offset) => Unsafe.Add(ref text, offset);

    /// <summary>Eight bytes from an offset on, the first lowest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong WordAt(int offset) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref text, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ushort PairAt(int offset) => Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref text, offset));

    public ReadOnlySpan<byte> Span(int start, int end) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref text, start), end - start);

    /// <summary>Whether a field has a space at either end: what does not count there, only the careful reader knows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsPadded(int start, int end) => At(start) == ' ' || At(end - 1) == ' ';
}
