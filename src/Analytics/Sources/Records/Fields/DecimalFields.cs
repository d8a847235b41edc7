using System.Runtime.CompilerServices;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Sources.Records.Fields;

/// <summary>
/// Columns of numbers: coordinates as millimetres, hours as minutes, cents, years. Digits with at most one decimal mark and
/// no sign; longer or other texts are declined. Halves round up, which is away from zero where there is no sign.
/// </summary>
internal static class DecimalFields
{
    /// <summary>Metres as whole millimetres; <see cref="UseBatch.UnknownCoordinate"/> where empty.</summary>
    public static void Millimetres(in FieldColumn column, FieldStretch stretch, Span<int> target, Span<byte> state) =>
        Read(in column, stretch, Scaled.Millimetres, target, state);

    /// <summary>Hours as whole minutes; <see cref="UseBatch.UnknownMinutes"/> where empty.</summary>
    public static void Minutes(in FieldColumn column, FieldStretch stretch, Span<int> target, Span<byte> state) =>
        Read(in column, stretch, Scaled.Minutes, target, state);

    private static void Read(
        in FieldColumn column,
        FieldStretch stretch,
        Scaled kernel,
        Span<int> target,
        Span<byte> state
    )
    {
        for (var from = 0; from < target.Length; from += FieldStretch.Rows)
        {
            var rows = Math.Min(FieldStretch.Rows, target.Length - from);
            var results = stretch.Convert(in column, from, rows, kernel);
            var values = target.Slice(from, results.Length);
            var states = state.Slice(from, results.Length);
            for (var i = 0; i < results.Length; i++)
            {
                values[i] = unchecked((int)results[i]);
                states[i] |= FieldStretch.StateOf(results[i]);
            }
        }
    }

    /// <summary>Whole cents of at most 16 digits; <see cref="UseBatch.UnknownCents"/> where empty.</summary>
    public static void Cents(in FieldColumn column, FieldStretch stretch, Span<long> target, Span<byte> state)
    {
        for (var from = 0; from < target.Length; from += FieldStretch.Rows)
        {
            var rows = Math.Min(FieldStretch.Rows, target.Length - from);
            var results = stretch.Convert(in column, from, rows, default(Sixteen));
            var values = target.Slice(from, results.Length);
            var states = state.Slice(from, results.Length);
            for (var i = 0; i < results.Length; i++)
            {
                var found = FieldStretch.StateOf(results[i]);
                values[i] = found == Sixteen.Empty ? UseBatch.UnknownCents : FieldStretch.ValueOf(results[i]);
                states[i] |= (byte)(found & RowState.Declined);
            }
        }
    }

    /// <summary>Years of four digits within bounds; 0 where empty.</summary>
    public static void Years(
        in FieldColumn column,
        FieldStretch stretch,
        int first,
        int last,
        Span<short> target,
        Span<byte> state
    )
    {
        for (var from = 0; from < target.Length; from += FieldStretch.Rows)
        {
            var rows = Math.Min(FieldStretch.Rows, target.Length - from);
            var results = stretch.Convert(in column, from, rows, new Year((ulong)first, (ulong)last));
            var values = target.Slice(from, results.Length);
            var states = state.Slice(from, results.Length);
            for (var i = 0; i < results.Length; i++)
            {
                values[i] = unchecked((short)results[i]);
                states[i] |= FieldStretch.StateOf(results[i]);
            }
        }
    }

