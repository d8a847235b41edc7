using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Records.Store;

/// <summary>
/// A column of whole numbers in as few bytes per row as hold them: 1, 2, 4 or 8, counted from the least value. The least
/// and the largest number of the type, which stand for what is unknown or has no end, have codes of their own.
/// </summary>
internal static class WholeColumn
{
    private const ulong Codes = 2;

    public static void Put<T>(ColumnFile file, string name, ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var (least, most) = (long.MaxValue, long.MinValue);
        foreach (var value in values)
        {
            if (value != T.MinValue && value != T.MaxValue)
            {
                var number = long.CreateChecked(value);
                (least, most) = (Math.Min(least, number), Math.Max(most, number));
            }
        }
        least = least == long.MaxValue ? 0 : least;
        var largest = most == long.MinValue ? 0 : unchecked((ulong)most - (ulong)least);
        file.Meta[BaseOf(name)] = least.ToString(CultureInfo.InvariantCulture);
        switch (largest)
        {
            case <= byte.MaxValue - Codes:
                file.Add<byte>(name, Pack<T, byte>(values, least));
                break;
            case <= ushort.MaxValue - Codes:
                file.Add<ushort>(name, Pack<T, ushort>(values, least));
                break;
            case <= uint.MaxValue - Codes:
                file.Add<uint>(name, Pack<T, uint>(values, least));
                break;
            case <= ulong.MaxValue - Codes:
                file.Add<ulong>(name, Pack<T, ulong>(values, least));
                break;
            default:
                // Wider than any column can tell apart from the two codes: kept as it stands.
                file.Add(name, values);
                file.Meta[BaseOf(name)] = "";
                break;
        }
    }

    /// <summary>Reads a column back; its length must be that of <paramref name="values"/>.</summary>
    public static void Get<T>(ColumnFile file, string name, Span<T> values)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var bytes = file.Bytes(name);
        if (values.IsEmpty)
        {
            return;
        }
        if (file.Meta[BaseOf(name)].Length == 0)
        {
            MemoryMarshal.Cast<byte, T>(bytes).CopyTo(values);
            return;
        }
        var least = long.Parse(file.Meta[BaseOf(name)], CultureInfo.InvariantCulture);
        switch (bytes.Length / values.Length)
        {
            case sizeof(byte):
                Unpack(bytes, least, values);
                break;
            case sizeof(ushort):
                Unpack(MemoryMarshal.Cast<byte, ushort>(bytes), least, values);
                break;
            case sizeof(uint):
                Unpack(MemoryMarshal.Cast<byte, uint>(bytes), least, values);
                break;
            default:
                Unpack(MemoryMarshal.Cast<byte, ulong>(bytes), least, values);
                break;
        }
    }

    private static string BaseOf(string name) => name + ".from";

    private static TCode[] Pack<T, TCode>(ReadOnlySpan<T> values, long least)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
        where TCode : unmanaged, IBinaryInteger<TCode>
    {
        var codes = new TCode[values.Length];
        for (var i = 0; i < codes.Length; i++)
        {
            var value = values[i];
            codes[i] =
                value == T.MinValue ? TCode.Zero
                : value == T.MaxValue ? TCode.One
                : TCode.CreateTruncating(unchecked((ulong)long.CreateTruncating(value) - (ulong)least + Codes));
        }
        return codes;
    }

    private static void Unpack<T, TCode>(ReadOnlySpan<TCode> codes, long least, Span<T> values)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
        where TCode : unmanaged, IBinaryInteger<TCode>
    {
        unchecked
        {
            var from = T.CreateTruncating((ulong)least - Codes);
            codes = codes[..values.Length];
            for (var i = 0; i < codes.Length; i++)
            {
                var code = codes[i];
                var value = from + T.CreateTruncating(code);
                // Almost no value is a code, so the branch is free.
                values[i] = code > TCode.One ? value : Special<T, TCode>(code);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Special<T, TCode>(TCode code)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
        where TCode : unmanaged, IBinaryInteger<TCode> => code == TCode.Zero ? T.MinValue : T.MaxValue;
}