    /// <summary>
    /// A number with at most six digits before its mark and seven after it, in another unit: whole × unit + ⌊(fraction ×
    /// <c>times</c> + <c>half</c>) × <c>reciprocal</c> ÷ 2^<c>shift</c>⌋, with the fraction in units of 10⁻⁸. That is
    /// exact: the reciprocal is rounded up, and its error times any fraction is less than 2^<c>shift</c>.
    /// </summary>
    private readonly struct Scaled(ulong unit, ulong times, ulong half, ulong divisor, int shift) : IFieldKernel
    {
        private const int MostBefore = 6;
        private readonly ulong reciprocal = ((1UL << shift) / divisor) + 1;

        /// <summary>(fraction + 50,000) / 100,000.</summary>
        public static Scaled Millimetres { get; } = new(1000, 1, 50_000, 100_000, 47);

        /// <summary>(60 × fraction + 50,000,000) / 100,000,000, all by 20.</summary>
        public static Scaled Minutes { get; } = new(60, 3, 2_500_000, 5_000_000, 53);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Convert<T>(T head, T tail, T length)
            where T : struct, IWords<T>
        {
            var one = T.Broadcast(1);
            // The last mark and all before it, a bit per byte; then how many bytes that are.
            var upTo = DigitLanes.DecimalMarks(tail) & DigitLanes.LastBytes(length);
            upTo |= upTo >> 8;
            upTo |= upTo >> 16;
            upTo |= upTo >> 32;
            var bytes = upTo >> 7;
            var marked = T.Broadcast(0) - (bytes & one);
            bytes += bytes >> 32;
            bytes += bytes >> 16;
            bytes += bytes >> 8;
            bytes &= T.Broadcast(15);
            // Without a mark the fraction is empty, and one might as well stand just behind the end.
            bytes |= T.Broadcast(9) & DigitLanes.Not(marked);
            var before = length + bytes - T.Broadcast(9);
            var bits = bytes << 3;
            var wholeWord = T.ShiftLeft(tail, T.Broadcast(72) - bits) | T.ShiftRight(head, bits - T.Broadcast(8));
            wholeWord = DigitLanes.ElseZeros(wholeWord, DigitLanes.LastBytes(before & T.Broadcast(15)));
            var fraction =
                T.ShiftRight(tail ^ T.Broadcast(0x3030_3030_3030_3030), bits) ^ T.Broadcast(0x3030_3030_3030_3030);
            var mark = (T.ShiftRight(tail, bits - T.Broadcast(8)) >> 1) & one;
            var others = DigitLanes.Others(wholeWord) | DigitLanes.Others(fraction);
            var bad = DigitLanes.IsNotZero(others) | DigitLanes.IsOutside(before, one, T.Broadcast(MostBefore));
            var good = bad - one;
            var seen = ((mark << 1) | ((mark ^ one) << 2)) & marked & good;
            var part = T.MultiplyLow(DigitLanes.Value(fraction), T.Broadcast(times)) + T.Broadcast(half);
            var value =
                T.MultiplyLow(DigitLanes.Value(wholeWord), T.Broadcast(unit))
                + (T.MultiplyLow(part, T.Broadcast(reciprocal)) >> shift);
            var filled = T.Broadcast(0) - DigitLanes.IsNotZero(length);
            var unknown = T.Broadcast(unchecked((uint)UseBatch.UnknownCoordinate)) & DigitLanes.Not(filled);
            return FieldStretch.WithState((value & filled) | unknown, (bad | seen) & filled);
        }
    }

    /// <summary>A whole number of up to sixteen digits.</summary>
    private readonly struct Sixteen : IFieldKernel
    {
        public const byte Empty = 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Convert<T>(T head, T tail, T length)
            where T : struct, IWords<T>
        {
            var early = length - T.Broadcast(8);
            early &= DigitLanes.Not(DigitLanes.IsNegative(early));
            var low = DigitLanes.ElseZeros(tail, DigitLanes.LastBytes(length));
            var high = DigitLanes.ElseZeros(head, DigitLanes.LastBytes(early));
            var others = DigitLanes.Others(low) | DigitLanes.Others(high);
            var value = T.MultiplyLow(DigitLanes.Value(high), T.Broadcast(100_000_000)) + DigitLanes.Value(low);
            var one = T.Broadcast(1);
            var bad = DigitLanes.IsNotZero(others) | DigitLanes.IsOutside(length, T.Broadcast(0), T.Broadcast(16));
            var empty = DigitLanes.IsNotZero(length) ^ one;
            return FieldStretch.WithState(value & (bad - one), bad | (empty << 1));
        }
    }

    /// <summary>A number of four digits within bounds.</summary>
    private readonly struct Year(ulong first, ulong last) : IFieldKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Convert<T>(T head, T tail, T length)
            where T : struct, IWords<T>
        {
            var word = DigitLanes.ElseZeros(tail, T.Broadcast(0xFFFF_FFFF_0000_0000));
            var year = DigitLanes.Value(word);
            var outside = DigitLanes.IsOutside(year, T.Broadcast(first), T.Broadcast(last));
            var bad = DigitLanes.IsNotZero(DigitLanes.Others(word) | (length ^ T.Broadcast(4)) | outside);
            return FieldStretch.WithState(year & (bad - T.Broadcast(1)), bad & DigitLanes.IsNotZero(length));
        }
    }
}
